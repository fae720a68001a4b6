"""Adding an article, or its new revision, with sentences and predictions: all or nothing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from tasks.store import audit
from tasks.store.articles import live_revision, read_article
from tasks.store.connection import Store
from tasks.store.decisions import EditorsWord, decide_sentences
from tasks.store.likeness import keep_keys
from tasks.store.mends import record_mends
from tasks.store.places import iter_places
from tasks.store.predictions import keep_predictions
from tasks.store.times import now
from tasks.text.identity import sentence_ids, words_sha256
from tasks.text.selection import EVERYTHING, Selection
from tasks.types import Article, ReadSentence, SentenceId, Span


@dataclass(frozen=True, slots=True)
class Added:
    """What adding an article changed."""

    article: Article
    revision: int
    sentences: int
    new: int  # sentences that were not known before
    withdrawn: int  # sentences that are no longer in the article
    revised: bool  # the article was known and its text or particulars changed


def add_article(
    store: Store,
    project_id: int,
    identity: str,
    article: Article,
    sentences: Sequence[ReadSentence],
    model_version: str,
    selection: Selection = EVERYTHING,
    word: EditorsWord | None = None,
    added_by: int | None = None,
) -> Added:
    """Record the article, or its new revision; nothing if it is known as it is.

    All or nothing. Particulars that are empty now keep what was known before.

    :param selection: of the sentences that are new, which are to be labelled and in which order
    :param word: of the editor who looked at it; without, a known text keeps its sentences
    :param added_by: who hands it in; ``None`` where nobody is signed in, as on the command line
    """
    with store.transaction():
        known = live_revision(store, article.article_id)
        if known:
            article = _with_known_particulars(article, known)
            if _same(article, known) and (word is None or _same_places(store, article.article_id, sentences)):
                if word:
                    _follow_wishes(store, article, sentences, word)
                return Added(article, known["revision"], len(sentences), 0, 0, revised=False)
        revision = known["revision"] + 1 if known else 1
        if known:
            _adopt_address(store, article, identity)
        else:
            store.table("articles").insert(
                {
                    "article_id": article.article_id,
                    "identity": identity,
                    "project_id": project_id,
                    "added_at": now(),
                }
            )
        ids = sentence_ids(article.article_id, (s.span.of(article.text) for s in sentences))
        _insert_revision(store, article, revision)
        new = _insert_sentences(store, article, revision, ids, sentences)
        keep_predictions(store, ids, sentences, model_version)
        if word:
            record_mends(store, article.article_id, word.mends, word.undone, word.person_id)
        withdrawn = decide_sentences(
            store, article.article_id, ids, [s.score for s in sentences], selection, word
        )
        action = "article.revise" if known else "article.add"
        by = word.person_id if word else added_by
        audit.record(store, by, action, f"article:{article.article_id}", revision=revision)
    return Added(article, revision, len(ids), new, withdrawn, revised=known is not None)


def _adopt_address(store: Store, article: Article, identity: str) -> None:
    """An article that was known by its words alone is known by its address from now on."""
    store.execute(
        "update articles set identity = ? where article_id = ? and identity like 'text:%' and ? like 'url:%'",
        [identity, article.article_id, identity],
    )


def _with_known_particulars(article: Article, known: dict[str, Any]) -> Article:
    published_on = known["published_on"]
    return replace(
        article,
        title=article.title or known["title"],
        byline=article.byline or known["byline"],
        publisher=article.publisher or known["publisher"],
        url=article.url or known["url"],
        published_on=article.published_on or (date.fromisoformat(published_on) if published_on else None),
    )


def _same(article: Article, known: dict[str, Any]) -> bool:
    return article == read_article(known)


def _same_places(store: Store, article_id: str, sentences: Sequence[ReadSentence]) -> bool:
    places = [Span(row["char_start"], row["char_end"]) for row in iter_places(store, article_id)]
    return places == [sentence.span for sentence in sentences]


def _follow_wishes(
    store: Store, article: Article, sentences: Sequence[ReadSentence], word: EditorsWord
) -> None:
    """Label or leave out sentences of an article that is known as it is."""
    ids = sentence_ids(article.article_id, (s.span.of(article.text) for s in sentences))
    decide_sentences(store, article.article_id, ids, [s.score for s in sentences], EVERYTHING, word)


def _insert_revision(store: Store, article: Article, revision: int) -> None:
    moment = now()
    store.execute(
        "update article_revisions set superseded_at = ? where article_id = ? and superseded_at is null",
        [moment, article.article_id],
    )
    row = asdict(article) | {
        "revision": revision,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "text_sha256": sha256(article.text.encode()).hexdigest(),
        "recorded_at": moment,
    }
    store.table("article_revisions").insert(row)


def _insert_sentences(
    store: Store,
    article: Article,
    revision: int,
    ids: Sequence[SentenceId],
    sentences: Sequence[ReadSentence],
) -> int:
    texts = [sentence.span.of(article.text) for sentence in sentences]
    before = store.value("select count(*) from sentences where article_id = ?", [article.article_id])
    store.table("sentences").insert_all(
        (
            {
                "sentence_id": sentence_id,
                "article_id": article.article_id,
                "words_sha256": words_sha256(text),
                "text": text,
            }
            for sentence_id, text in zip(ids, texts, strict=True)
        ),
        ignore=True,
    )
    keep_keys(store, zip(ids, texts, strict=True))
    store.table("sentence_places").insert_all(
        {
            "article_id": article.article_id,
            "revision": revision,
            "position": position,
            "sentence_id": sentence_id,
            "char_start": sentence.span.start,
            "char_end": sentence.span.end,
            "kind": sentence.kind.value,
        }
        for position, (sentence_id, sentence) in enumerate(zip(ids, sentences, strict=True))
    )
    after = store.value("select count(*) from sentences where article_id = ?", [article.article_id])
    return int(after - before)
