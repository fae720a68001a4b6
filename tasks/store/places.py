"""Where the sentences of an article stand in the revision that stands."""

from collections.abc import Iterator
from typing import Any

from tasks.store.connection import Store
from tasks.types import SentenceId


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
