"""Rebuilding in Label Studio what somebody deleted there: a project, or single tasks.

::

    find what is gone ─► send the tasks again, with their answers ─► pull: know the answers again

Each answer goes out under its author's name and carries our own id for it, by
which the pull that follows knows it again. So its times stay what they were,
and dying in between loses and doubles nothing. Which answers went out is written
down: one that was edited before that pull is edited, one that is not there then
was deleted. Label Studio itself shows the time of the rebuilding.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from tasks.errors import LabelStudioMissing
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.task_data import task_payload
from tasks.pull import look_for_losses, pull
from tasks.push import ensure_home, send
from tasks.store import projects, restorable, waiting
from tasks.store.connection import Store
from tasks.store.projects import Home, Project
from tasks.store.restorable import RestorableAnswer

BATCH_SIZE = 500
"""Tasks a request; their answers make them heavier than those of a push."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was rebuilt."""

    tasks: int
    annotations: int
    project_was_gone: bool


def restore(
    store: Store,
    client: LabelStudioClient,
    project: Project,
    *,
    progress: Callable[[int], object] = lambda _: None,
) -> Restored:
    """Rebuild the project, or the tasks, that Label Studio no longer has.

    Authors without an account there show as the desk's own account; our record
    keeps who they were.

    :param progress: called with the number of tasks rebuilt, batch by batch
    """
    project_was_gone = _let_go_of_a_lost_project(store, client, project)
    home = ensure_home(store, client, project)
    look_for_losses(store, client, home)
    members = {member.email for member in client.members()}
    tasks = 0
    while missing := waiting.next_missing(store, project.project_id, BATCH_SIZE):
        answers = restorable.standing_answers(store, [sentence.sentence_id for sentence in missing])
        payloads = [
            task_payload(sentence)
            | {"annotations": _payloads(answers.get(sentence.sentence_id, []), members)}
            for sentence in missing
        ]
        sent = (answer.annotation_id for given in answers.values() for answer in given)
        send(store, client, home, missing, payloads, sent)
        tasks += len(missing)
        progress(len(missing))
    return Restored(tasks, pull(store, client, home).rebuilt, project_was_gone)


def is_gone(client: LabelStudioClient, project: Project, home: Home) -> bool:
    """Whether Label Studio no longer has the project: neither by its number nor in its list."""
    try:
        client.project(home.label_studio_id)
    except LabelStudioMissing:
        return client.find_project(project.uid) is None
    return False


def _let_go_of_a_lost_project(store: Store, client: LabelStudioClient, project: Project) -> bool:
    home = projects.home_of(store, project.project_id)
    if home is None or not is_gone(client, project, home):
        return False
    projects.lose_home(store, home)
    return True


def _payloads(answers: Sequence[RestorableAnswer], members: Collection[str]) -> list[dict[str, Any]]:
    return [annotation_payload(answer, members) for answer in answers]


def annotation_payload(answer: RestorableAnswer, members: Collection[str]) -> dict[str, Any]:
    """An annotation as Label Studio imports it along with its task."""
    author = {"completed_by": {"email": answer.email}} if answer.email in members else {}
    return author | {
        "id": answer.annotation_id,  # comes back as import_id
        "ground_truth": answer.ground_truth,
        **said(answer),
    }


def said(answer: RestorableAnswer) -> dict[str, Any]:
    """What the answer says, and how long it took, in the fields of Label Studio's API."""
    return {
        "result": json.loads(answer.result),
        "was_cancelled": answer.skipped,
        "lead_time": answer.lead_time,
    }
