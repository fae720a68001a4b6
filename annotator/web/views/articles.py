"""Articles: the list, one of them with its sentences, and a new one."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.wrappers import Response
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import URL, Length, NumberRange, Optional

from annotator.intake import add
from annotator.web.article_page import article_page
from annotator.web.current import desk
from annotator.web.signed_in import for_editors
from annotator.web.storage import store
from tasks.errors import ArticleError
from tasks.store import overview
from tasks.store.articles import get_article
from tasks.text.plain import check, decode, take_date_field
from tasks.text.reading import RawArticle
from tasks.text.selection import Order, Selection

blueprint = Blueprint("articles", __name__, url_prefix="/articles")

PAGE_SIZE = 50


class ArticleForm(FlaskForm):  # type: ignore[misc]
    text = TextAreaField("Text", [Length(max=10_000_000)])
    file = FileField("or a text file")
    title = StringField("Headline", [Length(max=1000)])
    publisher = StringField("Publisher", [Length(max=1000)])
    url = StringField("Address", [Optional(), Length(max=4000), URL(message="This is no web address.")])
    published_on = DateField("Published on", [Optional()])
    order = SelectField(
        "What checkers meet first",
        choices=[
            (Order.READING.value, "as in the article"),
            (Order.CHECK_WORTHINESS.value, "what is most worth checking"),
        ],
    )
    top = IntegerField("Only so many sentences", [Optional(), NumberRange(min=1)])


@blueprint.get("")
def articles() -> str:
    page = max(1, request.args.get("page", 1, type=int))
    listed = overview.list_articles(store(), limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE)
    return render_template(
        "articles.html", articles=listed[:PAGE_SIZE], page=page, has_next=len(listed) > PAGE_SIZE
    )


@blueprint.get("/<article_id>")
def article(article_id: str) -> str:
    found = get_article(store(), article_id)
    if found is None:
        abort(404)
    return render_template("article.html", page=article_page(store(), found))


@blueprint.route("/new", methods=["GET", "POST"])
@for_editors
def new_article() -> Response | str | tuple[str, int]:
    form = ArticleForm()
    if not form.validate_on_submit():
        return render_template("new_article.html", form=form, problem=None)
    try:
        added = add(store(), _raw(form), Selection(Order(form.order.data), form.top.data))
    except ArticleError as error:
        return render_template("new_article.html", form=form, problem=str(error)), 422
    desk().hint()
    if added.new or added.revised:
        flash(f"{added.sentences} sentences, {added.new} of them new, are on their way to Label Studio.")
    else:
        flash("This article is known as it is. Nothing was changed.")
    return redirect(url_for("articles.article", article_id=added.article.article_id))


def _raw(form: ArticleForm) -> RawArticle:
    upload = form.file.data
    if upload and upload.filename:
        name = "The file"
        text = decode(upload.read(), name)
    else:
        name = "The text"
        text = check(form.text.data or "", name)
    plain = take_date_field(text, name)
    return RawArticle(
        source="form",
        text=plain.text,
        title=(form.title.data or "").strip(),
        publisher=(form.publisher.data or "").strip(),
        url=(form.url.data or "").strip(),
        published_on=form.published_on.data or plain.published_on,
    )
