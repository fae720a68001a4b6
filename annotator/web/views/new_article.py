"""A new article: handed in, looked at, mended, and only then added."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from annotator import preview
from annotator.web import drafting
from annotator.web.access import EDITORS, allowed
from annotator.web.article_forms import ParticularsForm, SourceForm
from annotator.web.current import desk
from annotator.web.draft_page import draft_page, sentence_around
from annotator.web.error_words import error_words
from annotator.web.storage import store
from tasks.errors import ArticleError, InputError
from tasks.store import drafts
from tasks.store.adding import Added
from tasks.store.drafts import Draft, DraftContent
from tasks.store.projects import active_projects

blueprint = Blueprint("new_article", __name__, url_prefix="/articles/new")

UNFINISHED_SHOWN = 10
BATCH_PAGE = 100
PROBLEMS_SHOWN = 5


@blueprint.get("")
@allowed(EDITORS)
def form() -> str:
    return _form(SourceForm(), None)


@blueprint.post("")
@allowed(EDITORS)
def read() -> Response | tuple[str, int]:
    """Read what was handed in; it is shown before anything is added."""
    source = SourceForm()
    if not source.validate_on_submit():
        return _form(source, None), 422
    problems: list[ArticleError] = []
    batch = drafting.keep(source.submitted().articles(desk().settings.fetch_rules), problems)
    found = drafts.list_batch(store(), batch, g.person.person_id, limit=2)
    if not found:
        return _form(source, " ".join(map(error_words, problems[:PROBLEMS_SHOWN]))), 422
    for problem in problems[:PROBLEMS_SHOWN]:
        flash(error_words(problem))
    if len(found) > 1:
        return redirect(url_for("new_article.batch", batch=batch), 303)
    return redirect(url_for("new_article.draft", draft_id=found[0].draft_id), 303)


def _form(source: SourceForm, problem: str | None) -> str:
    unfinished = drafts.list_unfinished(store(), g.person.person_id, limit=UNFINISHED_SHOWN)
    return render_template("new_article.html", form=source, problem=problem, unfinished=unfinished)


@blueprint.get("/<draft_id>")
@allowed(EDITORS)
def draft(draft_id: str) -> str:
    return _page(drafting.find(draft_id), None)


@blueprint.post("/<draft_id>/merge")
@allowed(EDITORS)
def merge(draft_id: str) -> Response:
    return _change(draft_id, preview.merge)


@blueprint.post("/<draft_id>/split")
@allowed(EDITORS)
def split(draft_id: str) -> Response:
    return _change(draft_id, preview.split)


@blueprint.post("/<draft_id>/leave-out")
@allowed(EDITORS)
def leave_out(draft_id: str) -> Response:
    return _change(draft_id, lambda content, at: preview.wish(content, at, False))


@blueprint.post("/<draft_id>/take-in")
@allowed(EDITORS)
def take_in(draft_id: str) -> Response:
    return _change(draft_id, lambda content, at: preview.wish(content, at, True))


@blueprint.post("/<draft_id>/particulars")
@allowed(EDITORS)
def particulars(draft_id: str) -> Response | tuple[str, int]:
    found, said = drafting.find(draft_id), ParticularsForm().offer(active_projects(store()))
    if not said.validate_on_submit():
        return _page(found, said), 422
    drafts.change_draft(store(), draft_id, _corrected(found, said))
    return redirect(url_for("new_article.draft", draft_id=draft_id), 303)


@blueprint.post("/<draft_id>/add")
@allowed(EDITORS)
def add(draft_id: str) -> Response | tuple[str, int]:
    """Add the article with what the form says; its sentences go to Label Studio by themselves."""
    found, said = drafting.find(draft_id), ParticularsForm().offer(active_projects(store()))
    if not said.validate_on_submit():
        return _page(found, said), 422
    added = drafting.add(found, _corrected(found, said))
    flash(_outcome(added))
    if drafts.list_batch(store(), found.batch, g.person.person_id, limit=1):
        return redirect(url_for("new_article.batch", batch=found.batch), 303)
    return redirect(url_for("articles.article", article_id=added.article.article_id), 303)


@blueprint.post("/<draft_id>/discard")
@allowed(EDITORS)
def discard(draft_id: str) -> Response:
    found = drafting.find(draft_id)
    drafts.remove_draft(store(), found.draft_id)
    flash(gettext("The draft is gone. Nothing was added."))
    if drafts.list_batch(store(), found.batch, g.person.person_id, limit=1):
        return redirect(url_for("new_article.batch", batch=found.batch), 303)
    return redirect(url_for("new_article.form"), 303)


@blueprint.get("/batch/<batch>")
@allowed(EDITORS)
def batch(batch: str) -> str:
    """What came together, as the entries of a feed."""
    after = request.args.get("after", -1, type=int)
    entries = drafts.list_batch(store(), batch, g.person.person_id, after=after, limit=BATCH_PAGE + 1)
    if not entries:
        abort(404)
    return render_template(
        "new_articles.html",
        batch=batch,
        entries=entries[:BATCH_PAGE],
        after=entries[BATCH_PAGE - 1].number if len(entries) > BATCH_PAGE else None,
    )


@blueprint.post("/batch/<batch>")
@allowed(EDITORS)
def add_ticked(batch: str) -> Response:
    """Add those that are ticked, as they stand."""
    ticked = request.form.getlist("draft")
    if not ticked:
        flash(gettext("Tick the articles that you want to add."))
        return redirect(url_for("new_article.batch", batch=batch), 303)
    added = []
    for draft_id in ticked[:BATCH_PAGE]:
        found = drafts.find_draft(store(), draft_id, g.person.person_id)
        if found and found.batch == batch:
            added.append(drafting.add(found, found.content))
    flash(
        ngettext("%(num)d article was added.", "%(num)d articles were added.", len(added))
        + " "
        + _on_their_way(sum(one.new for one in added))
    )
    if drafts.list_batch(store(), batch, g.person.person_id, limit=1):
        return redirect(url_for("new_article.batch", batch=batch), 303)
    return redirect(url_for("articles.articles"), 303)


@blueprint.post("/batch/<batch>/discard")
@allowed(EDITORS)
def discard_batch(batch: str) -> Response:
    drafts.remove_batch(store(), batch, g.person.person_id)
    flash(gettext("The drafts are gone. Nothing was added."))
    return redirect(url_for("new_article.form"), 303)


def _corrected(found: Draft, said: ParticularsForm) -> DraftContent:
    content = found.content
    return preview.correct(
        store(), content, said.particulars(content.raw), said.selection(), said.project.data
    )


def _change(draft_id: str, change: Callable[[DraftContent, int], DraftContent]) -> Response:
    """Do what a button at a sentence says, and go back to that sentence."""
    found, at = drafting.find(draft_id), request.form.get("at", type=int)
    if at is None:
        abort(400)
    content = found.content
    try:
        content = change(content, at)
    except InputError as error:
        flash(error_words(error))
    else:
        drafts.change_draft(store(), draft_id, content)
    around = sentence_around(content, at)
    return redirect(
        url_for(
            "new_article.draft",
            draft_id=draft_id,
            at=around,
            _anchor=None if around is None else f"s-{around}",
        ),
        303,
    )


def _page(found: Draft, said: ParticularsForm | None) -> str:
    outlook = preview.look(store(), found.content)
    return render_template(
        "draft.html",
        draft=found,
        content=found.content,
        outlook=outlook,
        form=said or ParticularsForm.of(found.content).offer(active_projects(store())),
        page=draft_page(
            found.content,
            outlook,
            at=request.args.get("at", 0, type=int),
            cut=request.args.get("cut", type=int),
        ),
    )


def _outcome(added: Added) -> str:
    if added.revised:
        return " ".join(
            (
                gettext("This article was known and has changed."),
                ngettext("%(num)d sentence is new.", "%(num)d sentences are new.", added.new),
                ngettext("%(num)d is gone.", "%(num)d are gone.", added.withdrawn),
            )
        )
    if added.new:
        return _on_their_way(added.new)
    return str(gettext("This article is known as it is. Its text was not changed."))


def _on_their_way(new: int) -> str:
    return " ".join(
        (
            ngettext("%(num)d new sentence was added.", "%(num)d new sentences were added.", new),
            gettext("What is to be labelled is at the labelling page in a few seconds."),
        )
    )
