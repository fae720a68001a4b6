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
    label_studio_id: int
    state: str  # answered, skipped or deleted
    updated_at: str
    result: str


def live_versions(store: Store, home: Home, task_ids: Sequence[int]) -> dict[int, list[LiveVersion]]:
    """What stands for these tasks of ours, by task."""
    versions: dict[int, list[LiveVersion]] = {}
    for row in store.rows(
        f"""
        select v.task_id, v.annotation_id, v.version, i.label_studio_id, v.state, v.updated_at, v.result
        from annotation_versions v
        join annotation_ids i on i.annotation_id = v.annotation_id and i.label_studio_project = ?
        where v.superseded_at is null and v.task_id in ({",".join("?" * len(task_ids))})
        """,  # noqa: S608
        [home.id, *task_ids],
    ):
        versions.setdefault(row.pop("task_id"), []).append(LiveVersion(**row))
    return versions


def append_version(
    store: Store,
    home: Home,
    task_id: int,
    sentence_id: str,
    person_id: int | None,
    found: AnnotationVersion,
    *,
    deleted: bool = False,
) -> None:
    """Add what Label Studio says now; what it said before stays. Belongs into a transaction."""
    moment = now()
    annotation_id = _annotation_id(store, home, found.label_studio_id, sentence_id, person_id, moment)
    version = 1 + int(
        store.value(
            "select coalesce(max(version), 0) from annotation_versions where annotation_id = ?",
            [annotation_id],
        )
    )
    store.execute(
        "update annotation_versions set superseded_at = ? where annotation_id = ? and superseded_at is null",
        [moment, annotation_id],
    )
    store.execute(
        "insert into annotation_versions (annotation_id, version, task_id, state, created_at, updated_at,"
        " recorded_at, lead_time, ground_truth, result, repairs) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            annotation_id,
            version,
            task_id,
            "deleted" if deleted else "skipped" if found.skipped else "answered",
            as_text(found.created_at),
            as_text(found.updated_at),
            moment,
            found.lead_time,
            int(found.ground_truth),
            found.result,
            json.dumps(found.repairs, ensure_ascii=False),
        ],
    )
    if not deleted:
        _append_judgements(store, annotation_id, version, found.judgements)


def mark_deleted(store: Store, live: LiveVersion, task_id: int) -> None:
    """Add a version that says Label Studio no longer has the annotation."""
    moment = now()
    store.execute(
        "update annotation_versions set superseded_at = ? where annotation_id = ? and version = ?",
        [moment, live.annotation_id, live.version],
    )
    store.execute(
        "insert into annotation_versions (annotation_id, version, task_id, state, created_at, updated_at,"
        " recorded_at, lead_time, ground_truth, result, repairs)"
        " select annotation_id, version + 1, ?, 'deleted', created_at, updated_at, ?, lead_time,"
        " ground_truth, result, '[]' from annotation_versions where annotation_id = ? and version = ?",
        [task_id, moment, live.annotation_id, live.version],
    )


def _annotation_id(
    store: Store, home: Home, label_studio_id: int, sentence_id: str, person_id: int | None, moment: str
) -> int:
    known = store.value(
        "select annotation_id from annotation_ids where label_studio_project = ? and label_studio_id = ?",
        [home.id, label_studio_id],
    )
    if known is not None:
        return int(known)
    made = store.value(
        "insert into annotations (sentence_id, person_id, recorded_at) values (?, ?, ?)"
        " returning annotation_id",
        [sentence_id, person_id, moment],
    )
    store.execute(
        "insert into annotation_ids (label_studio_project, label_studio_id, annotation_id) values (?, ?, ?)",
        [home.id, label_studio_id, made],
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
