"""Articles into the desk's project, from wherever they come."""

from dataclasses import dataclass, replace

from annotator.desk_store import default_project
from tasks.store.adding import Added, add_article
from tasks.store.articles import articles_sharing, find_article
from tasks.store.connection import Store
from tasks.store.decisions import EditorsWord
from tasks.store.mends import list_mends
from tasks.store.projects import Project
from tasks.text.analysis import MODEL_VERSION, identify, read_sentences
from tasks.text.identity import words_sha256
from tasks.text.mends import Mend, apply_mends
from tasks.text.reading import RawArticle
from tasks.text.revisions import find_revised
from tasks.text.selection import EVERYTHING, Selection
from tasks.text.sentences import find_sentences
from tasks.types import Article, ArticleId, ReadSentence, Span


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article at the door: which one it is, and how it is cut."""

    identity: str
    article: Article  # under the id of the known article that it is again
    is_known: bool
    machine: tuple[Span, ...]  # its sentences as the machine cuts them
    mends: tuple[Mend, ...]  # that people made in the known article
    spans: tuple[Span, ...]  # its sentences with those mends


def receive(store: Store, raw: RawArticle) -> Incoming:
    """Find out which article this is and where its sentences are. Changes nothing."""
    identity, article = identify(raw)
    machine = find_sentences(article.text, article.language)
    known = find_article(store, identity) or _revised(store, article, machine)
    mends = list_mends(store, known) if known else []
    return Incoming(
        identity,
        replace(article, article_id=known or article.article_id),
        known is not None,
        tuple(machine),
        tuple(mends),
        tuple(apply_mends(article.text, machine, mends)),
    )


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
    incoming = receive(store, raw)
    article = incoming.article
    sentences = read_sentences(article.text, article.language, incoming.spans)
    return record(store, incoming, sentences, selection, project=project, added_by=added_by)


def record(
    store: Store,
    incoming: Incoming,
    sentences: tuple[ReadSentence, ...],
    selection: Selection,
    word: EditorsWord | None = None,
    project: Project | None = None,
    added_by: int | None = None,
) -> Added:
    """Record an article with these sentences.

    :param word: of the editor who looked at them
    :param project: of a new article; a known one stays where it is
    :param added_by: who hands it in, where somebody is signed in
    """
    return add_article(
        store,
        (project or default_project(store)).project_id,
        incoming.identity,
        incoming.article,
        sentences,
        MODEL_VERSION,
        selection,
        word,
        added_by,
    )


def _revised(store: Store, article: Article, sentences: list[Span]) -> ArticleId | None:
    """The known article that this one revises, told by its sentences."""
    words = {words_sha256(span.of(article.text)) for span in sentences}
    known = articles_sharing(store, words, without_address=bool(article.url))
    return find_revised(words, known)
