"""Who did what, one entry for each thing done. Entries are added and never changed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tasks.store.connection import Store
from tasks.store.times import now
from tasks.text.opening import opening


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody did."""

    entry_id: int
    at: str
    person_id: int | None  # None: the desk itself
    name: str | None  # the person's
    action: str  # as "role.grant": what kind of thing, and what was done to it
    subject: str  # as "person:7": the thing it was done to
    detail: dict[str, Any]


def record(store: Store, person_id: int | None, action: str, subject: str, **detail: Any) -> None:
    """Add an entry. Belongs into the transaction of what is done.

    :param person_id: who did it; ``None`` for the desk itself
    :param detail: what else there is to know, as JSON can hold it; no secrets
    """
    store.execute(
        "insert into audit_log (at, person_id, action, subject, detail) values (?, ?, ?, ?, ?)",
        [now(), person_id, action, subject, json.dumps(detail, ensure_ascii=False)],
    )


def names_of(store: Store, subjects: Iterable[str]) -> dict[str, str]:
    """What articles, sentences and people are called, by subject; other things have no other name."""
    ids = [subject.partition(":")[2] for subject in subjects]
    rows = store.execute(
        """
        select 'article:' || article_id, title, substr(text, 1, 600) from article_revisions
         where superseded_at is null and article_id in (select value from json_each(:ids))
        union all
        select 'sentence:' || sentence_id, '', text from sentences
         where sentence_id in (select value from json_each(:ids))
        union all
        select 'person:' || person_id, name, '' from people
         where person_id in (select cast(value as integer) from json_each(:ids))
        """,
        {"ids": json.dumps(ids)},
    )
    return {subject: name or opening(text) for subject, name, text in rows}


def list_entries(
    store: Store, *, limit: int, before: int | None = None, subject: str | None = None
) -> list[Entry]:
    """Entries, newest first.

    :param before: only entries older than this one
    :param subject: only what was done to this thing
    """
    where = ["true"]
    where += ["a.entry_id < :before"] if before is not None else []
    where += ["a.subject = :subject"] if subject is not None else []
    rows = store.rows(
        f"""
        select a.entry_id, a.at, a.person_id, p.name, a.action, a.subject, a.detail
        from audit_log a left join people p using (person_id)
        where {" and ".join(where)} order by a.entry_id desc limit :limit
        """,  # noqa: S608
        {"before": before, "subject": subject, "limit": limit},
    )
    return [Entry(**row | {"detail": json.loads(row["detail"])}) for row in rows]
