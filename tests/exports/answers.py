"""Answers as the store hands them out, for tests that need no store."""

from datetime import UTC, datetime, timedelta

from tasks.store.adjudications import Adjudication
from tasks.store.annotations import Answer
from tasks.types import Judgement, Span

START = datetime(2026, 3, 12, 8, tzinfo=UTC)

SENTENCE = "The bridge opened in May, the mayor said, and it cost nine million."
FIRST = Span(0, 24)  # The bridge opened in May
SECOND = Span(42, 66)  # and it cost nine million


def judged(label: str, span: Span | None = None, *evidence: str) -> Judgement:
    return Judgement(label, span, evidence=evidence)


def answer(
    number: int, person: int | None, *judgements: Judgement, minutes: int | None = None, skipped: bool = False
) -> Answer:
    """An answer; without ``minutes``, later numbers are later answers."""
    moment = START + timedelta(minutes=number if minutes is None else minutes)
    return Answer(
        annotation_id=number,
        version=1,
        sentence_id="s-one",
        person_id=person,
        skipped=skipped,
        created_at=moment,
        updated_at=moment,
        lead_time=3.5,
        revision=1,
        judgements=judgements,
        article_id="a-one",
    )


def settled(number: int, judgement: Judgement) -> Adjudication:
    return Adjudication(number, "s-one", judgement, 1, START + timedelta(days=1, minutes=number), 1, "a-one")
