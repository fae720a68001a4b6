"""How well predicted sentences agree with those that people marked.

All figures are micro-averages over documents, from 0 to 1. A boundary is the offset
at which a sentence ends; the last one of a document is trivially right and not counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tasks.types import Span

_LINE_BREAKS = frozenset("\n\r\u2029")


@dataclass(frozen=True)
class Document:
    text: str
    language: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True)
class Agreement:
    all: float  # F1 of all boundaries
    inner: float  # F1 of those inside a paragraph: no line break follows
    exact: float  # F1 of whole sentences, start and end


def agreement(documents: Iterable[Document], predicted: Iterable[Iterable[Span]]) -> Agreement:
    every, inner, exact = _Tally(), _Tally(), _Tally()
    for document, spans in zip(documents, predicted, strict=True):
        text = document.text
        gold = {_trimmed(text, span) for span in document.sentences}
        found = {_trimmed(text, span) for span in spans}
        exact.count({(s.start, s.end) for s in gold}, {(s.start, s.end) for s in found})
        last = len(text.rstrip())
        gold_ends = {span.end for span in gold if span.end < last}
        found_ends = {span.end for span in found if span.end < last}
        every.count(gold_ends, found_ends)
        inner.count(
            {end for end in gold_ends if not _line_breaks_after(text, end)},
            {end for end in found_ends if not _line_breaks_after(text, end)},
        )
    return Agreement(every.f1(), inner.f1(), exact.f1())


class _Tally:
    """Counts of what agrees."""

    def __init__(self) -> None:
        self.both = self.gold = self.found = 0

    def count(self, gold: set[int] | set[tuple[int, int]], found: set[int] | set[tuple[int, int]]) -> None:
        self.both += len(gold & found)
        self.gold += len(gold)
        self.found += len(found)

    def f1(self) -> float:
        return 2 * self.both / (self.gold + self.found) if self.gold + self.found else 0.0


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _line_breaks_after(text: str, end: int) -> bool:
    rest = text[end : end + 200]
    gap = rest[: len(rest) - len(rest.lstrip())]
    return not _LINE_BREAKS.isdisjoint(gap)
