"""Sentences with one plain answer a checker: nearly all of them.

A desk's checkers mostly judge the sentence as a whole, once. Such sentences
need neither matching nor history's replay, and go a short way here. It must
lead to where the long way leads (`exports.verdicts.decide`): the tests compare
the two.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from exports.verdicts import Method
from tasks.store.record import Line
from tasks.types import NOT_A_CLAIM, Verdict

ANSWERS: tuple[str, ...] = (*(verdict.value for verdict in Verdict), NOT_A_CLAIM)


class Outcome(NamedTuple):
    """What answers come to, as far as it follows from their labels alone."""

    counts: tuple[int, ...]  # by `ANSWERS`
    denied: bool  # the sentence is found to be no claim
    verdict: str | None
    method: str


class Plain(NamedTuple):
    """A plain sentence's answers."""

    answers: Sequence[Line]  # one a checker, in the order of the annotations
    skips: int


def plain_answers(lines: Sequence[Line]) -> Plain | None:
    """The answers to a sentence; ``None`` where it takes the long way, or nobody answered.

    Of an answer with several addresses the first line stands for all.
    """
    answers: list[Line] = []
    skips = 0
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
        elif line.state != "answered" or line.ordinal != 0 or line.mark_start is not None:
            return None
        else:
            answers.append(line)
    return Plain(answers, skips) if answers and _all_differ(answers) else None


def _all_differ(answers: Sequence[Line]) -> bool:
    """Whether each checker answered once, and the desk learned of one answer after the other."""
    if len(answers) == 1:
        return True
    checkers = {line.person_id for line in answers}
    moments = {line.recorded_at for line in answers}
    return len(checkers) == len(moments) == len(answers)


@lru_cache(maxsize=100_000)
def outcome_of(labels: tuple[str, ...]) -> Outcome:
    """What answers with these labels come to. Few combinations occur, however many sentences."""
    counts = tuple(map(labels.count, ANSWERS))
    return Outcome(counts, *decide_counts(counts))


@lru_cache(maxsize=100_000)
def turns(labels: tuple[str, ...]) -> tuple[tuple[int, str | None, str], ...]:
    """Where the verdict turned as these answers came in: which answer did it, the verdict, and the method."""
    found = []
    before: str | None = NOT_A_CLAIM  # so far nobody found a claim
    for last in range(len(labels)):
        outcome = outcome_of(labels[: last + 1])
        now = NOT_A_CLAIM if outcome.denied else outcome.verdict
        if now != before:
            found.append((last, now, outcome.method))
            before = now
    return tuple(found)


def decide_counts(counts: tuple[int, ...]) -> tuple[bool, str | None, str]:
    """Whether it is denied, the verdict, and the method, from how many gave each of the `ANSWERS`."""
    total, most, denials = sum(counts), max(counts), counts[-1]
    if most == total:
        method = Method.SINGLE if total == 1 else Method.UNANIMOUS
        return (True, None, method.value) if denials else (False, ANSWERS[counts.index(most)], method.value)
    if 2 * denials > total:
        return True, None, Method.MAJORITY.value
    if counts.count(most) > 1 or denials == most:
        return False, None, Method.UNDECIDED.value
    return False, ANSWERS[counts.index(most)], Method.MAJORITY.value
