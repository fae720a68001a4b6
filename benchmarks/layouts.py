"""The same documents set differently, their sentences in the new offsets.

Where an emoji comes between two sentences, the layout says whose it is: it was put between
words, in front of a sentence or behind one.
"""

import re
import textwrap
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import accumulate

from benchmarks.boundaries import Document
from tasks.types import Span

_COLUMNS = 72
_EVERY = 20  # spaces
_EMOJI = "😀"

Layout = Callable[[Document], Document]


def wrapped(document: Document) -> Document:
    """With line breaks in place of spaces, as a 72-column editor puts them."""
    paragraphs = re.split(r"(\n+)", document.text)
    text = "".join(
        "\n".join(textwrap.wrap(part, _COLUMNS, break_long_words=False, break_on_hyphens=False))
        if part.strip()
        else part
        for part in paragraphs
    )
    return replace(document, text=text) if len(text) == len(document.text) else document


def with_carriage_returns(document: Document) -> Document:
    return _with(document, {match.start(): "\r" for match in re.finditer("\n", document.text)})


def with_no_break_spaces(document: Document) -> Document:
    return replace(document, text=document.text.replace(" ", "\u00a0"))


def with_emoji_between_words(document: Document) -> Document:
    """At every twentieth space, in front of what follows."""
    spaces = [match.end() for match in re.finditer(" ", document.text)]
    return _with(document, dict.fromkeys(spaces[::_EVERY], f"{_EMOJI} "))


def with_emoji_behind_words(document: Document) -> Document:
    """At every twentieth space, touching what stands before."""
    spaces = [match.start() for match in re.finditer(" ", document.text)]
    return _with(document, dict.fromkeys(spaces[::_EVERY], _EMOJI))


def with_emoji_before_sentences(document: Document) -> Document:
    return _with(document, {sentence.start: f"{_EMOJI} " for sentence in document.sentences})


def with_emoji_after_sentences(document: Document) -> Document:
    return _with(document, {sentence.end: f" {_EMOJI}" for sentence in document.sentences})


LAYOUTS: Mapping[str, Layout] = {
    "wrapped at 72 columns": wrapped,
    "CRLF": with_carriage_returns,
    "no-break spaces": with_no_break_spaces,
    "emoji between words": with_emoji_between_words,
    "emoji behind words": with_emoji_behind_words,
    "emoji before each sentence": with_emoji_before_sentences,
    "emoji after each sentence": with_emoji_after_sentences,
}


def _with(document: Document, inserted: Mapping[int, str]) -> Document:
    """With strings put in at offsets; at the edge of a sentence they become part of it."""
    offsets = sorted(inserted)
    shifts = [0, *accumulate(len(inserted[offset]) for offset in offsets)]
    text = "".join(_pieces(document.text, offsets, inserted))
    sentences = (
        Span(
            sentence.start + shifts[bisect_left(offsets, sentence.start)],
            sentence.end + shifts[bisect_right(offsets, sentence.end)],
        )
        for sentence in document.sentences
    )
    return Document(text, document.language, tuple(sentences))


def _pieces(text: str, offsets: Iterable[int], inserted: Mapping[int, str]) -> Iterable[str]:
    last = 0
    for offset in offsets:
        yield text[last:offset]
        yield inserted[offset]
        last = offset
    yield text[last:]
