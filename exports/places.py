"""Offsets that stay true when a sentence is written differently with the same words.

A revised article keeps a sentence's id as long as its words are the same. White
space, invisible characters and the composition of accents may differ, and an
offset counted in one writing would then be false in the other. What both have
in common are the visible characters, decomposed: offsets are carried over by
counting those (`tasks.text.identity` defines what counts as the same words).
"""

import unicodedata

from tasks.text.identity import words_of
from tasks.types import Span


def carry(span: Span, old: str, new: str) -> Span:
    """The place in ``new`` of what ``span`` marks in ``old``.

    :raises ValueError: the two texts do not have the same words
    """
    if old == new:
        return span
    if words_of(old) != words_of(new):
        raise ValueError(f"{new!r} is another sentence than {old!r}")
    before, through = _visible(old[: span.start]), _visible(old[: span.end])
    seen = 0
    inside = []
    for offset, char in enumerate(new):
        size = _visible(char)
        if size and seen < through and seen + size > before:
            inside.append(offset)
        seen += size
    return Span(inside[0], inside[-1] + 1) if inside else Span(0, 0)


def _visible(text: str) -> int:
    """How many characters of the decomposed text a reader can see."""
    return sum(1 for ch in unicodedata.normalize("NFD", "".join(words_of(text).split())))
