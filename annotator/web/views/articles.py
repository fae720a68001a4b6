"""Articles: the list, one of them with its sentences, and a new one."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.wrappers import Response
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import URL, Length, NumberRange, Optional

from annotator.intake import add
from annotator.web.access import CHECKERS, EDITORS, allowed
from annotator.web.article_page import article_page
from annotator.web.current import desk
from annotator.web.storage import store
from annotator.web.submitted import Submitted
from tasks.errors import ArticleError
from tasks.store import overview
from tasks.store.articles import Added, get_article
from tasks.text.selection import Order, Selection

blueprint = Blueprint("articles", __name__, url_prefix="/articles")

PAGE_SIZE = 50


class ArticleForm(FlaskForm):  # type: ignore[misc]
    text = TextAreaField("Text", [Length(max=10_000_000)])
    file = FileField("or a file")
    title = StringField("Headline", [Length(max=1000)])
    publisher = StringField("Publisher", [Length(max=1000)])
    url = StringField("Address", [Optional(), Length(max=4000), URL(message="This is no web address.")])
    published_on = DateField("Published on", [Optional()])
    order = SelectField(
        "What checkers meet first",
        choices=[
            SelectChoice(Order.READING.value, "as in the article"),
            SelectChoice(Order.CHECK_WORTHINESS.value, "what is most worth checking"),
        ],
    )
    top = IntegerField("Only so many sentences", [Optional(), NumberRange(min=1)])


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
    found = get_article(store(), article_id)
    if found is None:
        abort(404)
    return render_template("article.html", page=article_page(store(), found))


@blueprint.route("/new", methods=["GET", "POST"])
@allowed(EDITORS)
def new_article() -> Response | str | tuple[str, int]:
    form = ArticleForm()
    if not form.validate_on_submit():
        return render_template("new_article.html", form=form, problem=None)
    selection = Selection(Order(form.order.data), form.top.data)
    added, problems = [], []
    try:
        for read in _submitted(form).articles(desk().settings.fetch_rules):
            if isinstance(read, ArticleError):
                problems.append(str(read))
            else:
                added.append(add(store(), read, selection, g.person.person_id))
    except ArticleError as error:
        problems.append(str(error))
    if not added:
        return render_template("new_article.html", form=form, problem=" ".join(problems)), 422
    desk().hint()
    for message in (_outcome(added), *problems):
        flash(message)
    if len(added) > 1:
        return redirect(url_for("articles.articles"))
    return redirect(url_for("articles.article", article_id=added[0].article.article_id))


def _submitted(form: ArticleForm) -> Submitted:
    return Submitted(
        text=form.text.data or "",
        file=form.file.data or None,
        url=(form.url.data or "").strip(),
        title=(form.title.data or "").strip(),
        publisher=(form.publisher.data or "").strip(),
        published_on=form.published_on.data,
    )


def _outcome(added: Sequence[Added]) -> str:
    new = sum(article.new for article in added)
    if len(added) > 1:
        return f"{len(added)} articles were read; {new} new sentences are on their way to Label Studio."
    [one] = added
    if one.revised:
        return (
            f"This article was known and has changed: {one.new} sentences are new, {one.withdrawn} are gone."
        )
    if one.new:
        return f"{one.new} sentences are on their way to Label Studio."
    return "This article is known as it is. Nothing was changed."
