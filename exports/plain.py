"""Sentences with one plain answer a checker: nearly all of them.

A desk's checkers mostly judge the sentence as a whole, in one answer, which
they may revise. Such sentences need neither matching nor history's replay, and
go a short way here. It must
lead to where the long way leads (`exports.verdicts.decide`): the tests compare
the two.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from exports.majority import outcome_of
from tasks.store.record import Line
from tasks.types import NOT_A_CLAIM


class Plain(NamedTuple):
    """A plain sentence's answers. Of an answer with several addresses its first line stands for all."""

    answers: Sequence[Line]  # those that stand, one a checker, in the order of the annotations
    revised: Sequence[Line]  # those that a checker thought better of
    skips: int


def plain_answers(lines: Sequence[Line]) -> Plain | None:
    """The answers to a sentence; ``None`` where it takes the long way, or nobody answered."""
    answers: list[Line] = []
    revised: list[Line] = []
    skips = 0
    before: Line | None = None
    for line in lines:
        if before is not None and line.annotation_id == before.annotation_id:
            if line.version == before.version and line.ordinal == 0:
                continue  # a further address
            if line.recorded_at != before.superseded_at or before.state != "answered":
                return None
            revised.append(answers.pop())
        elif line.version != 1 or (before is not None and before.superseded_at is not None):
            return None
        if not _is_plain(line):
            return None
        before = line
        if line.state == "answered":
            answers.append(line)
        else:
            skips += 1
    if not answers or (before is not None and before.superseded_at is not None):
        return None
    return Plain(answers, revised, skips) if _all_differ(answers, revised) else None


def _is_plain(line: Line) -> bool:
    """Whether somebody known judges the sentence as a whole, or declines to."""
    if line.mark_start is not None or line.person_id is None:
        return False
    if line.state == "answered":
        return line.ordinal == 0
    return line.state == "skipped" and line.version == 1


def _all_differ(answers: Sequence[Line], revised: Sequence[Line]) -> bool:
    """Whether each checker has one answer, and the desk learned of one thing after the other."""
    if len(answers) == 1 and not revised:
        return True
    checkers = {line.person_id for line in answers}
    moments = {line.recorded_at for line in (*answers, *revised)}
    return len(checkers) == len(answers) and len(moments) == len(answers) + len(revised)


def addresses(answer: Line, lines: Sequence[Line]) -> list[str]:
    """What an answer gives as evidence, from the lines of its sentence."""
    return [
        line.url
        for line in lines
        if line.url is not None
        and line.annotation_id == answer.annotation_id
        and line.version == answer.version
    ]


@lru_cache(maxsize=100_000)
def turns(
    labels: tuple[str, ...], instead: tuple[int | None, ...]
) -> tuple[tuple[int, str | None, str], ...]:
    """Where the verdict turned as these answers came in: which answer did it, the verdict, and the method.

    :param instead: the number of the answer that each took the place of, where it did
    """
    found = []
    standing: dict[int, str] = {}
    before: str | None = NOT_A_CLAIM  # so far nobody found a claim
    for number, (label, replaced) in enumerate(zip(labels, instead, strict=True)):
        if replaced is not None:
            del standing[replaced]
        standing[number] = label
        outcome = outcome_of(tuple(standing.values()))
        now = NOT_A_CLAIM if outcome.denied else outcome.verdict
        if now != before:
            found.append((number, now, outcome.method))
            before = now
    return tuple(found)
