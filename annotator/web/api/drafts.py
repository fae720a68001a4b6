"""Drafts of new articles: handed in, looked at, mended, and only then added."""

from collections.abc import Iterable
from dataclasses import replace

from flask import g, url_for
from pydantic import Field
from werkzeug.wrappers import Response

from annotator import preview
from annotator.web import drafting
from annotator.web.access import EDITORS, for_scripts
from annotator.web.api.answers import answer, done
from annotator.web.api.articles import AddedArticle
from annotator.web.api.draft_shapes import ChangedDraft, Draft, DraftBatch, Drafts, ListedDraft
from annotator.web.api.mends import Mends
from annotator.web.api.pages import MOST_ITEMS, PageQuery, cut
from annotator.web.api.resource import Taken, make_resource
from annotator.web.api.sources import FileBody, FileQuery, Wanted, WantedSource, read, read_file
from annotator.web.storage import store
from tasks.errors import ArticleError, InputError
from tasks.store import drafts
from tasks.store.drafts import DraftContent
from tasks.store.tokens import Scope
from tasks.text.reading import Read

resource = make_resource(
    "drafts", "New articles before they are added: to look at, to mend and to choose from."
)


class DraftPath(Taken):
    draft_id: str = Field(max_length=100)


class BatchPath(Taken):
    batch: str = Field(max_length=100)


@resource.post("/drafts", responses={"201": DraftBatch})
@for_scripts(EDITORS, Scope.WRITE)
def hand_in(body: WantedSource) -> Response:
    """Hand in a text or an address; each of its articles becomes a draft. Nothing is added yet."""
    return _keep(read(body), body)


@resource.post("/drafts/files", responses={"201": DraftBatch})
@for_scripts(EDITORS, Scope.WRITE)
def hand_in_file(query: FileQuery, raw: FileBody) -> Response:
    """Hand in a file; each of its articles becomes a draft. Nothing is added yet."""
    return _keep(read_file(query, raw), query)


def _keep(reads: Iterable[Read], wanted: Wanted) -> Response:
    problems: list[ArticleError] = []
    batch = drafting.keep(reads, problems, wanted.selection(), wanted.project())
    found = drafts.list_batch(store(), batch, g.person.person_id, limit=MOST_ITEMS + 1)
    if not found:
        raise InputError(" ".join(map(str, problems)))
    shown, following = cut(found, MOST_ITEMS, lambda entry: (entry.number,))
    made = DraftBatch(
        batch=batch,
        items=[ListedDraft.of(one) for one in shown],
        next=following,
        problems=list(map(str, problems)),
    )
    response = answer(made, 201)
    response.location = url_for("api_drafts.of_batch", batch=batch)
    return response


@resource.get("/drafts", responses={"200": Drafts})
@for_scripts(EDITORS, Scope.READ)
def list_drafts(query: PageQuery) -> Response:
    """Your drafts, the one that was changed last first. Nobody else sees them."""
    after = query.after(str, str)
    found = drafts.list_unfinished(
        store(),
        g.person.person_id,
        limit=query.limit + 1,
        after=(after[0], after[1]) if after else None,
    )
    shown, following = cut(found, query.limit, lambda entry: (entry.expires_at, entry.draft_id))
    return answer(Drafts(items=[ListedDraft.of(one) for one in shown], next=following))


@resource.get("/drafts/batches/<batch>", responses={"200": Drafts})
@for_scripts(EDITORS, Scope.READ)
def of_batch(path: BatchPath, query: PageQuery) -> Response:
    """Your drafts that were handed in together, as they came."""
    after = query.after(int)
    found = drafts.list_batch(
        store(), path.batch, g.person.person_id, after=after[0] if after else -1, limit=query.limit + 1
    )
    shown, following = cut(found, query.limit, lambda entry: (entry.number,))
    return answer(Drafts(items=[ListedDraft.of(one) for one in shown], next=following))


@resource.delete("/drafts/batches/<batch>", responses={"204": None})
@for_scripts(EDITORS, Scope.WRITE)
def discard_batch(path: BatchPath) -> Response:
    """Discard your drafts that were handed in together."""
    drafts.remove_batch(store(), path.batch, g.person.person_id)
    return done()


@resource.get("/drafts/<draft_id>", responses={"200": Draft})
@for_scripts(EDITORS, Scope.READ)
def one_draft(path: DraftPath) -> Response:
    """One draft: its sentences as they would be added, and what the desk knows of its article."""
    return _answer(drafting.find(path.draft_id))


@resource.patch("/drafts/<draft_id>", responses={"200": Draft})
@for_scripts(EDITORS, Scope.WRITE)
def change(path: DraftPath, body: ChangedDraft) -> Response:
    """Correct what is said of the article, where it goes, and how much of it is labelled."""
    found, named = drafting.find(path.draft_id), body.named()
    content = found.content
    about = {name: named[name] for name in ("title", "publisher", "url", "published_on") if name in named}
    chosen = {name: named[name] for name in ("order", "top") if name in named}
    return _change(
        found,
        preview.correct(
            store(),
            content,
            replace(content.raw, **about),
            replace(content.selection, **chosen),
            named.get("project_id", content.project_id),
        ),
    )


@resource.post("/drafts/<draft_id>/mends", responses={"200": Draft})
@for_scripts(EDITORS, Scope.WRITE)
def mend(path: DraftPath, body: Mends) -> Response:
    """Cut and join sentences, leave some out, take some in. All of it is done, or nothing."""
    found = drafting.find(path.draft_id)
    return _change(found, body.applied(found.content))


@resource.post("/drafts/<draft_id>/add", responses={"201": AddedArticle})
@for_scripts(EDITORS, Scope.WRITE)
def add(path: DraftPath) -> Response:
    """Add the article as the draft has it; its sentences go to Label Studio by themselves."""
    found = drafting.find(path.draft_id)
    added = drafting.add(found, found.content)
    response = answer(AddedArticle.of(added), 201)
    response.location = url_for("api_articles.read_article", article_id=added.article.article_id)
    return response


@resource.delete("/drafts/<draft_id>", responses={"204": None})
@for_scripts(EDITORS, Scope.WRITE)
def discard(path: DraftPath) -> Response:
    """Discard a draft. Nothing is added."""
    drafts.remove_draft(store(), drafting.find(path.draft_id).draft_id)
    return done()


def _change(found: drafts.Draft, content: DraftContent) -> Response:
    drafts.change_draft(store(), found.draft_id, content)
    return _answer(replace(found, content=content))


def _answer(draft: drafts.Draft) -> Response:
    return answer(Draft.of(draft, preview.look(store(), draft.content)))
