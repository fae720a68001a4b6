"""Answers as the store hands them out, for tests that need no store."""

from datetime import UTC, datetime, timedelta

from exports.answers import Answer
from tasks.store.adjudications import Adjudication
from tasks.store.times import as_text
from tasks.types import Judgement, Span

START = datetime(2026, 3, 12, 8, tzinfo=UTC)

SENTENCE = "The bridge opened in May, the mayor said, and it cost nine million."
FIRST = Span(0, 24)  # The bridge opened in May
SECOND = Span(42, 66)  # and it cost nine million


def judged(label: str, span: Span | None = None, *evidence: str) -> Judgement:
    return Judgement(label, span, evidence=evidence)


def answer(
    number: int,
    person: int | None,
    *judgements: Judgement,
    minutes: int | None = None,
    state: str = "answered",
    version: int = 1,
    recorded: int | None = None,
    superseded: int | None = None,
) -> Answer:
    """An answer; without ``minutes``, later numbers are later answers.

    :param recorded: minutes at which the desk recorded it, else when it was given
    :param superseded: minutes at which a newer version took its place
    """
    minutes = number if minutes is None else minutes
    return Answer(
        annotation_id=number,
        version=version,
        person_id=person,
        state=state,
        created_at=moment(0),
        updated_at=moment(minutes),
        recorded_at=moment(minutes if recorded is None else recorded),
        superseded_at=None if superseded is None else moment(superseded),
        lead_time=3.5,
        judgements=judgements,
    )


def moment(minutes: int) -> str:
    return as_text(START + timedelta(minutes=minutes))


def settled(number: int, judgement: Judgement, superseded: int | None = None) -> Adjudication:
    """An editor's word, a day and ``number`` minutes after the start."""
    until = None if superseded is None else START + timedelta(days=1, minutes=superseded)
    decided = START + timedelta(days=1, minutes=number)
    return Adjudication(number, "s-one", judgement, 1, decided, until, 1, "a-one")
