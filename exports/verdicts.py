"""From checkers' answers about a sentence to claims with verdicts. Pure.

- Of several answers of one checker to one sentence the latest counts; skips and
  empty answers never do.
- A checker who finds no claim in the sentence, and only that, speaks against
  every claim that others find in it.
- A claim that more checkers deny than judge is none. A sentence left without
  claims is *not a claim*.
- The verdict is the one that more checkers gave than any other answer, *not a
  claim* among them; without such a verdict the claim is *undecided*.
- What an editor settled prevails, whatever was answered. The votes stay.

Soft labels (`ClaimVerdict.shares`) are the shares of the three verdicts among
the checkers who gave one. They leave out who denies the claim: whether it is a
claim is another question than whether it is so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from msgspec import Struct

from exports.answers import Answer
from exports.majority import Method, outcome_of
from exports.matching import Mark, MatchedClaim, best_match, claim_id, match_claims, whole_or_part
from tasks.store.adjudications import Adjudication
from tasks.store.times import as_text
from tasks.types import NOT_A_CLAIM, Span, Verdict


class ClaimVerdict(Struct, frozen=True):
    """A claim and what is decided about it."""

    claim_id: str
    span: Span | None  # in the sentence; None: the whole of it
    verdict: Verdict | None  # None: undecided
    method: Method
    votes: tuple[Mark, ...]  # one a checker, denials among them
    adjudication: Adjudication | None
    decided_at: str  # of the last judgement that counts, or of the adjudication

    def count(self, label: str) -> int:
        """How many checkers gave this answer."""
        return sum(vote.judgement.label == label for vote in self.votes)

    def shares(self) -> dict[Verdict, float] | None:
        """Soft labels that add up to 1; ``None`` where no checker gave a verdict."""
        counts = {verdict: self.count(verdict) for verdict in Verdict}
        total = sum(counts.values())
        return {verdict: count / total for verdict, count in counts.items()} if total else None


class Denial(Struct, frozen=True):
    """A sentence that states nothing checkable, and how that was found."""

    method: Method
    votes: tuple[Mark, ...]  # one a checker, those who saw a claim among them
    decided_at: str  # of the last judgement that counts, or of the adjudication


class Opinion(Struct, frozen=True):
    """A judgement and the claim it is about, if that is one."""

    mark: Mark
    claim_id: str | None
    counted: bool  # False: the checker answered again later, or it is about no claim


class SentenceVerdict(Struct, frozen=True):
    """All that was decided about a sentence: claims, or a denial, or neither."""

    claims: tuple[ClaimVerdict, ...] = ()
    denial: Denial | None = None
    opinions: tuple[Opinion, ...] = ()


@dataclass(slots=True)
class _Case:
    """A claim on its way to its verdict."""

    found: MatchedClaim
    votes: list[Mark]
    adjudication: Adjudication | None = None

    def stands(self) -> bool:
        """Whether it is a claim at all."""
        if self.adjudication:
            return self.adjudication.judgement.label != NOT_A_CLAIM
        denials = sum(vote.judgement.label == NOT_A_CLAIM for vote in self.votes)
        return 2 * denials <= len(self.votes)


def decide(
    sentence_id: str, sentence: str, answers: Iterable[Answer], settled: Iterable[Adjudication] = ()
) -> SentenceVerdict:
    """What the answers to one sentence come to. Their order makes no difference.

    :param sentence: its words; spans of answers and adjudications are offsets in it
    """
    latest, earlier = _marks_by_round(answers, sentence)
    deniers, judges = _part_deniers(latest)
    cases = [_Case(found, [*found.marks]) for found in match_claims(m for m in judges if not _denies(m))]
    for mark in filter(_denies, judges):
        _deny_one(cases, mark)
    for case in cases:
        case.votes = sorted([*case.votes, *deniers], key=_place)
    denied_by_editor = _settle(cases, deniers, settled, sentence)
    standing = [c for c in cases if c.stands() and not (denied_by_editor and c.adjudication is None)]
    standing.sort(key=_reading_order)
    claims = tuple(_claim_verdict(sentence_id, case) for case in standing)
    denial = None if claims else _denial(latest, deniers, cases, denied_by_editor)
    votes: list[tuple[Mark, str | None]] = []
    votes += [(vote, claim.claim_id) for claim in claims for vote in claim.votes]
    votes += [(vote, None) for vote in (denial.votes if denial else ())]
    found = [(case.found, claim.claim_id) for case, claim in zip(standing, claims, strict=True)]
    return SentenceVerdict(claims, denial, _opinions(votes, [*latest, *earlier], found))


def _denies(mark: Mark) -> bool:
    return mark.judgement.label == NOT_A_CLAIM


def _marks_by_round(answers: Iterable[Answer], sentence: str) -> tuple[list[Mark], list[Mark]]:
    """Each checker's latest answer that says something, and the earlier ones; by annotation."""
    rounds: dict[str, list[Answer]] = {}
    said = (answer for answer in answers if answer.says_something)
    for answer in sorted(said, key=lambda a: (a.updated_at, a.annotation_id)):
        rounds.setdefault(answer.checker, []).append(answer)
    latest: list[Mark] = []
    earlier: list[Mark] = []
    for checker, given in rounds.items():
        for number, answer in enumerate(given, 1):
            marks = latest if number == len(given) else earlier
            marks.extend(_marks(answer, sentence, checker, number))
    latest.sort(key=_place)
    earlier.sort(key=_place)
    return latest, earlier


def _place(mark: Mark) -> tuple[int, int]:
    return mark.annotation_id, mark.ordinal


def _marks(answer: Answer, sentence: str, checker: str, number: int) -> Iterable[Mark]:
    for ordinal, judgement in enumerate(answer.judgements):
        span = whole_or_part(judgement.span, sentence)
        said = judgement if span == judgement.span else replace(judgement, span=span)
        yield Mark(answer, ordinal, said, checker, number)


def _part_deniers(marks: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
    """One mark of each checker who finds no claim in the sentence, and the marks of the others."""
    judging = {mark.checker for mark in marks if not _denies(mark)}
    deniers = {mark.checker: mark for mark in reversed(marks) if mark.checker not in judging}
    return sorted(deniers.values(), key=_place), [mark for mark in marks if mark.checker in judging]


def _deny_one(cases: Sequence[_Case], mark: Mark) -> None:
    """A checker who judges other claims of the sentence denies this one."""
    found = best_match(mark.span, [case.found for case in cases])
    for case in cases:
        if case.found is found and all(vote.checker != mark.checker for vote in case.votes):
            case.votes.append(mark)


def _settle(
    cases: list[_Case], deniers: Sequence[Mark], settled: Iterable[Adjudication], sentence: str
) -> Adjudication | None:
    """Give each claim the editor's last word about it.

    :return: the editor's word that the sentence holds no claim, where that was said
    """
    denial = None
    for adjudication in sorted(settled, key=lambda a: (a.decided_at, a.adjudication_id)):
        span = whole_or_part(adjudication.judgement.span, sentence)
        denies = adjudication.judgement.label == NOT_A_CLAIM
        if denies and span is None:
            denial = adjudication
            continue
        found = best_match(span, [case.found for case in cases])
        if found is None:
            found = MatchedClaim(span)
            cases.append(_Case(found, [*deniers]))
        next(case for case in cases if case.found is found).adjudication = adjudication
    return denial


def _claim_verdict(sentence_id: str, case: _Case) -> ClaimVerdict:
    verdict, method = _outcome(case)
    moments = [vote.answer.updated_at for vote in case.votes]
    if case.adjudication:
        moments = [as_text(case.adjudication.decided_at)]
    return ClaimVerdict(
        claim_id=claim_id(sentence_id, case.found.founded_on),
        span=_extent(case),
        verdict=verdict,
        method=method,
        votes=tuple(case.votes),
        adjudication=case.adjudication,
        decided_at=max(moments),
    )


def _extent(case: _Case) -> Span | None:
    """Where the editor put the claim, else where most checkers did."""
    settled = case.adjudication.judgement.span if case.adjudication else None
    return settled or case.found.span


def _reading_order(case: _Case) -> tuple[int, int]:
    extent = _extent(case)
    return (extent.start, extent.end) if extent else (-1, -1)


def _outcome(case: _Case) -> tuple[Verdict | None, Method]:
    if case.adjudication:
        return Verdict(case.adjudication.judgement.label), Method.ADJUDICATED
    outcome = outcome_of(tuple([vote.judgement.label for vote in case.votes]))
    return Verdict(outcome.verdict) if outcome.verdict else None, Method(outcome.method)


def _denial(
    latest: Sequence[Mark], deniers: Sequence[Mark], cases: Sequence[_Case], by_editor: Adjudication | None
) -> Denial | None:
    """How a sentence without claims was found to be one; ``None`` where nobody said anything."""
    # Who saw a claim in it and denied another saw a claim.
    ordered = sorted(latest, key=lambda mark: (_denies(mark), *_place(mark)))
    votes = tuple(sorted({mark.checker: mark for mark in reversed(ordered)}.values(), key=_place))
    words = [case.adjudication for case in cases if case.adjudication] + [by_editor] * bool(by_editor)
    settled = [word.decided_at for word in words if word]
    if settled:
        return Denial(Method.ADJUDICATED, votes, as_text(max(settled)))
    if not votes:
        return None
    if len(deniers) < len(votes):
        method = Method.MAJORITY
    else:
        method = Method.SINGLE if len(votes) == 1 else Method.UNANIMOUS
    return Denial(method, votes, max(vote.answer.updated_at for vote in votes))


def _opinions(
    votes: Sequence[tuple[Mark, str | None]],
    marks: Sequence[Mark],
    claims: Sequence[tuple[MatchedClaim, str]],
) -> tuple[Opinion, ...]:
    """Every judgement at least once: the votes, then what counts for nothing, with the claim it fits."""
    opinions = [Opinion(mark, claim, counted=True) for mark, claim in votes]
    counted = {_place(mark) for mark, _ in votes}
    ids = {id(found): claim for found, claim in claims}
    for mark in marks:
        if _place(mark) not in counted:
            match = best_match(mark.span, [found for found, _ in claims])
            opinions.append(Opinion(mark, ids[id(match)] if match else None, counted=False))
    return tuple(opinions)
