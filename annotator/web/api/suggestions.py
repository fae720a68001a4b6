"""What the machine suggests about one sentence. Never a label."""

from datetime import date
from typing import Self

from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import CHECKERS, for_scripts
from annotator.web.api.answers import answer
from annotator.web.api.resource import make_resource
from annotator.web.api.sentences import Label, SentencePath
from annotator.web.cases import find_article, find_said
from annotator.web.storage import store
from annotator.web.suggested import MOST_RELATED, Alike, suggested_about
from tasks.store.tokens import Scope
from tasks.text.dates import DateSuggestion, How
from tasks.types import Span

resource = make_resource("suggestions", "What the machine suggests about sentences, for people to confirm.")


class SuggestedClaim(BaseModel):
    start: int = Field(description="In the sentence.")
    end: int


class SuggestedDate(BaseModel):
    start: int = Field(description="In the sentence.")
    end: int
    first: date
    last: date = Field(description="The same day, unless a week, a month, a year or a night is meant.")
    how: How = Field(description="How it was worked out.")

    @classmethod
    def of(cls, found: DateSuggestion, sentence: Span) -> Self:
        """:param sentence: where the sentence is in its article"""
        return cls(
            start=found.span.start - sentence.start,
            end=found.span.end - sentence.start,
            first=found.first,
            last=found.last,
            how=found.how,
        )


class AlikeSentence(BaseModel):
    """A sentence of another article that reads like this one."""

    sentence_id: str
    article_id: str
    title: str = Field(description="Of its article.")
    text: str
    same_claim: bool = Field(description="It seems to say the same; false: it only reads alike.")
    label: Label | None = Field(description="Of that sentence as a whole; null: nobody said anything.")

    @classmethod
    def of(cls, alike: Alike) -> Self:
        found = alike.sentence
        return cls.model_validate(
            {
                "sentence_id": found.sentence_id,
                "article_id": found.article_id,
                "title": found.title,
                "text": found.text,
                "same_claim": found.related.likeness.same_claim,
                "label": alike.label,
            }
        )


class SentenceSuggestions(BaseModel):
    claimant: str | None = Field(description="Who is said to claim it.")
    score: float | None = Field(description="Check-worthiness, 0 to 1.")
    claims: list[SuggestedClaim]
    dates: list[SuggestedDate] = Field(description="None where the article has no date to count from.")
    alike: list[AlikeSentence] = Field(description=f"At most {MOST_RELATED}, the same claims first.")


@resource.get("/sentences/<sentence_id>/suggestions", responses={"200": SentenceSuggestions})
@for_scripts(CHECKERS, Scope.READ)
def of_sentence(path: SentencePath) -> Response:
    """What the machine suggests about a sentence: claims, claimant, dates, sentences that read alike."""
    with store().snapshot():
        article = find_article(path.sentence_id)
        said = find_said(article.article_id, path.sentence_id)
        found = suggested_about(store(), article, said)
    return answer(
        SentenceSuggestions(
            claimant=found.claimant,
            score=found.score,
            claims=[SuggestedClaim(start=one.start, end=one.end) for one in found.claims],
            dates=[SuggestedDate.of(one, said.sentence.span) for one in found.dates],
            alike=[AlikeSentence.of(one) for one in found.alike],
        )
    )
