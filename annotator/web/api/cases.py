"""One sentence as an editor reviews it: what each checker says, without names, and what is asked of them."""

from typing import Self

from flask import abort, g
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import EDITORS, for_scripts
from annotator.web.api.answers import answer, done
from annotator.web.api.judgements import Judgement
from annotator.web.api.resource import make_resource
from annotator.web.api.sentences import SentencePath
from annotator.web.cases import find_case
from annotator.web.current import desk
from annotator.web.storage import store
from exports.case import Case, CaseClaim, Opinion
from exports.history import Change
from exports.majority import Method
from tasks import review
from tasks.store import reviews
from tasks.store.adjudications import Adjudication
from tasks.store.reviews import RequestKind, ReviewRequest
from tasks.store.times import as_text
from tasks.store.tokens import Scope

resource = make_resource("cases", "Sentences as editors review them: checkers are letters.")


class CheckersOpinion(BaseModel):
    checker: str = Field(description="A letter, which tells nothing about who it is.")
    judgement: Judgement
    answered_at: str
    revisions: int = Field(description="How often the checker changed the answer.")

    @classmethod
    def of(cls, opinion: Opinion) -> Self:
        return cls(
            checker=opinion.letter,
            judgement=Judgement.of(opinion.judgement),
            answered_at=opinion.answered_at,
            revisions=opinion.revisions,
        )


class PastVerdict(BaseModel):
    verdict: str | None = Field(description="null: undecided.")
    change: Change = Field(description="What brought it about.")
    valid_from: str = Field(description="When somebody judged so.")
    recorded_at: str = Field(description="When the desk learned of it.")


class ClaimInReview(BaseModel):
    claim_id: str
    start: int | None = Field(description="In the sentence; null: the whole of it.")
    end: int | None
    label: str = Field(description="A verdict, not_a_claim or undecided; empty: nobody said anything.")
    method: Method | None
    opinions: list[CheckersOpinion]
    history: list[PastVerdict]

    @classmethod
    def of(cls, claim: CaseClaim) -> Self:
        return cls(
            claim_id=claim.claim_id,
            start=claim.span.start if claim.span else None,
            end=claim.span.end if claim.span else None,
            label=claim.label,
            method=Method(claim.method) if claim.method else None,
            opinions=[CheckersOpinion.of(opinion) for opinion in claim.opinions],
            history=[
                PastVerdict(
                    verdict=entry.verdict,
                    change=entry.change,
                    valid_from=entry.valid_from,
                    recorded_at=entry.recorded_at,
                )
                for entry in claim.history
            ],
        )


class EditorsWord(BaseModel):
    adjudication_id: int
    judgement: Judgement
    decided_at: str

    @classmethod
    def of(cls, word: Adjudication) -> Self:
        return cls(
            adjudication_id=word.adjudication_id,
            judgement=Judgement.of(word.judgement),
            decided_at=as_text(word.decided_at),
        )


class StandingRequest(BaseModel):
    request_id: int
    kind: RequestKind
    start: int | None = Field(description="Of the claim in the sentence; null: the whole of it.")
    end: int | None
    why: str
    asked_at: str

    @classmethod
    def of(cls, request: ReviewRequest) -> Self:
        return cls(
            request_id=request.request_id,
            kind=request.kind,
            start=request.span.start if request.span else None,
            end=request.span.end if request.span else None,
            why=request.note,
            asked_at=request.asked_at,
        )


class ReviewCase(BaseModel):
    sentence_id: str
    article_id: str
    sentence: str
    before: str = Field(description="The article's words ahead of it.")
    after: str
    claimant: str | None = Field(description="As the machine suggests.")
    checkers: list[str] = Field(description="The letters of those who said something.")
    skipped: int
    claims: list[ClaimInReview]
    settled: list[EditorsWord] = Field(description="What editors settled, as it stands.")
    requests: list[StandingRequest] = Field(description="What was asked and still stands.")

    @classmethod
    def of(cls, case: Case) -> Self:
        asked = reviews.requests_about(store(), case.sentence_id)
        return cls(
            sentence_id=case.sentence_id,
            article_id=case.article.article_id,
            sentence=case.sentence,
            before=case.before,
            after=case.after,
            claimant=case.claimant,
            checkers=list(case.letters),
            skipped=case.skipped,
            claims=[ClaimInReview.of(claim) for claim in case.claims],
            settled=[EditorsWord.of(word) for word in case.settled],
            requests=[StandingRequest.of(one) for one in asked if one.stands],
        )


class RequestPath(SentencePath):
    request_id: int = Field(ge=1, le=2**62)


@resource.get("/sentences/<sentence_id>/case", responses={"200": ReviewCase})
@for_scripts(EDITORS, Scope.READ)
def one_case(path: SentencePath) -> Response:
    """A sentence as it is reviewed: its claims, what each checker says of them without names, history."""
    return answer(ReviewCase.of(find_case(path.sentence_id)))


@resource.delete("/sentences/<sentence_id>/requests/<int:request_id>", responses={"204": None})
@for_scripts(EDITORS, Scope.WRITE)
def withdraw(path: RequestPath) -> Response:
    """Take back a flag, or what was asked of checkers. One that ended already stays as it ended."""
    asked = reviews.get_request(store(), path.request_id)
    if asked is None or asked.sentence_id != path.sentence_id:
        abort(404, "There is no such request about this sentence.")
    review.withdraw(store(), path.request_id, g.person.person_id)
    desk().hint()
    return done()
