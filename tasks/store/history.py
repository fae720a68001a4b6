"""Everything that was ever said about a sentence, and by whom."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.store.connection import Store


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. Times are as the store writes them."""

    at: str  # our clock
    what: str  # labelled, skipped, deleted, task_made, task_gone, task_withdrawn, decided or adjudicated
    who: str | None  # a name; None: the desk itself, or not known
    said: tuple[str, ...] = ()  # verdicts, claim by claim, or a decision's reason
    annotation_id: int | None = None
    version: int | None = None
    said_at: str | None = None  # Label Studio's clock
    repairs: tuple[str, ...] = ()
    is_live: bool = True
    person_id: int | None = None  # whose name it is
    adjudication_id: int | None = None


def history(store: Store, sentence_id: str) -> list[Event]:
    """What happened to a sentence, oldest first."""
    events = [
        *_versions(store, sentence_id),
        *_tasks(store, sentence_id),
        *_decisions(store, sentence_id),
        *_adjudications(store, sentence_id),
    ]
    return sorted(events, key=lambda event: (event.at, event.annotation_id or 0, event.version or 0))


def _versions(store: Store, sentence_id: str) -> Iterator[Event]:
    for row in store.rows(
        """
        select v.recorded_at, v.state, v.annotation_id, v.version, v.updated_at, v.repairs,
               v.superseded_at is null as is_live, coalesce(c.name, p.name) as who,
               coalesce(c.person_id, p.person_id) as person_id,
               (select json_group_array(label) from (select label from judgements j
                 where j.annotation_id = v.annotation_id and j.version = v.version
                 order by j.ordinal)) as labels
        from annotations a
        join annotation_versions v using (annotation_id)
        left join people p on p.person_id = a.person_id and v.state <> 'deleted'
        left join people c on c.person_id = v.changed_by
        where a.sentence_id = ?
        """,
        [sentence_id],
    ):
        yield Event(
            at=row["recorded_at"],
            what="labelled" if row["state"] == "answered" else row["state"],
            who=row["who"],
            said=tuple(json.loads(row["labels"])),
            annotation_id=row["annotation_id"],
            version=row["version"],
            said_at=row["updated_at"],
            repairs=tuple(json.loads(row["repairs"])),
            is_live=bool(row["is_live"]),
            person_id=row["person_id"],
        )


def _tasks(store: Store, sentence_id: str) -> Iterator[Event]:
    for row in store.rows(
        "select label_studio_id, recorded_at, gone_at, withdrawn_at from tasks where sentence_id = ?",
        [sentence_id],
    ):
        task = (f"task {row['label_studio_id']}",)
        yield Event(row["recorded_at"], "task_made", None, task, is_live=row["gone_at"] is None)
        if row["gone_at"]:
            by_us = row["withdrawn_at"] is not None and row["withdrawn_at"] <= row["gone_at"]
            yield Event(row["gone_at"], "task_withdrawn" if by_us else "task_gone", None, task)


def _decisions(store: Store, sentence_id: str) -> Iterator[Event]:
    for row in store.rows(
        "select d.decision, d.reason, d.decided_at, d.superseded_at, p.name, p.person_id"
        " from sentence_decisions d left join people p on p.person_id = d.decided_by"
        " where d.sentence_id = ?",
        [sentence_id],
    ):
        said = tuple(filter(None, (row["decision"], row["reason"])))
        yield Event(
            row["decided_at"],
            "decided",
            row["name"],
            said,
            is_live=row["superseded_at"] is None,
            person_id=row["person_id"],
        )


def _adjudications(store: Store, sentence_id: str) -> Sequence[Event]:
    return [
        Event(
            row["decided_at"],
            "adjudicated",
            row["name"],
            (row["label"],),
            is_live=not row["superseded_at"],
            person_id=row["person_id"],
            adjudication_id=row["adjudication_id"],
        )
        for row in store.rows(
            "select j.adjudication_id, j.label, j.decided_at, j.superseded_at, p.name, p.person_id"
            " from adjudications j join people p on p.person_id = j.decided_by where j.sentence_id = ?",
            [sentence_id],
        )
    ]
