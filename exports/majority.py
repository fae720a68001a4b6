"""What several answers to one question come to, by how many gave each. Pure."""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tasks.types import NOT_A_CLAIM, Verdict

ANSWERS: tuple[str, ...] = (*(verdict.value for verdict in Verdict), NOT_A_CLAIM)


class Method(StrEnum):
    """How an outcome came about."""

    SINGLE = "single"  # one checker
    UNANIMOUS = "unanimous"  # several checkers, one answer
    MAJORITY = "majority"  # more checkers than for any other answer
    ADJUDICATED = "adjudicated"  # an editor's decision
    UNDECIDED = "undecided"  # no answer was given by more checkers than every other


class Outcome(NamedTuple):
    """What answers come to, as far as it follows from their labels alone."""

    counts: tuple[int, ...]  # by `ANSWERS`
    denied: bool  # the sentence is found to be no claim
    verdict: str | None
    method: str


@lru_cache(maxsize=100_000)
def outcome_of(labels: tuple[str, ...]) -> Outcome:
    """What answers with these labels come to. Few combinations occur, however many sentences."""
    counts = counts_of(labels)
    return Outcome(counts, *decide_counts(counts))


def counts_of(labels: Sequence[str]) -> tuple[int, ...]:
    """Votes by `ANSWERS`."""
    return tuple(map(labels.count, ANSWERS))


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
