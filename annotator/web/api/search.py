"""Finding sentences, as the page `/search` does."""

from dataclasses import asdict
from datetime import date

from flask import g
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import CHECKERS, for_scripts
from annotator.web.api.answers import answer
from annotator.web.api.pages import PageQuery, cut
from annotator.web.api.resource import make_resource
from annotator.web.api.sentences import Label
from annotator.web.storage import store
from tasks.ledger import SentenceState
from tasks.store.search import Wanted, find
from tasks.store.tokens import Scope

resource = make_resource("search", "Finding sentences by their words and by what became of them.")


class Found(BaseModel):
    sentence_id: str
    article_id: str
    text: str
    title: str
    publisher: str
    published_on: str = Field(description="Empty where nobody knows.")
    claimant: str
    label: str
    state: str
    remarks: list[str] = Field(description="Notes and evidence in which the words were found.")


class FoundSentences(BaseModel):
    items: list[Found]
    next: str | None


class SearchQuery(PageQuery):
    words: str = Field("", max_length=200, description='All of them; "in quotes" together.')
    label: Label | None = None
    state: SentenceState | None = None
    claimant: str = Field("", max_length=200, description="Words of the name.")
    publisher: str = Field("", max_length=200, description="Words of the name.")
    since: date | None = Field(None, description="Published on this day or later.")
    until: date | None = Field(None, description="Published on this day or earlier.")
    checker: int | None = Field(None, ge=1, le=2**62, description="Answered by this person. For editors.")
    article_id: str = Field("", max_length=100)

    def wanted(self) -> Wanted:
        return Wanted(
            words=self.words.strip(),
            label=self.label or "",
            state=self.state or "",
            claimant=self.claimant.strip(),
            publisher=self.publisher.strip(),
            since=self.since,
            until=self.until,
            checker=self.checker if g.person.is_editor else None,
            article_id=self.article_id,
        )


@resource.get("/search", responses={"200": FoundSentences})
@for_scripts(CHECKERS, Scope.READ)
def search(query: SearchQuery) -> Response:
    """Sentences that fit, newest first."""
    after = query.after(int)
    found = find(store(), query.wanted(), limit=query.limit + 1, before=after[0] if after else None)
    sentences, following = cut(found, query.limit, lambda one: (one.number,))
    items = [
        Found.model_validate({name: value for name, value in asdict(one).items() if name != "number"})
        for one in sentences
    ]
    return answer(FoundSentences(items=items, next=following))
