"""Annotations with every version they had, and what each version says."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.store.times import as_text, now
from tasks.types import AnnotationVersion, Judgement


@dataclass(frozen=True, slots=True)
class LiveVersion:
    """An annotation as it stands in our record."""

    annotation_id: int
    version: int
    sentence_id: str
    label_studio_id: int | None  # what Label Studio calls it; None where only our id was asked for
    made_at: str | None  # when Label Studio made it under that id
    rebuilt_at: str | None  # Label Studio's time of change where we put it back
    state: str  # answered, skipped or deleted
    spoken: str  # what it was before it was deleted: answered or skipped
    updated_at: str
    result: str
    person_id: int | None


LIVE = """
    v.annotation_id, v.version, a.sentence_id, v.state, v.updated_at, v.result, a.person_id,
    case v.state when 'deleted' then coalesce(
        (select e.state from annotation_versions e where e.annotation_id = v.annotation_id
           and e.state <> 'deleted' order by e.version desc limit 1), 'answered')
      else v.state end as spoken
"""


def live_versions(store: Store, home: Home, task_ids: Sequence[int]) -> dict[int, list[LiveVersion]]:
    """What stands under these tasks of ours, by task; deleted annotations are among it."""
    versions: dict[int, list[LiveVersion]] = {}
    for row in store.rows(
        f"""
        select i.task_id, i.label_studio_id, i.created_at as made_at, i.rebuilt_at, {LIVE}
        from annotation_ids i
        join annotation_versions v on v.annotation_id = i.annotation_id and v.superseded_at is null
        join annotations a on a.annotation_id = i.annotation_id
        where i.label_studio_project = ? and i.retired_at is null
          and i.task_id in (select value from json_each(?))
        """,  # noqa: S608
        [home.id, json.dumps(list(task_ids))],
    ):
        versions.setdefault(row.pop("task_id"), []).append(LiveVersion(**row))
    return versions


def rebuildable(store: Store, annotation_ids: Sequence[int]) -> dict[int, LiveVersion]:
    """These annotations of ours as they stand, by our id; unknown ids are left out."""
    found = store.rows(
        f"""
        select null as label_studio_id, null as made_at, null as rebuilt_at, {LIVE}
        from annotation_versions v join annotations a using (annotation_id)
        where v.superseded_at is null and v.annotation_id in (select value from json_each(?))
        """,  # noqa: S608
        [json.dumps(list(annotation_ids))],
    )
    return {row["annotation_id"]: LiveVersion(**row) for row in found}


def append_version(
    store: Store,
    home: Home,
    task_id: int,
    sentence_id: str,
    person_id: int | None,
    found: AnnotationVersion,
    *,
    changed_by: int | None = None,
) -> None:
    """Add what Label Studio says now; what it said before stays. Belongs into a transaction.

    :param person_id: whose answer it is, ours
    :param changed_by: who made it what it is now, ours
    """
    moment = now()
    annotation_id = _annotation_id(store, home, task_id, sentence_id, person_id, found, moment)
    before = store.row(
        "select version, created_at from annotation_versions"
        " where annotation_id = ? and superseded_at is null",
        [annotation_id],
    )
    version = 1 + (before["version"] if before else 0)
    store.execute(
        "update annotation_versions set superseded_at = ? where annotation_id = ? and superseded_at is null",
        [moment, annotation_id],
    )
    store.execute(
        "insert into annotation_versions (annotation_id, version, task_id, state, created_at, updated_at,"
        " changed_by, recorded_at, lead_time, ground_truth, result, repairs)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            annotation_id,
            version,
            task_id,
            "skipped" if found.skipped else "answered",
            before["created_at"] if before else as_text(found.created_at),
            as_text(found.updated_at),
            changed_by,
            moment,
            found.lead_time,
            int(found.ground_truth),
            found.result,
            json.dumps(found.repairs, ensure_ascii=False),
        ],
    )
    _append_judgements(store, annotation_id, version, found.judgements)


def mark_deleted(store: Store, live: LiveVersion, task_id: int, deleted_by: int | None = None) -> None:
    """Add a version that says Label Studio no longer has the annotation. Belongs into a transaction."""
    moment = now()
    _supersede(store, live, moment)
    store.execute(
        "insert into annotation_versions (annotation_id, version, task_id, state, created_at, updated_at,"
        " changed_by, recorded_at, lead_time, ground_truth, result, repairs)"
        " select annotation_id, version + 1, ?, 'deleted', created_at, updated_at, ?, ?, lead_time,"
        " ground_truth, result, '[]' from annotation_versions where annotation_id = ? and version = ?",
        [task_id, deleted_by, moment, live.annotation_id, live.version],
    )


def _supersede(store: Store, live: LiveVersion, moment: str) -> None:
    store.execute(
        "update annotation_versions set superseded_at = ? where annotation_id = ? and version = ?",
        [moment, live.annotation_id, live.version],
    )


def retire_id(store: Store, home: Home, label_studio_id: int) -> None:
    """Label Studio gives the id to another annotation than before. Belongs into a transaction.

    The one that had it is gone then, and deleted, unless its whole task is gone:
    what was said under a lost task stands until the task is rebuilt.
    """
    before = store.row(
        f"""
        select i.task_id, t.gone_at, i.label_studio_id, i.created_at as made_at, i.rebuilt_at, {LIVE}
        from annotation_ids i
        join tasks t on t.task_id = i.task_id
        join annotation_versions v on v.annotation_id = i.annotation_id and v.superseded_at is null
        join annotations a on a.annotation_id = i.annotation_id
        where i.label_studio_project = ? and i.label_studio_id = ? and i.retired_at is null
        """,  # noqa: S608
        [home.id, label_studio_id],
    )
    if before is None:
        return
    task_id, gone_at = before.pop("task_id"), before.pop("gone_at")
    live = LiveVersion(**before)
    if gone_at is None and live.state != "deleted":
        mark_deleted(store, live, task_id)
    store.execute(
        "update annotation_ids set retired_at = ?"
        " where label_studio_project = ? and label_studio_id = ? and retired_at is null",
        [now(), home.id, label_studio_id],
    )


def adopt(store: Store, home: Home, live: LiveVersion, task_id: int, found: AnnotationVersion) -> None:
    """Label Studio has our annotation again, under a new id. Belongs into a transaction.

    It says what it said, so its times stay what they were; only a deleted one
    gets a version, the one before its deletion once more.
    """
    moment = now()
    retire_id(store, home, found.label_studio_id)
    store.execute(
        "update annotation_ids set retired_at = ?"
        " where label_studio_project = ? and annotation_id = ? and retired_at is null",
        [moment, home.id, live.annotation_id],
    )
    store.execute(
        "insert into annotation_ids (label_studio_project, label_studio_id, annotation_id, task_id,"
        " created_at, rebuilt_at) values (?, ?, ?, ?, ?, ?)",
        [
            home.id,
            found.label_studio_id,
            live.annotation_id,
            task_id,
            as_text(found.created_at),
            as_text(found.updated_at),
        ],
    )
    if live.state == "deleted":
        _say_again(store, live, task_id, moment)


def _say_again(store: Store, live: LiveVersion, task_id: int, moment: str) -> None:
    spoken = store.value(
        "select max(version) from annotation_versions where annotation_id = ? and state <> 'deleted'",
        [live.annotation_id],
    )
    copied = {"annotation": live.annotation_id, "spoken": spoken, "version": live.version + 1}
    _supersede(store, live, moment)
    store.execute(
        "insert into annotation_versions (annotation_id, version, task_id, state, created_at, updated_at,"
        " recorded_at, lead_time, ground_truth, result, repairs)"
        " select annotation_id, :version, :task, state, created_at, updated_at, :moment, lead_time,"
        " ground_truth, result, repairs from annotation_versions"
        " where annotation_id = :annotation and version = :spoken",
        {**copied, "task": task_id, "moment": moment},
    )
    for table, columns in _SAID.items():
        store.execute(
            f"insert into {table} (annotation_id, version, {columns})"  # noqa: S608
            f" select annotation_id, :version, {columns} from {table}"
            " where annotation_id = :annotation and version = :spoken",
            copied,
        )


_SAID = {
    "judgements": "ordinal, char_start, char_end, label, reason, was_it_said, note",
    "judgement_evidence": "ordinal, evidence, url",
}


def _annotation_id(
    store: Store,
    home: Home,
    task_id: int,
    sentence_id: str,
    person_id: int | None,
    found: AnnotationVersion,
    moment: str,
) -> int:
    known = store.value(
        "select annotation_id from annotation_ids"
        " where label_studio_project = ? and label_studio_id = ? and retired_at is null",
        [home.id, found.label_studio_id],
    )
    if known is not None:
        return int(known)
    made = store.value(
        "insert into annotations (sentence_id, person_id, recorded_at) values (?, ?, ?)"
        " returning annotation_id",
        [sentence_id, person_id, moment],
    )
    store.execute(
        "insert into annotation_ids"
        " (label_studio_project, label_studio_id, annotation_id, task_id, created_at) values (?, ?, ?, ?, ?)",
        [home.id, found.label_studio_id, made, task_id, as_text(found.created_at)],
    )
    return int(made)


def _append_judgements(
    store: Store, annotation_id: int, version: int, judgements: Sequence[Judgement]
) -> None:
    for ordinal, judgement in enumerate(judgements):
        store.execute(
            "insert into judgements (annotation_id, version, ordinal, char_start, char_end, label, reason,"
            " was_it_said, note) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                annotation_id,
                version,
                ordinal,
                judgement.span.start if judgement.span else None,
                judgement.span.end if judgement.span else None,
                judgement.label,
                judgement.reason,
                judgement.was_it_said,
                judgement.note,
            ],
        )
        store.conn.executemany(
            "insert into judgement_evidence (annotation_id, version, ordinal, evidence, url)"
            " values (?, ?, ?, ?, ?)",
            ((annotation_id, version, ordinal, i, url) for i, url in enumerate(judgement.evidence)),
        )
