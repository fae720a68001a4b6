"""What the revisions of an article changed."""

from dataclasses import asdict

from flask import abort
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import CHECKERS, for_scripts
from annotator.web.api.answers import answer
from annotator.web.api.articles import ArticlePath
from annotator.web.api.pages import PageQuery, cut
from annotator.web.api.resource import make_resource
from annotator.web.storage import store
from tasks.store.articles import get_article
from tasks.store.revisions import list_changes
from tasks.store.tokens import Scope

resource = make_resource("revisions", "What became of articles since they were first added.")


class Revision(BaseModel):
    """A revision, compared with the one before it; its particulars or its layout may be all that changed."""

    revision: int
    recorded_at: str
    added: list[str] = Field(description="Sentences that came, in reading order.")
    withdrawn: list[str] = Field(description="Sentences that went.")


class Revisions(BaseModel):
    items: list[Revision]
    next: str | None


@resource.get("/articles/<article_id>/revisions", responses={"200": Revisions})
@for_scripts(CHECKERS, Scope.READ)
def of_article(path: ArticlePath, query: PageQuery) -> Response:
    """What every revision but the first changed, newest first."""
    if get_article(store(), path.article_id) is None:
        abort(404, "There is no such article.")
    after = query.after(int)
    found = list_changes(store(), path.article_id, limit=query.limit + 1, before=after[0] if after else None)
    changes, following = cut(found, query.limit, lambda change: (change.revision,))
    return answer(Revisions(items=[Revision(**asdict(one)) for one in changes], next=following))
