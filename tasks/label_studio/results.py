"""From what Label Studio sends back to one version of an annotation.

Whatever the payload is, it comes out as a version or as quarantined with a
reason; nothing is raised and nothing is dropped.
"""

import json
import math
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from tasks.label_studio.answers import Answers, read_answers
from tasks.label_studio.unreadable import Unreadable
from tasks.store.times import from_text
from tasks.types import AnnotationVersion, Quarantined

_MOST_LEVELS: Final = 50
_LARGEST_INTEGER: Final = 2**63 - 1  # SQLite's


def read_annotation(payload: object, sentence_text: str) -> AnnotationVersion | Quarantined:
    """Read one annotation of Label Studio's API or export.

    A skipped task, and an annotation from which the checker took everything
    back, is a version without judgements.

    :param payload: any JSON value
    :param sentence_text: the words that the checker saw
    """
    try:
        return _read(payload, sentence_text)
    except Unreadable as unreadable:
        identity = _identity(payload.get("id")) if isinstance(payload, dict) else None
        return Quarantined(str(unreadable), as_json(payload), identity)


def as_json(value: object) -> str:
    """Canonical JSON: equal values, equal text. ASCII, and strict where Python's is not.

    What lies deeper than 50 levels is replaced by an ellipsis; NaN and infinity
    become strings, for a database would refuse them.
    """
    return json.dumps(_strict(value), sort_keys=True, separators=(",", ":"))


def _strict(value: object, levels: int = _MOST_LEVELS) -> object:
    if isinstance(value, dict | list) and not levels:
        return "…"
    if isinstance(value, dict):
        return {str(key): _strict(inner, levels - 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_strict(inner, levels - 1) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and value.bit_length() > 64:
        return hex(value)
    return value


def _read(payload: object, sentence: str) -> AnnotationVersion:
    if not isinstance(payload, dict):
        raise Unreadable("an annotation is not an object")
    identity, task = _identity(payload.get("id")), _identity(payload.get("task"))
    if identity is None:
        raise Unreadable("an annotation has no id")
    if task is None:
        raise Unreadable("an annotation belongs to no task")
    result = payload.get("result")
    if not isinstance(result, list):
        raise Unreadable("an annotation has no list of results")
    repairs: list[str] = []
    created, updated = _times(payload, repairs)
    skipped = _flag(payload, "was_cancelled")
    answers = Answers() if skipped else read_answers(result, sentence)
    return AnnotationVersion(
        label_studio_id=identity,
        task_id=task,
        completed_by=_author(payload.get("completed_by"), repairs),
        created_at=created,
        updated_at=updated,
        skipped=skipped,
        lead_time=_seconds(payload.get("lead_time"), repairs),
        result=as_json(result),
        judgements=answers.judgements,
        repairs=(*repairs, *answers.repairs),
        ground_truth=_flag(payload, "ground_truth"),
        changed_by=_identity(payload.get("updated_by")),
        rebuilt_from=_identity(payload.get("import_id")),
    )


def author_of(annotation: Mapping[str, object]) -> int | None:
    """Label Studio's id of whoever made an annotation, where it says so."""
    return _identity(annotation.get("completed_by"))


def time_of(value: object) -> datetime | None:
    """A time that Label Studio wrote; ``None`` where it is none."""
    try:
        return from_text(value) if isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None


def _identity(value: object) -> int | None:
    """An id, which some answers wrap in the object that it identifies."""
    if isinstance(value, dict):
        value = value.get("id")
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= _LARGEST_INTEGER:
        return None
    return value


def _author(value: object, repairs: list[str]) -> int | None:
    author = _identity(value)
    if author is None and value is not None:
        repairs.append("could not tell who answered")
    return author


def _flag(payload: Mapping[str, object], name: str) -> bool:
    flag = payload.get(name)
    if flag is not None and not isinstance(flag, bool):
        raise Unreadable(f"{name} is neither true nor false")
    return bool(flag)


def _seconds(value: object, repairs: list[str]) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf:
        return float(min(value, _LARGEST_INTEGER))
    if value is not None:
        repairs.append("left out a lead time that is none")
    return None


def _times(payload: Mapping[str, object], repairs: list[str]) -> tuple[datetime, datetime]:
    created, updated = time_of(payload.get("created_at")), time_of(payload.get("updated_at"))
    if created and updated:
        return created, updated
    only = created or updated
    if only is None:
        raise Unreadable("an annotation has no time")
    repairs.append("took creation and update to be at the same time, as only one was sent")
    return only, only
