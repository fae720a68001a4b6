"""Taking tasks, as Label Studio lists them, into the record."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from tasks import copies, deletions
from tasks.compare import annotations_of, compare, may_be_rebuilt
from tasks.desk_accounts import desk_accounts
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.results import as_json
from tasks.record_changes import Pulled, authors_of, notice_lost_ground_truths, record_changes
from tasks.store import annotations, pull_marks, quarantine, sent_answers
from tasks.store import tasks as task_store
from tasks.store.connection import Store
from tasks.store.originals import originals_of
from tasks.store.projects import Home
from tasks.store.pull_marks import Mark
from tasks.store.tasks import Task
from tasks.task_changes import TaskChanges

Payload = Mapping[str, Any]


def take(
    store: Store,
    client: LabelStudioClient,
    home: Home,
    payloads: Sequence[Payload],
    pulled: Pulled,
    mark: Mark | None = None,
    *,
    known_until: str | None = None,
) -> None:
    """Record all that is new about these tasks.

    :param mark: recorded along with them, where reading them moved it
    :param known_until: the time of the newest change that was on record before
    """
    ours = _ours(store, home, payloads)
    if len(ours) < len(payloads):
        _take_copies(store, client, home, [p for p in payloads if p["id"] not in ours], pulled)
        # Once more: settling copies may have recorded, or given up, some of the others.
        ours = _ours(store, home, payloads)
    changes = _changes(store, client, home, [p for p in payloads if p["id"] in ours], ours)
    deletions.sift(client, home, changes, known_until, can_wait=mark is not None)
    # Half of what happened to a task would let its answers hide who deleted others: all of it is read again.
    changes = [change for change in changes if not change.overtaken]
    authors = authors_of(store, client, changes)
    with store.transaction():
        for change in changes:
            record_changes(store, home, change, authors, pulled)
        notice_lost_ground_truths(store, changes)
        if mark:
            pull_marks.set_mark(store, home, mark)
    _delete_copies(client, changes, pulled)
    pulled.tasks += len(payloads)


def _ours(store: Store, home: Home, payloads: Sequence[Payload]) -> Mapping[int, Task]:
    """Our record of those tasks that it has as the tasks of the sentences they say, by Label Studio's id."""
    known = task_store.get_tasks(store, home, [payload["id"] for payload in payloads])
    says = {payload["id"]: copies.sentence_of(payload) for payload in payloads}
    return {
        number: task for number, task in known.items() if not task.gone and task.sentence_id == says[number]
    }


def _changes(
    store: Store,
    client: LabelStudioClient,
    home: Home,
    payloads: Sequence[Payload],
    known: Mapping[int, Task],
    copied: Collection[int] = (),
) -> list[TaskChanges]:
    """
    :param known: our record of each of the tasks, by Label Studio's id
    :param copied: Label Studio's ids of tasks that are not kept
    """
    live = annotations.live_versions(store, home, [task.task_id for task in known.values()])
    rebuildable = annotations.rebuildable(store, list(may_be_rebuilt(payloads)))
    awaited = sent_answers.awaited(store, [task.task_id for task in known.values()])
    brought = [known[payload["id"]].sentence_id for payload in payloads if any(may_be_rebuilt([payload]))]
    originals = originals_of(store, brought)
    accounts = desk_accounts(store, client)
    return [
        compare(
            task,
            payload,
            live.get(task.task_id, []),
            rebuildable,
            awaited.get(task.task_id, []),
            accounts,
            originals.get(task.sentence_id, []),
            is_copy=payload["id"] in copied,
        )
        for payload in payloads
        for task in [known[payload["id"]]]
    ]


def _take_copies(
    store: Store, client: LabelStudioClient, home: Home, strange: Sequence[Payload], pulled: Pulled
) -> None:
    """Tasks that our record does not have as the task of their sentence."""
    ids = {sentence_id for payload in strange if (sentence_id := copies.sentence_of(payload))}
    known = task_store.known_sentences(store, home, sorted(ids))
    by_sentence: dict[str, dict[int, Payload]] = {}
    for payload in strange:
        sentence_id = copies.sentence_of(payload)
        if sentence_id in known:
            by_sentence.setdefault(sentence_id, {})[payload["id"]] = payload
        else:
            pulled.quarantined += _keep_foreign_task(store, home, payload)
    for sentence_id, found in by_sentence.items():
        _settle_copies(store, client, home, sentence_id, found, pulled)


def _settle_copies(
    store: Store,
    client: LabelStudioClient,
    home: Home,
    sentence_id: str,
    found: dict[int, Payload],
    pulled: Pulled,
) -> None:
    ours = task_store.live_task_of(store, home, sentence_id)
    if ours is not None and ours not in found and (payload := client.task(ours)) is not None:
        found = {ours: payload, **found} if copies.sentence_of(payload) == sentence_id else found
    kept = copies.choose(copies.as_copies(list(found.values()), ours)).label_studio_id
    others = [task for task in found if task != kept]
    with store.transaction():
        task_store.keep_only(store, home, sentence_id, kept, others)
    changes = _changes(
        store, client, home, list(found.values()), task_store.get_tasks(store, home, list(found)), others
    )
    deletions.sift(client, home, changes)
    authors = authors_of(store, client, changes)
    with store.transaction():
        for change in changes:
            record_changes(store, home, change, authors, pulled)
    _delete_copies(client, changes, pulled)
    pulled.surplus += sum(copies.delete_if_unchanged(client, found[task]) for task in others)


def _delete_copies(client: LabelStudioClient, changes: Iterable[TaskChanges], pulled: Pulled) -> None:
    """If that fails, the number of answers is not ours, and the next look for losses does it."""
    for change in changes:
        for annotation in change.surplus:
            client.delete_annotation(annotation)
            pulled.surplus += 1


def _keep_foreign_task(store: Store, home: Home, payload: Payload) -> int:
    """A task that somebody made in our project by hand: kept aside once it is answered."""
    if not annotations_of(payload):
        return 0
    with store.transaction():
        return quarantine.quarantine(
            store,
            "pull",
            "an answer to a task that the desk did not make",
            as_json({"data": payload.get("data"), "annotations": payload["annotations"]}),
            home_id=home.id,
            task=int(payload["id"]),
        )
