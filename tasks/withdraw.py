"""Out of the queue: tasks of sentences that a revision of their article dropped.

::

    sentence withdrawn ─► intend ─► ask for the task ─┬─ nobody began ─► delete ─► record
                                                      └─ somebody did ──► it stays

A task that somebody has answered, or begun to, stays with what they did. The
intent makes sure that a deletion that dies half-way is never taken for a loss.
It is carried out even if the sentence is wanted again by then, because a request
that seemed lost may still land; the push that follows makes a new task.
"""

from collections.abc import Mapping
from typing import Any

from tasks import copies
from tasks.compare import annotations_of
from tasks.label_studio.client import LabelStudioClient
from tasks.store import withdrawn_tasks
from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.store.withdrawn_tasks import UnwantedTask


def withdraw(store: Store, client: LabelStudioClient, home: Home) -> int:
    """Delete the tasks that nobody should spend time on. Stopping it anywhere does no harm.

    :return: how many were deleted
    """
    return sum(_withdraw(store, client, task) for task in withdrawn_tasks.unwanted(store, home))


def _withdraw(store: Store, client: LabelStudioClient, task: UnwantedTask) -> bool:
    found = client.task(task.label_studio_id)
    if found is not None and copies.sentence_of(found) != task.sentence_id:
        found = None  # Label Studio gave the id of a deleted task to another
    if found is not None and has_begun(found):
        if task.is_intended:
            withdrawn_tasks.call_off_deletion(store, task)
        return False
    if not task.is_intended:
        withdrawn_tasks.intend_deletion(store, task)
    if found is not None:
        client.delete_task(task.label_studio_id)
    withdrawn_tasks.record_deletion(store, task)
    return True


def has_begun(payload: Mapping[str, Any]) -> bool:
    """Whether anybody has answered, skipped, or saved a draft of an answer to this task."""
    # The drafts themselves are shown to their author only.
    return bool(annotations_of(payload) or payload.get("draft_exists"))
