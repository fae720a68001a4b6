"""Articles into the desk's project, from wherever they come."""

from dataclasses import replace

from annotator.sync import default_project
from tasks.store.articles import Added, add_article, articles_sharing, find_article
from tasks.store.connection import Store
from tasks.store.projects import Project
from tasks.text.analysis import MODEL_VERSION, ReadArticle, analyse
from tasks.text.identity import words_sha256
from tasks.text.reading import RawArticle
from tasks.text.revisions import find_revised
from tasks.text.selection import EVERYTHING, Selection
from tasks.types import ArticleId


def add(
    store: Store,
    raw: RawArticle,
    selection: Selection = EVERYTHING,
    project: Project | None = None,
    added_by: int | None = None,
) -> Added:
    """Read an article and record it, or its new revision. Its sentences wait for the next push.

    :param project: of a new article; a known one stays where it is
    :param added_by: who hands it in, where somebody is signed in
    """
    read = analyse(raw)
    article_id = find_article(store, read.identity) or _revised(store, read) or read.article.article_id
    return add_article(
        store,
        (project or default_project(store)).project_id,
        read.identity,
        replace(read.article, article_id=article_id),
        read.sentences,
        MODEL_VERSION,
        selection,
        added_by,
    )


def _revised(store: Store, read: ReadArticle) -> ArticleId | None:
    """The known article that this one revises, told by its sentences."""
    text = read.article.text
    words = {words_sha256(sentence.span.of(text)) for sentence in read.sentences}
    known = articles_sharing(store, words, without_address=bool(read.article.url))
    return find_revised(words, known)
