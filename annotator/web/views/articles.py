"""Articles: the list, one of them with its sentences, and its public page."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from annotator.web.access import CHECKERS, EDITORS, allowed, open_to_all
from annotator.web.article_page import article_page, part_of
from annotator.web.public_page import reviews_of
from annotator.web.sentence_panel import Panel, sentence_panel
from annotator.web.storage import store
from tasks.store import overview, publications
from tasks.store.articles import get_article
from tasks.store.places import place_of
from tasks.types import Article

blueprint = Blueprint("articles", __name__, url_prefix="/articles")

PAGE_SIZE = 50


@blueprint.get("")
@allowed(CHECKERS)
def articles() -> str:
    before, after = request.args.get("before"), request.args.get("after")
    listed = overview.list_articles(store(), limit=PAGE_SIZE + 1, before=before, after=after)
    is_more = len(listed) > PAGE_SIZE
    if after and not before:
        listed, has_newer, has_older = listed[-PAGE_SIZE:], is_more, True
    else:
        listed, has_newer, has_older = listed[:PAGE_SIZE], before is not None, is_more
    return render_template("articles.html", articles=listed, has_newer=has_newer, has_older=has_older)


@blueprint.get("/<article_id>")
@allowed(CHECKERS)
def article(article_id: str) -> str:
    """A part of the article; with a sentence named, the part it is in and its panel."""
    found = _article(article_id)
    sentence_id = request.args.get("sentence", "")
    place = place_of(store(), article_id, sentence_id) if sentence_id else None
    part = request.args.get("part", 1, type=int) if place is None else part_of(place)
    return render_template(
        "article.html",
        page=article_page(store(), found, part),
        panel=None if place is None else _panel(found, sentence_id),
        is_public=publications.is_public(store(), article_id),
    )


@blueprint.get("/<article_id>/sentences/<sentence_id>")
@allowed(CHECKERS)
def sentence(article_id: str, sentence_id: str) -> str:
    """The panel of one sentence by itself."""
    panel = _panel(_article(article_id), sentence_id)
    if panel is None:
        abort(404)
    return render_template("panel.html", panel=panel)


@blueprint.post("/<article_id>/publish")
@allowed(EDITORS)
def publish(article_id: str) -> Response:
    found = _article(article_id)
    publications.publish(store(), found.article_id, g.person.person_id)
    flash(gettext("Everybody who has its address can see the public page now."))
    return redirect(url_for("articles.article", article_id=article_id), 303)


@blueprint.post("/<article_id>/withdraw")
@allowed(EDITORS)
def withdraw(article_id: str) -> Response:
    found = _article(article_id)
    publications.withdraw(store(), found.article_id, g.person.person_id)
    flash(gettext("The public page is switched off."))
    return redirect(url_for("articles.article", article_id=article_id), 303)


@blueprint.get("/<article_id>/public")
@open_to_all
def public(article_id: str) -> str:
    """The article with its verdicts for everybody, while an editor has it switched on."""
    if not publications.is_public(store(), article_id):
        abort(404)
    page = article_page(store(), _article(article_id), request.args.get("part", 1, type=int))
    return render_template("article_public.html", page=page, reviews=reviews_of(page))


def _article(article_id: str) -> Article:
    found = get_article(store(), article_id)
    if found is None:
        abort(404)
    return found


def _panel(found: Article, sentence_id: str) -> Panel | None:
    return sentence_panel(store(), found, sentence_id, with_names=g.person.is_editor)
