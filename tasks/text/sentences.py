"""The sentences of a text, as offsets into it."""

from tasks.text.segmentation.ends import sentence_ends
from tasks.text.segmentation.languages import language_rules
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
    sentences: list[Span] = []
    for block in blocks(text, rules):
        for passage in passages(text, block, rules):
            start = passage.start
            for end in sentence_ends(text, passage, rules):
                _append_trimmed(sentences, text, start, end)
                start = end
            _append_trimmed(sentences, text, start, passage.end)
    return sentences


def _append_trimmed(sentences: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append(Span(start, end))
