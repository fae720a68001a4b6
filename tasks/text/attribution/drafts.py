"""Attributions while they are being put together, and the quotations they speak of."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tasks.types import Attribution, Span


@dataclass(slots=True)
class Draft:
    """An attribution before its claimant is settled."""

    sentence: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    follows: "Draft | None" = None  # the one whose speaker goes on here
    turn: Span | None = None  # the label of the speaker whose turn it is
    claimant: str | None = None

    def finished(self) -> Attribution:
        return Attribution(self.source, self.cue, self.content, self.claimant)

    def place(self) -> tuple[int, int]:
        """Where it starts and where its cue does, for reading order."""
        first = min(span.start for span in (*self.source, *self.cue, *self.content))
        return first, self.cue[0].start if self.cue else first


@dataclass(slots=True)
class Piece:
    """The part of a quotation that lies in one sentence."""

    span: Span
    quotation: int  # its number in the article
    sentence: int
    inner: list[Draft] = field(default_factory=list)
    said: Draft | None = None  # what names its speaker


def pieces_of(quotations: Sequence[Span], sentences: Sequence[Span]) -> Iterator[list[Piece]]:
    """Yield, for each sentence, the pieces of quotations in it."""
    starts = [quotation.start for quotation in quotations]
    ends = [quotation.end for quotation in quotations]
    for number, sentence in enumerate(sentences):
        inside = range(bisect_right(ends, sentence.start), bisect_left(starts, sentence.end))
        yield [Piece(_clipped(quotations[i], sentence), i, number) for i in inside]


def _clipped(span: Span, to: Span) -> Span:
    return Span(max(span.start, to.start), min(span.end, to.end))
