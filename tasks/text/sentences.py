"""The sentences of a text, as offsets into it."""

from collections.abc import Iterator

from tasks.text.segmentation.emoji import end_among_emoji, without_emoji
from tasks.text.segmentation.ends import sentence_ends
from tasks.text.segmentation.languages import Language, language_rules
from tasks.text.segmentation.layout import blocks
from tasks.text.segmentation.unmarked import passages
from tasks.types import Span


def find_sentences(text: str, language: str = "en") -> list[Span]:
    """Cut ``text`` into sentences, headings and list items.

    ``language`` is a BCP 47 tag; one without rules of its own is read with common ones.
    The spans count code points, are in order, do not overlap, and have no white space at
    either end; every character that is not white space lies in one of them. Any text will
    do, in time linear in its length. Nothing is raised.
    """
    rules = language_rules(language)
    bare = without_emoji(text)
    sentences: list[Span | None] = []
    for block in blocks(text, rules):
        start = block.start
        for end in _ends(bare, block, rules):
            settled = end if bare is text else end_among_emoji(text, bare, end, block)
            sentences.append(_trimmed(text, start, settled))
            start = max(start, settled)
        sentences.append(_trimmed(text, start, block.end))
    return [sentence for sentence in sentences if sentence is not None]


def _ends(text: str, block: Span, rules: Language) -> Iterator[int]:
    """The offsets within a block at which a sentence ends and another follows, in order."""
    words = _trimmed(text, block.start, block.end)
    if words is None:
        return
    for passage in passages(text, words, rules):
        yield from sentence_ends(text, passage, rules)
        if passage.end < words.end:
            yield passage.end


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """What is left without white space at the edges, if anything."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
