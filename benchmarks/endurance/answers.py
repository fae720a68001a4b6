"""What checkers said to Label Studio, and what may therefore stand in the record.

Every answer carries a mark in its note, by which it is known again whatever
becomes of its task, its project and its ids. A checker who gets no answer from
Label Studio does not know what came of it; so each answer has a set of outcomes
that are right.
"""

import re
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

ABSENT = "absent"
"""Never seen by the desk."""

DELETED = "deleted"
SKIPPED = "skipped"

_MARK = re.compile(r"answer (\d+), wording (\d+)\.")


@dataclass(frozen=True, slots=True)
class Standing:
    """An answer as it stands in the record, or in Label Studio."""

    number: int
    outcome: str
    sentence_id: str
    email: str


@dataclass(slots=True)
class Answer:
    """One checker's answer to one sentence, with all it ever said."""

    number: int
    sentence_id: str
    email: str
    ever: list[str] = field(default_factory=lambda: [ABSENT])
    right: set[str] = field(default_factory=lambda: {ABSENT})

    def mark(self) -> str:
        """The note that the next wording carries."""
        return f"answer {self.number}, wording {len(self.ever)}."

    def say(self, label: str) -> str:
        """What will stand if the next wording arrives."""
        outcome = DELETED if label == DELETED else f"{len(self.ever)} {label}"
        self.ever.append(outcome)
        return outcome

    def acknowledged(self, outcome: str) -> None:
        self.right = {outcome}

    def in_doubt(self, outcome: str) -> None:
        self.right.add(outcome)

    def destroyed(self, read: str) -> None:
        """Its task is about to be destroyed: what the desk has not read by now may never be read.

        :param read: what stands in the record, or `ABSENT`
        """
        self.right |= set(self.ever[self.ever.index(read) :])


class Journal:
    """All answers, numbered. Checkers write into it at the same time."""

    def __init__(self) -> None:
        self._answers: list[Answer] = []
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._answers)

    def begin(self, sentence_id: str, email: str) -> Answer:
        with self._lock:
            self._answers.append(Answer(len(self._answers), sentence_id, email))
            return self._answers[-1]

    def all(self) -> Sequence[Answer]:
        return tuple(self._answers)

    def of(self, email: str) -> Sequence[Answer]:
        """A checker's answers that may stand."""
        return [a for a in self.all() if a.email == email and a.right - {ABSENT, DELETED}]

    def destroy(self, affected: Callable[[Answer], bool], standing: Iterable[Standing]) -> int:
        """Note that tasks are about to be destroyed; how many answers the desk has not read yet."""
        read = {stands.number: stands.outcome for stands in standing}
        unread = 0
        for answer in filter(affected, self.all()):
            found = read.get(answer.number, ABSENT)
            if answer.right != {found}:
                unread += 1
                answer.destroyed(found)
        return unread


def outcome_of(result: str, state: str) -> tuple[int, str] | None:
    """The answer's number, and what it says; ``None`` where there is no mark.

    :param result: JSON with the note in it
    :param state: ``answered``, ``skipped`` or ``deleted``
    """
    found = _MARK.search(result)
    if found is None:
        return None
    label = SKIPPED if state == SKIPPED else _label(result)
    return int(found[1]), DELETED if state == DELETED else f"{found[2]} {label}"


def _label(result: str) -> str:
    found = re.search(r'"choices": ?\["(\w+)"\]', result)
    return found[1] if found else ""


def differences(
    answers: Iterable[Answer], standing: Iterable[Standing], listed: Mapping[int, Standing]
) -> list[str]:
    """What is wrong with the record, in words.

    :param standing: all that stands in the record, deleted answers among it
    :param listed: all that stands in Label Studio
    """
    wrong = []
    found: dict[int, list[Standing]] = {}
    for stands in standing:
        found.setdefault(stands.number, []).append(stands)
    for answer in answers:
        mine = found.pop(answer.number, [])
        if len(mine) > 1:
            wrong.append(f"{answer} stands {len(mine)} times: {mine}")
            continue
        outcome = mine[0].outcome if mine else ABSENT
        if outcome not in answer.right:
            wrong.append(f"{answer} stands as {outcome!r}")
        if mine and (mine[0].sentence_id, mine[0].email) != (answer.sentence_id, answer.email):
            wrong.append(f"{answer} stands as {mine[0]}")
        there = listed.get(answer.number)
        if there and there != (mine[0] if mine else None):
            wrong.append(f"{answer} stands as {mine} and in Label Studio as {there}")
    wrong += [f"nobody ever said {stands}" for stands in found.values()]
    return wrong
