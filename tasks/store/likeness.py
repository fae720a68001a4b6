"""Sentences that read like one another, across articles."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tasks.store.connection import Store
from tasks.text.duplicates import Related, band_keys, rank_related

MOST_CANDIDATES = 200
"""Sentences looked at for each: enough for a desk, and a bound for a standing phrase."""


@dataclass(frozen=True, slots=True)
class RelatedSentence:
    """A sentence of another article that may say the same."""

    sentence_id: str
    article_id: str
    title: str
    text: str
    related: Related


@dataclass(frozen=True, slots=True)
class AlikeArticle:
    """An article with sentences that say the same as some of a text's."""

    article_id: str
    title: str  # the headline, else the first words
    sentences: int  # of the text


def keep_keys(store: Store, sentences: Iterable[tuple[str, str]]) -> None:
    """Keep the keys of sentences, given as id and text. Belongs into a transaction."""
    store.conn.executemany(
        "insert or ignore into sentence_likeness_keys (key, sentence_id) values (?, ?)",
        ((key, sentence_id) for sentence_id, text in sentences for key in band_keys(text)),
    )


def find_related(store: Store, sentence_id: str, text: str) -> list[RelatedSentence]:
    """Sentences of other articles that read like this one; the same claims first."""
    rows = store.rows(
        """
        select distinct s.sentence_id, s.article_id, s.text, r.title
        from sentence_likeness_keys mine
        join sentence_likeness_keys theirs on theirs.key = mine.key and theirs.sentence_id <> mine.sentence_id
        join sentences s on s.sentence_id = theirs.sentence_id
        join article_revisions r on r.article_id = s.article_id and r.superseded_at is null
        where mine.sentence_id = :sentence
          and s.article_id <> (select article_id from sentences where sentence_id = :sentence)
        limit :most
        """,
        {"sentence": sentence_id, "most": MOST_CANDIDATES},
    )
    found = {row["sentence_id"]: row for row in rows}
    ranked = rank_related(text, ((row["sentence_id"], row["text"]) for row in rows))
    return [
        RelatedSentence(
            sentence_id=related.claim_id,
            article_id=found[related.claim_id]["article_id"],
            title=found[related.claim_id]["title"],
            text=found[related.claim_id]["text"],
            related=related,
        )
        for related in ranked
    ]


def find_alike(store: Store, texts: Iterable[str], *, besides: str, limit: int = 3) -> list[AlikeArticle]:
    """Articles in which sentences say the same as these, those with most of them first.

    :param besides: the article that the sentences are of
    """
    counts: Counter[str] = Counter()
    for text in texts:
        rows = store.rows(
            """
            select distinct s.sentence_id, s.article_id, s.text
            from json_each(:keys) mine
            join sentence_likeness_keys theirs on theirs.key = mine.value
            join sentences s using (sentence_id)
            where s.article_id <> :besides
            limit :most
            """,
            {"keys": json.dumps(band_keys(text)), "besides": besides, "most": MOST_CANDIDATES},
        )
        articles = {row["sentence_id"]: row["article_id"] for row in rows}
        ranked = rank_related(text, ((row["sentence_id"], row["text"]) for row in rows))
        counts.update({articles[found.claim_id] for found in ranked if found.likeness.same_claim})
    most = sorted(counts.items(), key=lambda found: (-found[1], found[0]))[:limit]
    return [AlikeArticle(article_id, _title(store, article_id), number) for article_id, number in most]


def _title(store: Store, article_id: str) -> str:
    return str(
        store.value(
            "select coalesce(nullif(title, ''), substr(text, 1, 90)) from article_revisions"
            " where article_id = ? and superseded_at is null",
            [article_id],
        )
    )
