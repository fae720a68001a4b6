"""Sentences with one plain answer a checker: nearly all of them.

A desk's checkers mostly judge the sentence as a whole, once. Such sentences
need neither matching nor history's replay, and go a short way here. It must
lead to where the long way leads (`exports.verdicts.decide`): the tests compare
the two.
"""

from collections.abc import Sequence
from typing import NamedTuple

from exports.verdicts import Method
from tasks.store.record import Line
from tasks.types import NOT_A_CLAIM, Verdict

ANSWERS: tuple[str, ...] = (*(verdict.value for verdict in Verdict), NOT_A_CLAIM)


class PlainOutcome(NamedTuple):
    """What a plain sentence's answers come to."""

    answers: Sequence[Line]  # one a checker, in the order of the annotations
    skips: int
    counts: tuple[int, ...]  # by `ANSWERS`
    denied: bool  # the sentence is found to be no claim
    verdict: str | None
    method: str
    decided_at: str


def plain_answers(lines: Sequence[Line]) -> tuple[list[Line], int] | None:
    """The answers and the number of skips; ``None`` where the sentence is not plain.

    Of an answer with several addresses the first line stands for all.
    """
    answers: list[Line] = []
    skips = 0
    checkers = set()
    before = None
    for line in lines:
        if line.annotation_id == before:
            if line.ordinal != 0:
                return None
            continue  # a further address
        before = line.annotation_id
        if line.version != 1 or line.superseded_at is not None or line.person_id is None:
            return None
        if line.state == "skipped":
            skips += 1
            continue
        if line.state != "answered" or line.ordinal != 0 or line.mark_start is not None:
            return None
        if line.person_id in checkers:
            return None
        checkers.add(line.person_id)
        answers.append(line)
    return answers, skips


def plain_outcome(lines: Sequence[Line]) -> PlainOutcome | None:
    """What the sentence's answers come to; ``None`` where it takes the long way, or nobody answered."""
    found = plain_answers(lines)
    if not found or not found[0]:
        return None
    answers, skips = found
    labels = [line.label for line in answers]
    counts = tuple(map(labels.count, ANSWERS))
    denied, verdict, method = decide_counts(counts)
    return PlainOutcome(
        answers, skips, counts, denied, verdict, method, max(line.updated_at for line in answers)
    )


def decide_counts(counts: tuple[int, ...]) -> tuple[bool, str | None, str]:
    """Whether it is denied, the verdict, and the method, from how many gave each of the `ANSWERS`."""
    known = _DECIDED.get(counts)
    if known is None:
        known = _DECIDED[counts] = _decide(counts)
    return known


_DECIDED: dict[tuple[int, ...], tuple[bool, str | None, str]] = {}
"""Few distinct counts occur, however many sentences."""


def _decide(counts: tuple[int, ...]) -> tuple[bool, str | None, str]:
    total, most, denials = sum(counts), max(counts), counts[-1]
    if most == total:
        method = Method.SINGLE if total == 1 else Method.UNANIMOUS
        return (True, None, method.value) if denials else (False, ANSWERS[counts.index(most)], method.value)
    if 2 * denials > total:
        return True, None, Method.MAJORITY.value
    if counts.count(most) > 1 or denials == most:
        return False, None, Method.UNDECIDED.value
    return False, ANSWERS[counts.index(most)], Method.MAJORITY.value
