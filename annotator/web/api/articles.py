"""Articles: the list, one with its text, and new ones."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Self

from flask import abort, g, url_for
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.intake import add
from annotator.preview import add_draft, draft_of
from annotator.web.access import CHECKERS, EDITORS, for_scripts
from annotator.web.api.answers import answer, done
from annotator.web.api.mends import Mends
from annotator.web.api.pages import PageQuery, cut
from annotator.web.api.resource import Taken, make_resource
from annotator.web.api.sources import FileBody, FileQuery, Source, WantedSource, read, read_file
from annotator.web.current import desk
from annotator.web.storage import store
from tasks.errors import ArticleError, InputError
from tasks.store import catalogue, publications
from tasks.store.adding import Added
from tasks.store.articles import get_article
from tasks.store.catalogue import CatalogueEntry
from tasks.store.projects import Project
from tasks.store.tokens import Scope
from tasks.text.analysis import ReadArticle, analyse
from tasks.text.reading import RawArticle, Read
from tasks.text.selection import Selection
from tasks.types import SentenceKind

resource = make_resource("articles", "Articles as they were published, and new ones.")

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
    to_label: int = Field(description="Sentences that are to be labelled, or are.")
    labelled: int = Field(description="Of these, those with all the answers they need, or settled.")
    disagree: int = Field(description="Sentences about which checkers differ.")


class Articles(BaseModel):
    items: list[Article]
    next: str | None


class ArticleWithText(Article):
    text: str
    public: bool = Field(description="Everybody who has its address can see its public page.")


class ArticlePath(Taken):
    article_id: str = Field(max_length=100)


class NewArticle(WantedSource):
    mends: Mends | None = Field(None, description="Of a source with one article.")


class AddedArticle(BaseModel):
    article_id: str
    title: str
    published_on: date | None
    sentences: int
    new: int = Field(description="Sentences that were not known before.")
    withdrawn: int = Field(description="Sentences that are no longer in the article.")
    revised: bool = Field(description="The article was known and has changed.")

    @classmethod
    def of(cls, one: Added) -> Self:
        return cls(
            article_id=one.article.article_id,
            title=one.article.title,
            published_on=one.article.published_on,
            sentences=one.sentences,
            new=one.new,
            withdrawn=one.withdrawn,
            revised=one.revised,
        )


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
    is_public = publications.is_public(store(), path.article_id)
    return answer(ArticleWithText(**_article(entry).model_dump(), text=article.text, public=is_public))


@resource.put("/articles/<article_id>/public", responses={"204": None})
@for_scripts(EDITORS, Scope.WRITE)
def publish(path: ArticlePath) -> Response:
    """Show the article with its verdicts to everybody who has the address of its public page."""
    publications.publish(store(), _known(path), g.person.person_id)
    return done()


@resource.delete("/articles/<article_id>/public", responses={"204": None})
@for_scripts(EDITORS, Scope.WRITE)
def withdraw(path: ArticlePath) -> Response:
    """Switch the article's public page off."""
    publications.withdraw(store(), _known(path), g.person.person_id)
    return done()


def _known(path: ArticlePath) -> str:
    if get_article(store(), path.article_id) is None:
        abort(404, "There is no such article.")
    return path.article_id


@resource.post("/articles", responses={"201": AddedArticles})
@for_scripts(EDITORS, Scope.WRITE)
def add_articles(body: NewArticle) -> Response:
    """Add an article, or a new revision of one; its sentences go to Label Studio by themselves."""
    project = body.project()
    if body.mends is None:
        return _add(read(body), body.selection(), project)
    content = draft_of(store(), _only(read(body)), body.selection(), project)
    return _answer([add_draft(store(), body.mends.applied(content), g.person.person_id)], [])


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
    return _add(read_file(query, raw), query.selection(), query.project())


@resource.post("/articles/preview", responses={"200": Previews})
@for_scripts(EDITORS, Scope.READ)
def preview(body: Source) -> Response:
    """How an article would be read and cut into sentences. Nothing is added."""
    previews, problems = [], []
    for found in read(body):
        if isinstance(found, ArticleError):
            problems.append(str(found))
        else:
            previews.append(_preview(analyse(found)))
        if len(previews) == MOST_PREVIEWED:
            break
    if not previews:
        raise InputError(" ".join(problems))
    return answer(Previews(items=previews, problems=problems))


def _add(reads: Iterator[Read], selection: Selection, project: Project | None) -> Response:
    added, problems = [], []
    for found in reads:
        if isinstance(found, RawArticle):
            added.append(add(store(), found, selection, project, added_by=g.person.person_id))
        else:
            problems.append(str(found))
    if not added:
        raise InputError(" ".join(problems))
    return _answer(added, problems)


def _answer(added: Sequence[Added], problems: list[str]) -> Response:
    desk().hint()
    response = answer(AddedArticles(items=[AddedArticle.of(one) for one in added], problems=problems), 201)
    response.location = url_for("api_articles.read_article", article_id=added[0].article.article_id)
    return response


def _article(entry: CatalogueEntry) -> Article:
    return Article.model_validate(asdict(entry))


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
