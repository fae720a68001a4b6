"""Articles: the list, one with its text, and new ones."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from itertools import islice

from flask import abort, g, url_for
from flask_openapi3.models import RawModel
from pydantic import BaseModel, Field, model_validator
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from annotator.intake import add
from annotator.preview import add_draft, draft_of
from annotator.web.access import CHECKERS, EDITORS, for_scripts
from annotator.web.api.answers import answer
from annotator.web.api.mends import Mends
from annotator.web.api.pages import PageQuery, cut
from annotator.web.api.resource import Taken, make_resource
from annotator.web.current import desk
from annotator.web.storage import store
from annotator.web.submitted import Submitted
from tasks.errors import ArticleError, InputError
from tasks.store import catalogue
from tasks.store.articles import Added, get_article
from tasks.store.catalogue import CatalogueEntry
from tasks.store.tokens import Scope
from tasks.text.analysis import ReadArticle, analyse
from tasks.text.reading import RawArticle, Read
from tasks.text.selection import Order, Selection
from tasks.types import SentenceKind

resource = make_resource("articles", "Articles as they were published, and new ones.")

MOST_CHARS = 10_000_000
MOST_PREVIEWED = 20


class Article(BaseModel):
    article_id: str
    revision: int
    title: str
    publisher: str
    byline: str
    url: str
    published_on: date | None
    language: str = Field(description="BCP 47")
    added_at: str
    revised_at: str = Field(description="When the revision that stands was recorded.")


class Articles(BaseModel):
    items: list[Article]
    next: str | None


class ArticleWithText(Article):
    text: str


class ArticlePath(Taken):
    article_id: str = Field(max_length=100)


class Particulars(Taken):
    """What is known of an article beside its text; what is empty is taken from the source."""

    title: str = Field("", max_length=1000)
    publisher: str = Field("", max_length=1000)
    url: str = Field("", max_length=4000, description="Where it was published.")
    published_on: date | None = None


class Source(Particulars):
    """A text, or an address to fetch: a page, or a feed with several articles."""

    text: str = Field("", max_length=MOST_CHARS)

    @model_validator(mode="after")
    def _is_something(self) -> "Source":
        if not self.text.strip() and not self.url:
            raise ValueError("send a text, or an url to fetch")
        return self


class NewArticle(Source):
    mends: Mends | None = Field(None, description="Of a source with one article.")
    order: Order = Field(Order.READING, description="What checkers meet first.")
    top: int | None = Field(None, ge=1, le=2**31, description="Label only so many, the most check-worthy.")


class FileQuery(Particulars):
    name: str = Field(
        min_length=1, max_length=200, description="The file's name; its ending tells the format."
    )
    order: Order = Field(Order.READING, description="What checkers meet first.")
    top: int | None = Field(None, ge=1, le=2**31, description="Label only so many, the most check-worthy.")


class FileBody(RawModel):
    """The file as it is: text, HTML, Word, PDF, JSON Lines or CSV."""

    mimetypes: list[str] = ["application/octet-stream"]  # noqa: RUF012 - the library reads it so


class AddedArticle(BaseModel):
    article_id: str
    title: str
    published_on: date | None
    sentences: int
    new: int = Field(description="Sentences that were not known before.")
    withdrawn: int = Field(description="Sentences that are no longer in the article.")
    revised: bool = Field(description="The article was known and has changed.")


class AddedArticles(BaseModel):
    items: list[AddedArticle]
    problems: list[str] = Field(description="What could not be read, of a source with several articles.")


class PreviewedSentence(BaseModel):
    start: int
    end: int
    text: str
    kind: SentenceKind
    score: float | None = Field(description="Check-worthiness, 0 to 1.")
    claimant: str | None


class Preview(BaseModel):
    title: str
    publisher: str
    published_on: date | None
    language: str
    text: str
    sentences: list[PreviewedSentence]


class Previews(BaseModel):
    items: list[Preview] = Field(description=f"At most {MOST_PREVIEWED}.")
    problems: list[str]


@resource.get("/articles", responses={"200": Articles})
@for_scripts(CHECKERS, Scope.READ)
def list_articles(query: PageQuery) -> Response:
    """Articles, newest first."""
    after = query.after(str, str)
    found = catalogue.list_entries(
        store(), limit=query.limit + 1, after=(after[0], after[1]) if after else None
    )
    entries, following = cut(found, query.limit, lambda entry: (entry.added_at, entry.article_id))
    return answer(Articles(items=[_article(entry) for entry in entries], next=following))


@resource.get("/articles/<article_id>", responses={"200": ArticleWithText})
@for_scripts(CHECKERS, Scope.READ)
def read_article(path: ArticlePath) -> Response:
    """One article with its text, as it stands."""
    entry, article = catalogue.get_entry(store(), path.article_id), get_article(store(), path.article_id)
    if entry is None or article is None:
        abort(404, "There is no such article.")
    return answer(ArticleWithText(**_article(entry).model_dump(), text=article.text))


@resource.post("/articles", responses={"201": AddedArticles})
@for_scripts(EDITORS, Scope.WRITE)
def add_articles(body: NewArticle) -> Response:
    """Add an article, or a new revision of one; its sentences go to Label Studio by themselves."""
    reads, selection = _read(body, body.text), Selection(body.order, body.top)
    if body.mends is None:
        return _add(reads, selection)
    content = body.mends.applied(draft_of(store(), _only(reads), selection))
    return _answer([add_draft(store(), content, g.person.person_id)], [])


def _only(reads: Iterator[Read]) -> RawArticle:
    found = list(islice(reads, 2))
    if len(found) != 1:
        raise InputError("Mends are of one article. This source holds several, or none.")
    if isinstance(found[0], ArticleError):
        raise InputError(str(found[0]))
    return found[0]


@resource.post("/articles/files", responses={"201": AddedArticles})
@for_scripts(EDITORS, Scope.WRITE)
def add_file(query: FileQuery, raw: FileBody) -> Response:
    """Add the article or the articles in a file."""
    file = FileStorage(io.BytesIO(raw.get_data()), query.name)
    return _add(_read(query, "", file), Selection(query.order, query.top))


@resource.post("/articles/preview", responses={"200": Previews})
@for_scripts(EDITORS, Scope.READ)
def preview(body: Source) -> Response:
    """How an article would be read and cut into sentences. Nothing is added."""
    read, problems = [], []
    for found in _read(body, body.text):
        if isinstance(found, ArticleError):
            problems.append(str(found))
        else:
            read.append(_preview(analyse(found)))
        if len(read) == MOST_PREVIEWED:
            break
    if not read:
        raise InputError(" ".join(problems))
    return answer(Previews(items=read, problems=problems))


def _read(said: Particulars, text: str, file: FileStorage | None = None) -> Iterator[Read]:
    """The articles that were handed in; what was said about them prevails over what they say themselves."""
    try:
        for read in Submitted(text, file, said.url.strip()).articles(desk().settings.fetch_rules):
            yield _corrected(read, said) if isinstance(read, RawArticle) else read
    except ArticleError as error:
        yield error


def _corrected(raw: RawArticle, said: Particulars) -> RawArticle:
    return replace(
        raw,
        title=said.title.strip() or raw.title,
        publisher=said.publisher.strip() or raw.publisher,
        published_on=said.published_on or raw.published_on,
    )


def _add(reads: Iterator[Read], selection: Selection) -> Response:
    added, problems = [], []
    for found in reads:
        if isinstance(found, RawArticle):
            added.append(add(store(), found, selection, added_by=g.person.person_id))
        else:
            problems.append(str(found))
    if not added:
        raise InputError(" ".join(problems))
    return _answer(added, problems)


def _answer(added: Sequence[Added], problems: list[str]) -> Response:
    desk().hint()
    response = answer(AddedArticles(items=[_added(one) for one in added], problems=problems), 201)
    response.location = url_for("api_articles.read_article", article_id=added[0].article.article_id)
    return response


def _article(entry: CatalogueEntry) -> Article:
    return Article.model_validate(asdict(entry))


def _added(one: Added) -> AddedArticle:
    return AddedArticle(
        article_id=one.article.article_id,
        title=one.article.title,
        published_on=one.article.published_on,
        sentences=one.sentences,
        new=one.new,
        withdrawn=one.withdrawn,
        revised=one.revised,
    )


def _preview(read: ReadArticle) -> Preview:
    article = read.article
    return Preview(
        title=article.title,
        publisher=article.publisher,
        published_on=article.published_on,
        language=article.language,
        text=article.text,
        sentences=[
            PreviewedSentence(
                start=one.span.start,
                end=one.span.end,
                text=one.span.of(article.text),
                kind=one.kind,
                score=one.score,
                claimant=one.claimant,
            )
            for one in read.sentences
        ],
    )
