"""Which of the answers that a task is listed without were deleted by somebody, and by whom.

Label Studio reads the tasks first and their answers later, not in one
transaction. A task, or the whole project, that is deleted in between is listed
without answers. It deletes a task and its answers in one transaction, though:
the answers to a task that is still there were deleted by somebody.

It deletes an answer first and writes the time and the person down at the task a
moment later. Until then the task says who changed it before that.
"""

from collections.abc import Sequence

from tasks.label_studio.client import LabelStudioClient
from tasks.store.projects import Home
from tasks.task_changes import TaskChanges


def sift(
    client: LabelStudioClient,
    home: Home,
    changes: Sequence[TaskChanges],
    known_until: str | None = None,
    *,
    can_wait: bool = False,
) -> None:
    """Of the deletions keep those that are certain, and who did it where that is certain.

    :param known_until: the time of the newest change that is on record, as the store writes it
    :param can_wait: a change of the task that is still to come will be read
    """
    doubtful = [change for change in changes if change.deleted]
    there = client.tasks_now(home.label_studio_id, [change.task.label_studio_id for change in doubtful])
    for change in doubtful:
        now = there.get(change.task.label_studio_id)
        if now is None or now.sentence_id != change.task.sentence_id:
            change.deleted.clear()  # they went with their task
        elif now.changed_at != change.changed_at:
            change.deleted.clear()  # the next pull reads it again
            change.overtaken = True
        elif known_until is not None and now.changed_at <= known_until:
            if can_wait:
                change.deleted.clear()
            change.touched_by = None  # they did something else, before
