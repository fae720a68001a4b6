"""Articles as they stand."""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from tasks.store.connection import Store
from tasks.types import Article, ArticleId


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
    row = live_revision(store, article_id)
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


def live_revision(store: Store, article_id: str) -> dict[str, Any] | None:
    """The row of ``article_revisions`` that stands."""
    return store.row(
        "select * from article_revisions where article_id = ? and superseded_at is null", [article_id]
    )
