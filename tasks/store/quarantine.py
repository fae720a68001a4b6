"""What Label Studio sent that makes no sense, kept with the reason."""

from dataclasses import dataclass
from hashlib import sha256

from tasks.store import audit
from tasks.store.connection import Store
from tasks.store.times import now

MAX_PAYLOAD_CHARS = 1_000_000


def quarantine(
    store: Store,
    source: str,
    reason: str,
    payload: str,
    *,
    home_id: int | None = None,
    task: int | None = None,
    annotation: int | None = None,
    sentence_id: str | None = None,
) -> bool:
    """Keep a payload aside, once; not one that was dismissed. Belongs into a transaction.

    :param source: ``pull`` or ``webhook``
    :return: whether it was new
    """
    kept = payload[:MAX_PAYLOAD_CHARS]
    digest = sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()
    if store.value(
        "select 1 from quarantine where source = ? and payload_sha256 = ? and settled_as = 'dismissed'",
        [source, digest],
    ):
        return False
    return (
        store.value(
            "insert into quarantine (source, label_studio_project, label_studio_task_id,"
            " label_studio_annotation_id, sentence_id, reason, payload, payload_sha256, recorded_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " on conflict (source, payload_sha256) where settled_at is null do nothing"
            " returning quarantine_id",
            [
                source,
                home_id,
                task,
                annotation,
                sentence_id,
                reason,
                kept,
                digest,
                now(),
            ],
        )
        is not None
    )


def tasks_put_aside(store: Store, home_id: int) -> set[int]:
    """Label Studio's ids of tasks of which something was put aside."""
    rows = store.execute(
        "select distinct label_studio_task_id from quarantine"
        " where label_studio_project = ? and label_studio_task_id is not null",
        [home_id],
    )
    return {row[0] for row in rows}


def supersede_cases(store: Store, home_id: int, annotation: int) -> None:
    """Close the open cases of an annotation that has since been answered properly, or deleted."""
    store.execute(
        "update quarantine set settled_at = ?, settled_as = 'superseded'"
        " where label_studio_project = ? and label_studio_annotation_id = ? and settled_at is null",
        [now(), home_id, annotation],
    )


@dataclass(frozen=True, slots=True)
class Case:
    """One thing put aside."""

    quarantine_id: int
    home_id: int | None
    label_studio_task_id: int | None
    label_studio_annotation_id: int | None
    sentence_id: str | None
    reason: str
    payload: str  # hostile until shown otherwise; cut after a million characters
    recorded_at: str
    settled_at: str | None
    settled_as: str | None  # released, superseded or dismissed
    note: str
    sentence: str | None


_CASE = """
    select q.quarantine_id, q.label_studio_project as home_id, q.label_studio_task_id,
           q.label_studio_annotation_id, q.sentence_id, q.reason, q.payload, q.recorded_at,
           q.settled_at, q.settled_as, q.note, s.text as sentence
    from quarantine q left join sentences s using (sentence_id)
"""


def get_case(store: Store, quarantine_id: int) -> Case | None:
    row = store.row(f"{_CASE} where quarantine_id = ?", [quarantine_id])
    return Case(**row) if row else None


def open_cases(store: Store, limit: int = 100, before: int | None = None) -> list[Case]:
    """The cases that nobody has looked at, newest first.

    :param before: only cases older than this one
    """
    rows = store.rows(
        f"{_CASE} where q.settled_at is null and (:before is null or q.quarantine_id < :before)"
        " order by q.quarantine_id desc limit :limit",
        {"before": before, "limit": limit},
    )
    return [Case(**row) for row in rows]


def count_open(store: Store) -> int:
    return int(store.value("select count(*) from quarantine where settled_at is null"))


def settle_case(
    store: Store, quarantine_id: int, settled_as: str, person_id: int | None, note: str = ""
) -> None:
    """Close a case. Belongs into a transaction."""
    settled = store.execute(
        "update quarantine set settled_at = ?, settled_as = ?, settled_by = ?, note = ?"
        " where quarantine_id = ? and settled_at is null",
        [now(), settled_as, person_id, note, quarantine_id],
    )
    if settled.rowcount:
        audit.record(store, person_id, f"quarantine.{settled_as}", f"quarantine:{quarantine_id}", note=note)
