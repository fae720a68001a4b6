"""Sentences that read like one another, across articles."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tasks.store.connection import Store
from tasks.text.duplicates import Related, band_keys, rank_related
from tasks.text.opening import opening

MOST_CANDIDATES = 400
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


def find_related(store: Store, sentence_id: str, text: str, *, limit: int = 20) -> list[RelatedSentence]:
    """Sentences of other articles that read like this one; the same claims first."""
    article_id = store.value("select article_id from sentences where sentence_id = ?", [sentence_id])
    found = _candidates(store, text, besides=article_id)
    ranked = rank_related(text, ((known, row["text"]) for known, row in found.items()))
    return [
        RelatedSentence(
            sentence_id=related.claim_id,
            article_id=found[related.claim_id]["article_id"],
            title=_title(store, found[related.claim_id]["article_id"]),
            text=found[related.claim_id]["text"],
            related=related,
        )
        for related in ranked[:limit]
    ]


def find_alike(store: Store, texts: Iterable[str], *, besides: str, limit: int = 3) -> list[AlikeArticle]:
    """Articles in which sentences say the same as these, those with most of them first.

    :param besides: the article that the sentences are of
    """
    counts: Counter[str] = Counter()
    for text in texts:
        found = _candidates(store, text, besides=besides)
        ranked = rank_related(text, ((known, row["text"]) for known, row in found.items()))
        counts.update({found[one.claim_id]["article_id"] for one in ranked if one.likeness.same_claim})
    most = sorted(counts.items(), key=lambda found: (-found[1], found[0]))[:limit]
    return [
        AlikeArticle(article_id, _title(store, article_id) or _opening(store, article_id), number)
        for article_id, number in most
    ]


def _candidates(store: Store, text: str, *, besides: str) -> dict[str, dict[str, Any]]:
    """Sentences of other articles that share a key with a text, by id: article_id and text."""
    rows = store.rows(
        """
        select s.sentence_id, s.article_id, s.text
        from (select distinct sentence_id from sentence_likeness_keys
              where key in (select value from json_each(:keys)) limit :most)
        join sentences s using (sentence_id)
        where s.article_id <> :besides
        """,
        {"keys": json.dumps(band_keys(text)), "besides": besides, "most": MOST_CANDIDATES},
    )
    return {row["sentence_id"]: row for row in rows}


def _title(store: Store, article_id: str) -> str:
    return str(
        store.value(
            "select title from article_revisions where article_id = ? and superseded_at is null",
            [article_id],
        )
    )


def _opening(store: Store, article_id: str) -> str:
    text = store.value(
        "select substr(text, 1, 600) from article_revisions where article_id = ? and superseded_at is null",
        [article_id],
    )
    return opening(str(text))
