"""What members of Label Studio do to the answers of others: noticed with the next poll, and put back.

::

    a version by somebody else stands ─► alarm ─► Label Studio is given the author's answer again
                                                                 │
    it stands as the author said, the alarm is over ◄── pull ◄───┘

Whether an alarm is due follows from the record alone, so it does not matter
who pulled, or died before anybody was told.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

from tasks.compare import annotations_of
from tasks.errors import LabelStudioFailed
from tasks.ground_truth import known_as
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.results import time_of
from tasks.pull import look_for_losses, pull
from tasks.restore import said
from tasks.store import alarms, restorable
from tasks.store.alarms import AlarmKind
from tasks.store.connection import Store
from tasks.store.overwritten import Overwritten, changed_by_others
from tasks.store.projects import Home
from tasks.store.restorable import RestorableAnswer
from tasks.store.tasks import get_tasks
from tasks.store.times import as_text

Answer = TypeVar("Answer")
MOST_NAMED: Final = 5
"""Sentences that an alarm names, for an editor to look at before deciding."""

Members = Mapping[str, int]
"""Label Studio's ids by e-mail address."""


def notice(store: Store, home: Home) -> None:
    """Raise the alarms for answers that somebody other than their author deleted or changed, or end them."""
    _notice(store, home, AlarmKind.ANSWERS_DELETED, "deleted", restorable.deleted_by_others(store, home))
    changed = changed_by_others(store, home)
    unknown = sum(answer.own is None for answer in _flat(changed))
    told = {"unknown": unknown} if unknown else {}
    _notice(store, home, AlarmKind.ANSWERS_CHANGED, "changed", changed, **told)


def _notice(
    store: Store,
    home: Home,
    kind: AlarmKind,
    done: str,
    answers: Mapping[int, Sequence[object]],
    **particulars: int,
) -> None:
    number = len(_flat(answers))
    if not number:
        alarms.settle(store, kind, home.project_id, "over")
        return
    detail = f"Somebody {done} {_count(number)} of others."
    if "unknown" in particulars:
        detail += f" Of these, {particulars['unknown']} before the desk had read what the author said."
    named = get_tasks(store, home, list(answers)[:MOST_NAMED]).values()
    alarms.sound(
        store,
        home,
        kind,
        detail,
        answers=number,
        sentences=sorted({task.sentence_id for task in named}),
        **particulars,
    )


def put_deleted_back(
    store: Store,
    client: LabelStudioClient,
    home: Home,
    *,
    progress: Callable[[int], object] = lambda _: None,
) -> int:
    """Give Label Studio the answers again that others than their authors deleted.

    Dying in between doubles nothing: each answer carries our id for it, and
    what is there already is left out.

    :param progress: called with the number of answers put back, task by task
    :return: how many stand again
    :raises LabelStudioFailed: some do not
    """
    return _put_back(
        store, client, home, lambda: restorable.deleted_by_others(store, home), _make_again, progress
    )


def put_changed_back(
    store: Store,
    client: LabelStudioClient,
    home: Home,
    *,
    progress: Callable[[int], object] = lambda _: None,
) -> int:
    """Have answers say again what their authors said last, where others changed them.

    Done twice it comes to the same. Whoever changes an answer before it is put
    back is left alone: each is looked at as it stands, right before.

    :param progress: called with the number of answers put back, task by task
    :return: how many say again what their authors said
    :raises LabelStudioFailed: some do not
    """

    def known() -> dict[int, list[Overwritten]]:
        found = changed_by_others(store, home)
        return {task: [one for one in answers if one.own] for task, answers in found.items()}

    return _put_back(store, client, home, known, _write_again, progress)


def _put_back(
    store: Store,
    client: LabelStudioClient,
    home: Home,
    wrong: Callable[[], Mapping[int, Sequence[Answer]]],
    put_right: Callable[[LabelStudioClient, Mapping[str, Any], Answer, Members], bool],
    progress: Callable[[int], object],
) -> int:
    """
    :param wrong: what the record says is to be put back, by Label Studio's id of the task
    :param put_right: whether there was anything to do for an answer under a task as it is now
    """
    pull(store, client, home)
    members = {member.email: member.label_studio_id for member in client.members()}
    before = wrong()
    for task, answers in before.items():
        found = client.task(task)
        if found is not None:
            progress(sum(put_right(client, found, answer, members) for answer in answers))
    pull(store, client, home)
    look_for_losses(store, client, home)
    left = len(_flat(wrong()))
    if left:
        raise LabelStudioFailed(f"Not yet in Label Studio as the authors gave them: {_count(left)}.")
    return len(_flat(before))


def _make_again(
    client: LabelStudioClient, task: Mapping[str, Any], answer: RestorableAnswer, members: Members
) -> bool:
    if answer.annotation_id in {there.get("import_id") for there in annotations_of(task)}:
        return False
    body = _body(answer, members) | {
        "import_id": answer.annotation_id,
        "ground_truth": answer.ground_truth,
    }
    client.create_annotation(task["id"], body)
    return True


def _write_again(
    client: LabelStudioClient, task: Mapping[str, Any], answer: Overwritten, members: Members
) -> bool:
    for there in annotations_of(task):
        is_it = known_as(there) == (answer.label_studio_id, answer.made_at)
        changed_at = time_of(there.get("updated_at"))
        if answer.own and is_it and changed_at and as_text(changed_at) in answer.changed_at:
            client.change_annotation(answer.label_studio_id, _body(answer.own, members))
            return True
    return False


def _body(answer: RestorableAnswer, members: Members) -> dict[str, Any]:
    """What a single annotation is made or changed to: whoever has no account there any more is left out."""
    body = {**said(answer), "completed_by": members.get(answer.email or "")}
    return {name: value for name, value in body.items() if value is not None}


def _flat(by_task: Mapping[int, Sequence[Answer]]) -> list[Answer]:
    return [answer for answers in by_task.values() for answer in answers]


def _count(answers: int) -> str:
    return f"{answers} answer" if answers == 1 else f"{answers} answers"
