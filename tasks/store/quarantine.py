"""What Label Studio sent that makes no sense, kept with the reason."""

from hashlib import sha256

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
    """Keep a payload aside; the same one is kept once. Belongs into a transaction.

    :param source: ``pull`` or ``webhook``
    :return: whether it was new
    """
    kept = payload[:MAX_PAYLOAD_CHARS]
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
                sha256(payload.encode("utf-8", "surrogatepass")).hexdigest(),
                now(),
            ],
        )
        is not None
    )


def supersede_cases(store: Store, home_id: int, annotation: int) -> None:
    """Close the open cases of an annotation that has since been answered properly, or deleted."""
    store.execute(
        "update quarantine set settled_at = ?, settled_as = 'superseded'"
        " where label_studio_project = ? and label_studio_annotation_id = ? and settled_at is null",
        [now(), home_id, annotation],
    )


def open_cases(store: Store, limit: int = 100) -> list[dict[str, object]]:
    """The newest open cases; rows of the quarantine table without the payload."""
    return store.rows(
        "select quarantine_id, source, label_studio_task_id, label_studio_annotation_id, sentence_id,"
        " reason, recorded_at from quarantine where settled_at is null order by quarantine_id desc limit ?",
        [limit],
    )
