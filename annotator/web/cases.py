"""Sentences and their cases of review at this desk: its own secret says which letter is whose."""

from flask import abort

from annotator.web.current import desk
from annotator.web.storage import store
from exports.case import Case, assign_letters, read_case
from exports.reading import Said, read_sentences
from tasks.store.articles import get_article
from tasks.store.sentences import article_of
from tasks.types import Article


def find_case(sentence_id: str) -> Case:
    """A sentence as it is reviewed, or 404."""
    found = read_case(store(), sentence_id, _secret())
    if found is None:
        abort(404, "There is no such sentence in any article as it stands.")
    return found


def find_article(sentence_id: str) -> Article:
    """The article that a sentence belongs to, or 404."""
    article_id = article_of(store(), sentence_id)
    found = get_article(store(), article_id) if article_id else None
    if found is None:
        abort(404, "There is no such sentence.")
    return found


def find_said(article_id: str, sentence_id: str) -> Said:
    """A sentence that stands in its article with all that was ever said about it, or 404."""
    found = read_sentences(store(), article_id, [sentence_id])
    if not found:
        abort(404, "This sentence is no longer in its article.")
    return found[0]


def letters_of(said: Said) -> dict[str, str]:
    """The letters of a sentence's checkers, by `Answer.checker`: the same as in its case."""
    return assign_letters(said.sentence.sentence_id, said.answers, _secret())


def _secret() -> bytes:
    return desk().credentials.secret_key.encode()
