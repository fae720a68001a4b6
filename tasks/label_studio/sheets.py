"""The result list of an annotation, sorted by what it is about: the sentence, or one mark in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from tasks.label_studio import controls
from tasks.label_studio.unreadable import Unreadable
from tasks.types import NOT_A_CLAIM, UnverifiableReason, Verdict, WasItSaid


class Question(StrEnum):
    VERDICT = "verdict"
    REASON = "reason"
    SAID = "was it said"
    EVIDENCE = "evidence"
    NOTE = "note"


_ABOUT_THE_SENTENCE: Final[Mapping[str, Question]] = {
    controls.VERDICT: Question.VERDICT,
    controls.REASON: Question.REASON,
    controls.SAID: Question.SAID,
    controls.EVIDENCE: Question.EVIDENCE,
    controls.NOTE: Question.NOTE,
}
_ABOUT_A_MARK: Final[Mapping[str, Question]] = {
    controls.CLAIM: Question.VERDICT,
    controls.CLAIM_REASON: Question.REASON,
    controls.CLAIM_SAID: Question.SAID,
    controls.CLAIM_EVIDENCE: Question.EVIDENCE,
    controls.CLAIM_NOTE: Question.NOTE,
}
_VERDICTS: Final = frozenset([*Verdict, NOT_A_CLAIM])
_CHOICES: Final[Mapping[str, frozenset[str]]] = {
    controls.VERDICT: _VERDICTS,
    controls.CLAIM: _VERDICTS | {controls.UNJUDGED},
    controls.REASON: frozenset(UnverifiableReason),
    controls.CLAIM_REASON: frozenset(UnverifiableReason),
    controls.SAID: frozenset(WasItSaid),
    controls.CLAIM_SAID: frozenset(WasItSaid),
}
_UNTOUCHED: Final = "prediction"
"""The ``origin`` of what the machine suggested and the checker did not change."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers about one thing."""

    answers: Mapping[Question, str] = field(default_factory=dict)
    place: Mapping[str, object] = field(default_factory=dict)  # of a mark: offsets and words, as sent

    @property
    def verdict(self) -> str | None:
        verdict = self.answers.get(Question.VERDICT)
        return None if verdict == controls.UNJUDGED else verdict

    @property
    def says_more(self) -> bool:
        return any(question != Question.VERDICT for question in self.answers)

    def with_answer(self, question: Question, answer: str) -> "Sheet":
        if self.answers.get(question, answer) != answer:
            raise Unreadable(f"there are two different answers to one question ({question})")
        return replace(self, answers={**self.answers, question: answer})

    def with_answers(self, other: "Sheet") -> "Sheet":
        sheet = self
        for question, answer in other.answers.items():
            sheet = sheet.with_answer(question, answer)
        return sheet


@dataclass(frozen=True, slots=True)
class Sheets:
    whole: Sheet
    marks: tuple[Sheet, ...]
    strange: bool  # whether there were answers to none of our questions


def sort_out(result: Sequence[object]) -> Sheets:
    """Sort results by what they are about, leaving out what only the machine said.

    :raises Unreadable: if a result is malformed, unknown, or contradicts another
    """
    whole, marks, strange = Sheet(), dict[object, Sheet](), False
    for item in result:
        if not isinstance(item, dict):
            raise Unreadable("a result is not an object")
        name = item.get("from_name")
        if item.get("origin") == _UNTOUCHED:
            continue
        if isinstance(name, str) and name in _ABOUT_THE_SENTENCE:
            whole = _filled_in(whole, _ABOUT_THE_SENTENCE[name], name, item)
        elif isinstance(name, str) and name in _ABOUT_A_MARK:
            key = _key_of_mark(item)
            marks[key] = _filled_in(marks.get(key, Sheet()), _ABOUT_A_MARK[name], name, item)
        else:
            strange = True
    return Sheets(whole, tuple(marks.values()), strange)


def _filled_in(sheet: Sheet, question: Question, name: str, item: Mapping[str, object]) -> Sheet:
    value = _value_of(item)
    if name == controls.CLAIM:
        sheet = replace(sheet, place=value)
    answer = _chosen(value, question, name) if name in _CHOICES else _typed(value)
    return sheet.with_answer(question, answer) if answer else sheet


def _key_of_mark(item: Mapping[str, object]) -> object:
    """What belongs to one mark shares its id; without one, its offsets."""
    identity = item.get("id")
    value = _value_of(item)
    return identity if isinstance(identity, str) else (repr(value.get("start")), repr(value.get("end")))


def _value_of(item: Mapping[str, object]) -> Mapping[str, object]:
    value = item.get("value")
    if not isinstance(value, dict):
        raise Unreadable("a result has no value")
    return value


def _chosen(value: Mapping[str, object], question: Question, name: str) -> str | None:
    """The one choice or label; none if it was taken back."""
    chosen = value.get("labels" if name == controls.CLAIM else "choices")
    if not isinstance(chosen, list):
        raise Unreadable(f"the {question} is not a list of choices")
    for choice in chosen:
        if not isinstance(choice, str) or choice not in _CHOICES[name]:
            raise Unreadable(f"the {question} is unknown: {_quoted(choice)}")
    if len(set(chosen)) > 1:
        raise Unreadable(f"there are two different answers to one question ({question})")
    return chosen[0] if chosen else None


def _typed(value: Mapping[str, object]) -> str:
    typed = value.get("text")
    pieces = typed if isinstance(typed, list) else [typed]
    lines = [piece for piece in pieces if isinstance(piece, str)]
    if len(lines) != len(pieces):
        raise Unreadable("what was typed is not text")
    return "\n".join(lines)


def _quoted(value: object) -> str:
    return ascii(value[:40]) if isinstance(value, str) else type(value).__name__
