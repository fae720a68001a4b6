"""Finding the sentences of a text."""

from tasks.text.segmentation.languages import language_rules
from tasks.text.segmentation.layout import blocks
from tasks.text.segmentation.marks import sentence_ends
from tasks.text.segmentation.unmarked import passages
from tasks.types import Span


def find_sentences(text: str, language: str = "en") -> list[Span]:
    rules = language_rules(language)
    found: list[Span] = []
    for block in blocks(text, rules):
        for passage in passages(text, block, rules):
            start = passage.start
            for end in sentence_ends(text, passage, rules):
                found.append(_trimmed(text, start, end))
                start = end
            found.append(_trimmed(text, start, passage.end))
    return [s for s in found if s.start < s.end]


def _trimmed(text: str, start: int, end: int) -> Span:
    raw = text[start:end]
    words = raw.strip()
    lead = len(raw) - len(raw.lstrip())
    return Span(start + lead, start + lead + len(words))
