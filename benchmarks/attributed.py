"""How well predicted attributions agree with those that people marked.

Figures are F1 over all documents, from 0 to 1. White space, and quotation marks, final
punctuation and a "that" at the edges, are left out of every comparison.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tasks.types import Attribution, Span

_EDGES = frozenset(" \t\n\r\"'“”„‚‘’«»‹›.,;:!?–—-()[]")
_LEADS = ("that ", "dass ", "que ")
SOFT = 0.5
"""Two contents are the same if they share at least this part of their joint characters."""


@dataclass(frozen=True)
class Document:
    text: str
    language: str
    sentences: tuple[Span, ...]
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True)
class Agreement:
    content: float  # contents that are the same, as `SOFT` has it
    exact: float  # contents that are the same to the character
    source: float  # contents that are the same and have the same source
    sentence: float  # sentences in which anything is attributed


@dataclass(frozen=True)
class _Said:
    """An attribution as sets of the offsets of its characters."""

    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]


def agreement(documents: Iterable[Document], predicted: Iterable[Iterable[Attribution]]) -> Agreement:
    content, exact, source, sentence = _Tally(), _Tally(), _Tally(), _Tally()
    for document, attributions in zip(documents, predicted, strict=True):
        gold = list(_said(document.text, document.attributions))
        found = list(_said(document.text, attributions))
        contents = [each for each in gold if each.content], [each for each in found if each.content]
        pairs = list(_paired(*contents))
        same = [(a, b) for a, b in pairs if _overlap(a.content, b.content) >= SOFT]
        for tally, both in (
            (content, len(same)),
            (exact, sum(a.content == b.content for a, b in pairs)),
            (source, sum(_same_source(a, b) for a, b in same)),
        ):
            tally.count(both, len(contents[0]), len(contents[1]))
        touched = _sentences(document.sentences, gold), _sentences(document.sentences, found)
        sentence.count(len(touched[0] & touched[1]), len(touched[0]), len(touched[1]))
    return Agreement(content.f1(), exact.f1(), source.f1(), sentence.f1())


class _Tally:
    """Counts of what agrees."""

    def __init__(self) -> None:
        self.both = self.all = 0

    def count(self, both: int, gold: int, found: int) -> None:
        self.both += both
        self.all += gold + found

    def f1(self) -> float:
        return 2 * self.both / self.all if self.all else 0.0


def _said(text: str, attributions: Iterable[Attribution]) -> Iterator[_Said]:
    for each in attributions:
        said = _Said(
            _characters(text, each.content, _LEADS),
            _characters(text, each.source),
            _characters(text, each.cue),
        )
        if said.content or said.cue:
            yield said


def _characters(text: str, spans: Iterable[Span], leads: Sequence[str] = ()) -> frozenset[int]:
    kept: set[int] = set()
    for span in spans:
        start, end = span.start, span.end
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        start += next((len(lead) for lead in leads if text[start : start + len(lead)].lower() == lead), 0)
        kept.update(at for at in range(start, end) if not text[at].isspace())
    return frozenset(kept)


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _paired(gold: Sequence[_Said], found: Sequence[_Said]) -> Iterator[tuple[_Said, _Said]]:
    """Pair one to one, the closest first; cues decide between equals."""
    candidates = sorted(
        (
            (_overlap(a.content, b.content), len(a.cue & b.cue), i, j)
            for i, a in enumerate(gold)
            for j, b in enumerate(found)
            if a.content & b.content
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, _, i, j in candidates:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            yield gold[i], found[j]


def _same_source(gold: _Said, found: _Said) -> bool:
    if not gold.source:
        return not found.source
    return _overlap(gold.source, found.source) >= SOFT


def _sentences(sentences: Sequence[Span], said: Iterable[_Said]) -> set[int]:
    marked = frozenset[int]().union(*(each.content | each.cue for each in said))
    return {
        number
        for number, sentence in enumerate(sentences)
        if not marked.isdisjoint(range(sentence.start, sentence.end))
    }
