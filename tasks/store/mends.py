"""Cuts that people mended, kept with their article."""

import json
from collections.abc import Collection

from tasks.store.connection import Store
from tasks.store.times import now
from tasks.text.mends import Mend


def list_mends(store: Store, article_id: str) -> list[Mend]:
    """The mends that hold for an article, oldest first."""
    rows = store.rows(
        "select text, starts, occurrence from mended_cuts"
        " where article_id = ? and superseded_at is null order by mend_id",
        [article_id],
    )
    return [Mend(row["text"], tuple(json.loads(row["starts"])), row["occurrence"]) for row in rows]


def record_mends(
    store: Store, article_id: str, mends: Collection[Mend], undone: Collection[Mend], decided_by: int
) -> None:
    """Add the mends that are new and supersede those that are undone. Belongs into a transaction."""
    moment = now()
    known = list_mends(store, article_id)
    for mend in undone:
        store.execute(
            "update mended_cuts set superseded_at = ? where article_id = ? and superseded_at is null"
            " and text = ? and starts = ? and occurrence = ?",
            [moment, article_id, mend.text, json.dumps(mend.starts), mend.occurrence],
        )
    for mend in mends:
        if mend not in known:
            store.execute(
                "insert into mended_cuts (article_id, text, starts, occurrence, decided_by, decided_at)"
                " values (?, ?, ?, ?, ?, ?)",
                [article_id, mend.text, json.dumps(mend.starts), mend.occurrence, decided_by, moment],
            )
