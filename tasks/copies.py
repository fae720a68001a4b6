"""Several tasks of one sentence: keep one, lose no answer, take the rest away.

An import whose answer was lost may still be at work when we look for its tasks,
find none, and send the sentences again. A member can import an export once
more. Both leave a second task of the same sentence behind.

::

    read all tasks of the sentence ─► record every answer ─► keep one ─► delete the others

Only what has been recorded is deleted, so dying in between costs another round.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tasks.compare import annotations_of
from tasks.label_studio.client import LabelStudioClient


@dataclass(frozen=True, slots=True)
class Copy:
    """One of several tasks of a sentence."""

    label_studio_id: int
    answers: int
    is_ours: bool  # our record has it as the sentence's task


def choose(copies: Iterable[Copy]) -> Copy:
    """The one to keep: it has answers, else it is the one we know, else the oldest.

    :param copies: at least one
    """
    return min(copies, key=lambda copy: (not copy.answers, not copy.is_ours, copy.label_studio_id))


def sentence_of(payload: Mapping[str, Any]) -> str | None:
    """The sentence that a task says it is of."""
    data = payload.get("data")
    sentence_id = data.get("sentence_id") if isinstance(data, dict) else None
    return sentence_id if isinstance(sentence_id, str) else None


def as_copies(payloads: Sequence[Mapping[str, Any]], ours: int | None) -> list[Copy]:
    """:param ours: Label Studio's id of the task that our record has"""
    return [Copy(payload["id"], len(annotations_of(payload)), payload["id"] == ours) for payload in payloads]


def delete_if_unchanged(client: LabelStudioClient, payload: Mapping[str, Any]) -> bool:
    """Delete a task whose answers are recorded; not one that was answered since.

    :param payload: the task as it was recorded
    :return: whether it is gone
    """
    found = client.task(payload["id"])
    if found is None:
        return True
    if _fingerprint(found) != _fingerprint(payload):
        return False
    client.delete_task(payload["id"])
    return True


def _fingerprint(payload: Mapping[str, Any]) -> set[tuple[object, object]]:
    return {
        (annotation.get("id"), annotation.get("updated_at"))
        for annotation in annotations_of(payload)
        if isinstance(annotation, dict)
    }
