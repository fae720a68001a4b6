"""What the desk's first page shows: what is to be done, and how things went."""

from dataclasses import asdict
from datetime import date
from typing import Self

from flask import g
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web import desk_page
from annotator.web.access import CHECKERS, for_scripts
from annotator.web.api.answers import answer
from annotator.web.api.resource import make_resource
from annotator.web.current import desk
from annotator.web.filters import public_label_studio_url
from annotator.web.storage import store
from exports.timeline import Timeline, Unit
from tasks.store.queues import Waiting
from tasks.store.reviews import SentBack, sent_back_to
from tasks.store.tokens import Scope

resource = make_resource("overview", "What is to be done at the desk, and how things went.")

MOST_SENT_BACK = 20


class WaitingSentence(BaseModel):
    sentence_id: str
    article_id: str
    text: str
    since: str | None = Field(description="When the last judgement that counts was made.")

    @classmethod
    def of(cls, waiting: Waiting) -> Self:
        return cls(
            sentence_id=waiting.sentence_id,
            article_id=waiting.article_id,
            text=waiting.text,
            since=waiting.since,
        )


class Concern(BaseModel):
    kind: str = Field(description="missing, in_doubt, quarantined, disagreements, no_evidence or due.")
    number: int
    oldest: list[WaitingSentence] = Field(description="A few, where it is about claims.")

    @classmethod
    def of(cls, concern: desk_page.Concern) -> Self:
        return cls(
            kind=concern.kind,
            number=concern.number,
            oldest=[WaitingSentence.of(one) for one in concern.oldest],
        )


class VerdictPeriod(BaseModel):
    start: date
    counts: dict[str, int] = Field(description="Claims by verdict, and sentences without a claim.")


class VerdictsOverTime(BaseModel):
    """By when a claim was judged last."""

    unit: Unit
    periods: list[VerdictPeriod]

    @classmethod
    def of(cls, timeline: Timeline) -> Self:
        periods = [VerdictPeriod(start=one.start, counts=dict(one.counts)) for one in timeline.periods]
        return cls(unit=timeline.unit, periods=periods)


class AgreementInMonth(BaseModel):
    month: str = Field(description="As in 2022-09: in which the claims were judged last.")
    units: int = Field(description="Claims that were judged twice or more.")
    alpha: float | None = Field(description="Krippendorff's α among all answers; null: undefined.")
    low: float | None = Field(description="Of its 95 % interval.")
    high: float | None


class Pace(BaseModel):
    person_id: int
    name: str
    week: int = Field(description="Answers that stand, of the last seven days.")
    month: int = Field(description="Of the last thirty.")
    skipped: int = Field(description="Of the last thirty.")
    last_at: str = Field(description="When they last answered or skipped.")


class SentBackSentence(BaseModel):
    """A sentence that an editor asks the token's owner to look at once more."""

    sentence_id: str
    sentence: str
    title: str = Field(description="Of its article.")
    why: str
    asked_at: str
    task: str | None = Field(description="Where its task is in Label Studio; null: it has none.")

    @classmethod
    def of(cls, sent: SentBack) -> Self:
        task = f"{public_label_studio_url()}/projects/{sent.project}/data?task={sent.task}"
        return cls(
            sentence_id=sent.sentence_id,
            sentence=sent.sentence,
            title=sent.title,
            why=sent.note,
            asked_at=sent.asked_at,
            task=task if sent.task else None,
        )


class Overview(BaseModel):
    to_do: int = Field(description="Sentences that are to be labelled, or are.")
    done: int = Field(description="Of these, those that no checker has to look at any more.")
    current: bool = Field(description="false: some of what was recorded lately is still being counted.")
    label_studio_reached: bool = Field(description="false: not lately; the desk keeps trying.")
    concerns: list[Concern] = Field(description="What waits for an editor; for editors.")
    verdicts_over_time: VerdictsOverTime
    agreement: list[AgreementInMonth]
    checkers: list[Pace] = Field(
        description="Who answered in the last thirty days: all for editors, else you."
    )
    sent_back: list[SentBackSentence] = Field(description="What you are asked to look at once more.")


@resource.get("/overview", responses={"200": Overview})
@for_scripts(CHECKERS, Scope.READ)
def overview() -> Response:
    """What waits, who did how much, verdicts and agreement over time, and what you are asked."""
    page = desk_page.desk_page(store(), g.person)
    sent_back = sent_back_to(store(), g.person.person_id, MOST_SENT_BACK)
    return answer(
        Overview(
            to_do=page.to_do,
            done=page.done,
            current=page.is_current,
            label_studio_reached=not desk().sync_status().error,
            concerns=[Concern.of(one) for one in page.concerns],
            verdicts_over_time=VerdictsOverTime.of(page.over_time.timeline),
            agreement=[AgreementInMonth(**one._asdict()) for one in page.agreement.months],
            checkers=[Pace(**asdict(one)) for one in page.checkers],
            sent_back=[SentBackSentence.of(one) for one in sent_back],
        )
    )
