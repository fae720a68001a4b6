"""Articles: the list, and one of them with its sentences."""

from flask import Blueprint, abort, render_template, request

from annotator.web.access import CHECKERS, allowed
from annotator.web.article_page import article_page
from annotator.web.storage import store
from tasks.store import overview
from tasks.store.articles import get_article

blueprint = Blueprint("articles", __name__, url_prefix="/articles")

PAGE_SIZE = 50


@blueprint.get("")
@allowed(CHECKERS)
def articles() -> str:
    page = max(1, request.args.get("page", 1, type=int))
    listed = overview.list_articles(store(), limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE)
    return render_template(
        "articles.html", articles=listed[:PAGE_SIZE], page=page, has_next=len(listed) > PAGE_SIZE
    )


@blueprint.get("/<article_id>")
@allowed(CHECKERS)
def article(article_id: str) -> str:
    found = get_article(store(), article_id)
    if found is None:
        abort(404)
    return render_template("article.html", page=article_page(store(), found))
