"""Articles with their revisions, sentences and predictions."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from tasks.store import audit
from tasks.store.connection import Store
from tasks.store.decisions import EditorsWord, decide_sentences
from tasks.store.likeness import keep_keys
from tasks.store.mends import record_mends
from tasks.store.times import now
from tasks.text.identity import sentence_ids, words_sha256
from tasks.text.selection import EVERYTHING, Selection
from tasks.types import Article, ArticleId, Attribution, ReadSentence, SentenceId, Span


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
        known = _live_revision(store, article.article_id)
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
        _insert_predictions(store, ids, sentences, model_version)
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


def _live_revision(store: Store, article_id: str) -> dict[str, Any] | None:
    return store.row(
        "select * from article_revisions where article_id = ? and superseded_at is null", [article_id]
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


def _insert_predictions(
    store: Store, ids: Sequence[SentenceId], sentences: Sequence[ReadSentence], model_version: str
) -> None:
    moment = now()
    for sentence_id, sentence in zip(ids, sentences, strict=True):
        result = prediction_json(sentence)
        live = store.row(
            "select result, score, model_version from predictions"
            " where sentence_id = ? and superseded_at is null",
            [sentence_id],
        )
        if live and live["model_version"] == model_version:
            continue
        store.execute(
            "update predictions set superseded_at = ? where sentence_id = ? and superseded_at is null",
            [moment, sentence_id],
        )
        store.execute(
            "insert into predictions (sentence_id, model_version, score, claimant, result, recorded_at)"
            " values (?, ?, ?, ?, ?, ?)",
            [sentence_id, model_version, sentence.score, sentence.claimant, result, moment],
        )


def prediction_json(sentence: ReadSentence) -> str:
    """Claims and attributions as JSON, offsets counted from the sentence's start.

    An attribution may reach outside of its sentence (the speaker named before):
    such offsets are negative or beyond the sentence's length, and still true.
    """
    start = sentence.span.start

    def pairs(spans: Sequence[Span]) -> list[list[int]]:
        return [[span.start - start, span.end - start] for span in spans]

    def attribution(found: Attribution) -> dict[str, Any]:
        return {
            "source": pairs(found.source),
            "cue": pairs(found.cue),
            "content": pairs(found.content),
            "claimant": found.claimant,
        }

    return json.dumps(
        {
            "claims": pairs(sentence.claims),
            "attributions": [attribution(found) for found in sentence.attributions],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def find_article(store: Store, identity: str) -> ArticleId | None:
    """The article that is known under this identity."""
    found = store.value("select article_id from articles where identity = ?", [identity])
    return None if found is None else ArticleId(found)


def articles_sharing(
    store: Store, words: Collection[str], *, without_address: bool
) -> dict[ArticleId, set[str]]:
    """Articles as they stand that have any of these sentences, with the keys of all of theirs.

    :param words: keys of sentences (`tasks.text.identity.words_sha256`)
    :param without_address: only articles that have no address of their own
    """
    known = "and a.identity like 'text:%'" if without_address else ""
    found: dict[ArticleId, set[str]] = {}
    for row in store.rows(
        f"""
        select r.article_id, s.words_sha256
        from articles a
        join article_revisions r on r.article_id = a.article_id and r.superseded_at is null
        join sentence_places p on p.article_id = r.article_id and p.revision = r.revision
        join sentences s on s.sentence_id = p.sentence_id
        where a.article_id in (select article_id from sentences
                               where words_sha256 in (select value from json_each(:words))) {known}
        """,  # noqa: S608
        {"words": json.dumps(sorted(words))},
    ):
        found.setdefault(ArticleId(row["article_id"]), set()).add(row["words_sha256"])
    return found


def get_article(store: Store, article_id: str) -> Article | None:
    """The article as it stands."""
    row = _live_revision(store, article_id)
    return read_article(row) if row else None


def read_article(row: dict[str, Any]) -> Article:
    """A row of ``article_revisions`` in our words."""
    return Article(
        article_id=ArticleId(row["article_id"]),
        text=row["text"],
        title=row["title"],
        publisher=row["publisher"],
        byline=row["byline"],
        url=row["url"],
        published_on=date.fromisoformat(row["published_on"]) if row["published_on"] else None,
        language=row["language"],
    )


def iter_places(store: Store, article_id: str) -> Iterator[dict[str, Any]]:
    """The sentences of the live revision in reading order.

    Rows: sentence_id, position, char_start, char_end, kind.
    """
    yield from store.rows(
        "select p.sentence_id, p.position, p.char_start, p.char_end, p.kind"
        " from article_revisions r join sentence_places p using (article_id, revision)"
        " where r.article_id = ? and r.superseded_at is null order by p.position",
        [article_id],
    )


def sentences_in_part(store: Store, article_id: str, first: int, number: int) -> list[SentenceId]:
    """The sentences of the live revision from place ``first`` on, in reading order."""
    rows = store.execute(
        "select p.sentence_id from article_revisions r join sentence_places p using (article_id, revision)"
        " where r.article_id = ? and r.superseded_at is null and p.position >= ? and p.position < ?"
        " order by p.position",
        [article_id, first, first + number],
    )
    return [SentenceId(row[0]) for row in rows]


def place_of(store: Store, article_id: str, sentence_id: str) -> int | None:
    """The place of a sentence in the live revision, from 0; ``None`` where it is not in it."""
    found = store.value(
        "select p.position from article_revisions r join sentence_places p using (article_id, revision)"
        " where r.article_id = ? and r.superseded_at is null and p.sentence_id = ?",
        [article_id, sentence_id],
    )
    return None if found is None else int(found)


def count_places(store: Store, article_id: str) -> int:
    """How many sentences the live revision has."""
    return int(
        store.value(
            "select count(*) from article_revisions r join sentence_places p using (article_id, revision)"
            " where r.article_id = ? and r.superseded_at is null",
            [article_id],
        )
    )
