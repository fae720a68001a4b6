"""Which judgements of different checkers are about the same claim.

Checkers mark claims by hand, so two marks of one claim rarely have the same
ends. Marks are taken in the order of the annotations, which later answers do
not disturb:

1. A mark that leaves out no word of the sentence is a judgement of the whole
   sentence.
2. Each checker's marks are paired with the claims found so far, best pair
   first: equal marks, then the largest overlap of at least `ENOUGH_OVERLAP`
   (intersection over union). One checker judges a claim once.
3. A mark without such a claim is a new claim.
4. A judgement of the whole sentence is about the only claim marked in it. It
   is about the sentence itself where nothing was marked, where several claims
   were, and where the same checker judged the only claim as well.
"""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from msgspec import Struct

from exports.answers import Answer
from tasks.types import Judgement, Span

ENOUGH_OVERLAP = 0.5
"""The usual threshold for calling two extents the same object (PASCAL VOC, 2010)."""

_ID_BYTES = 10


class Mark(Struct, frozen=True):
    """A judgement with where it comes from."""

    answer: Answer
    ordinal: int  # of the judgement in the answer
    judgement: Judgement  # its span is in offsets of the live sentence; None: no word is left out
    checker: str
    round: int  # 1: the checker's first answer to the sentence

    @property
    def span(self) -> Span | None:
        return self.judgement.span

    @property
    def annotation_id(self) -> int:
        return self.answer.annotation_id


@dataclass(slots=True)
class MatchedClaim:
    """Judgements about one claim, at most one by each checker, in the order of the annotations."""

    founded_on: Span | None  # the first judgement's extent; None: the whole sentence
    marks: list[Mark] = field(default_factory=list)

    @property
    def span(self) -> Span | None:
        """The extent that most checkers marked, the earliest of several; ``None``: the whole sentence."""
        votes: dict[Span, int] = {}
        for mark in self.marks:
            if mark.span:
                votes[mark.span] = votes.get(mark.span, 0) + 1
        return max(votes, key=votes.__getitem__) if votes else None

    def judged_by(self, checker: str) -> bool:
        return any(mark.checker == checker for mark in self.marks)


def whole_or_part(span: Span | None, sentence: str) -> Span | None:
    """The span, or ``None`` where it leaves out no word of the sentence."""
    if span is None or any(ch.isalnum() for ch in sentence[: span.start] + sentence[span.end :]):
        return span
    return None


def overlap(one: Span, other: Span) -> float:
    """Intersection over union, in code points: 0.0 to 1.0."""
    common = min(one.end, other.end) - max(one.start, other.start)
    if common <= 0:
        return 0.0
    return common / (max(one.end, other.end) - min(one.start, other.start))


def match_claims(marks: Iterable[Mark]) -> list[MatchedClaim]:
    """The claims of one sentence with the judgements about each.

    :param marks: with verdicts, one annotation by each checker, in any order
    :return: marked claims in the order they were first marked, then the whole sentence
    """
    ordered = _last_of_equal(sorted(marks, key=lambda mark: (mark.annotation_id, mark.ordinal)))
    claims: list[MatchedClaim] = []
    for annotation_id in dict.fromkeys(mark.annotation_id for mark in ordered):
        _pair(claims, [m for m in ordered if m.annotation_id == annotation_id and m.span])
    whole = MatchedClaim(founded_on=None)
    for mark in ordered:
        if mark.span is None:
            only = claims[0] if len(claims) == 1 else None
            (whole if only is None or only.judged_by(mark.checker) else only).marks.append(mark)
    if whole.marks:
        return [*claims, whole]
    if len(claims) == 1:
        _put_in_order(claims[0])
    return claims


def _last_of_equal(marks: Iterable[Mark]) -> list[Mark]:
    """Of equal extents that one checker marked, the last."""
    return list({(mark.annotation_id, mark.span): mark for mark in marks}.values())


def _pair(claims: list[MatchedClaim], marks: Sequence[Mark]) -> None:
    """Give one checker's marks to the claims they fit best, and make claims of the rest.

    The fit is to the first mark of a claim: so no two claims are founded on
    equal extents, and what most checkers mark does not move their pairs.
    """
    pairs = [
        (overlap(mark.span, claim.founded_on), mark, claim)
        for mark in marks
        for claim in claims
        if mark.span and claim.founded_on
    ]
    pairs.sort(key=lambda pair: -pair[0])  # stable: earlier marks and claims first
    placed: set[int] = set()
    taken: set[Span | None] = set()
    for fit, mark, claim in pairs:
        if fit >= ENOUGH_OVERLAP and mark.ordinal not in placed and claim.founded_on not in taken:
            claim.marks.append(mark)
            placed.add(mark.ordinal)
            taken.add(claim.founded_on)
    claims.extend(MatchedClaim(mark.span, [mark]) for mark in marks if mark.ordinal not in placed)


def _put_in_order(only: MatchedClaim) -> None:
    """Judgements of the sentence that came first found the only claim in it."""
    only.marks.sort(key=lambda mark: (mark.annotation_id, mark.ordinal))
    only.founded_on = only.marks[0].span


def best_match(span: Span | None, claims: Sequence[MatchedClaim]) -> MatchedClaim | None:
    """The claim that a further judgement is about, by the same rules; ``None``: none of them."""
    for claim in claims:
        if span == claim.span or (span is not None and span == claim.founded_on):
            return claim
    if span is None:
        return claims[0] if len(claims) == 1 else None
    fits = [overlap(span, claim.span) if claim.span else 0.0 for claim in claims]
    best = max(fits, default=0.0)
    return claims[fits.index(best)] if best >= ENOUGH_OVERLAP else None


def claim_id(sentence_id: str, founded_on: Span | None) -> str:
    """The claim's id: from its sentence and the first judgement of it, so that later answers keep it."""
    if founded_on is None:
        return f"c{sentence_id[1:]}"
    digest = sha256(f"{sentence_id}\n{founded_on.start}:{founded_on.end}".encode()).digest()
    return f"c-{base64.b32encode(digest[:_ID_BYTES]).decode('ascii').lower()}"
