"""What an editor settled about a claim. The annotations stay as they were."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tasks.store.connection import Store
from tasks.store.moments import ceased, known
from tasks.store.times import from_text, now
from tasks.types import Judgement, Span, UnverifiableReason


@dataclass(frozen=True, slots=True)
class Adjudication:
    """An editor's last word about one claim of a sentence.

    The judgement's span is in offsets of the sentence as it stood in
    ``revision``, the one that was live when the editor decided.
    """

    adjudication_id: int
    sentence_id: str
    judgement: Judgement
    decided_by: int
    decided_at: datetime
    superseded_at: datetime | None
    revision: int
    article_id: str


def add_adjudication(
    store: Store, sentence_id: str, judgement: Judgement, decided_by: int, *, instead_of: int | None = None
) -> int:
    """Record the last word about a claim; what was settled before is superseded. Belongs into a transaction.

    :param judgement: its span says which claim; ``None`` is the sentence as a whole
    :param instead_of: an earlier word about the same claim, where that had another span
    :return: the adjudication's id
    """
    moment = now()
    start, end = (judgement.span.start, judgement.span.end) if judgement.span else (None, None)
    store.execute(
        "update adjudications set superseded_at = ? where superseded_at is null and sentence_id = ?"
        " and ((char_start is ? and char_end is ?) or adjudication_id = ?)",
        [moment, sentence_id, start, end, instead_of],
    )
    adjudication_id = int(
        store.value(
            "insert into adjudications (sentence_id, char_start, char_end, label, reason, note,"
            " decided_by, decided_at) values (?, ?, ?, ?, ?, ?, ?, ?) returning adjudication_id",
            [sentence_id, start, end, judgement.label, judgement.reason, judgement.note, decided_by, moment],
        )
    )
    store.conn.executemany(
        "insert into adjudication_evidence (adjudication_id, evidence, url) values (?, ?, ?)",
        ((adjudication_id, i, url) for i, url in enumerate(judgement.evidence)),
    )
    return adjudication_id


def supersede(store: Store, sentence_id: str, adjudication_id: int) -> bool:
    """An editor's word no longer holds; it stays in the record. Belongs into a transaction.

    :return: whether it held until now
    """
    held = store.execute(
        "update adjudications set superseded_at = ?"
        " where adjudication_id = ? and sentence_id = ? and superseded_at is null",
        [now(), adjudication_id, sentence_id],
    )
    return held.rowcount == 1


def standing_words(store: Store, sentence_id: str) -> list[Judgement]:
    """What editors' words that hold say about a sentence, oldest first; spans as they were given."""
    rows = store.rows(
        """
        select j.char_start, j.char_end, j.label, j.reason, j.note,
               (select json_group_array(url) from (select url from adjudication_evidence e
                 where e.adjudication_id = j.adjudication_id order by e.evidence)) as evidence
        from adjudications j where j.sentence_id = ? and j.superseded_at is null order by j.adjudication_id
        """,
        [sentence_id],
    )
    return [_judgement(row) for row in rows]


def iter_adjudications(
    store: Store, article_id: str | None = None, as_of: str | None = None
) -> Iterator[Adjudication]:
    """All that was ever settled, superseded or not, by article, sentence and time. Streams.

    :param article_id: only this article's
    :param as_of: what was settled until then
    """
    only = "and s.article_id = :article" if article_id else ""
    for row in store.query(
        f"""
        select j.adjudication_id, j.sentence_id, s.article_id, j.char_start, j.char_end, j.label, j.reason,
               j.note, j.decided_by, j.decided_at, {ceased("j", as_of)} as superseded_at,
               (select max(r.revision)
                 from article_revisions r join sentence_places p using (article_id, revision)
                 where p.sentence_id = j.sentence_id and r.recorded_at <= j.decided_at) as revision,
               (select json_group_array(url) from (select url from adjudication_evidence e
                 where e.adjudication_id = j.adjudication_id order by e.evidence)) as evidence
        from adjudications j join sentences s using (sentence_id)
        where {known("j", as_of, since="decided_at")} {only}
        order by s.article_id, j.sentence_id, j.adjudication_id
        """,  # noqa: S608
        {"article": article_id, "as_of": as_of},
    ):
        yield _adjudication(row)


def _adjudication(row: dict[str, Any]) -> Adjudication:
    return Adjudication(
        adjudication_id=row["adjudication_id"],
        sentence_id=row["sentence_id"],
        judgement=_judgement(row),
        decided_by=row["decided_by"],
        decided_at=from_text(row["decided_at"]),
        superseded_at=from_text(row["superseded_at"]) if row["superseded_at"] else None,
        revision=row["revision"],
        article_id=row["article_id"],
    )


def _judgement(row: dict[str, Any]) -> Judgement:
    return Judgement(
        label=row["label"],
        span=None if row["char_start"] is None else Span(row["char_start"], row["char_end"]),
        reason=UnverifiableReason(row["reason"]) if row["reason"] else None,
        evidence=tuple(json.loads(row["evidence"])),
        note=row["note"],
    )
