"""From Label Studio to the store: every version of every annotation, once each.

::

    tasks changed since the mark ─► compare with what stands ─► append ─► move the mark

Label Studio moves a task's ``updated_at`` whenever an annotation is made, edited
or deleted, so the tasks changed since the last pull hold all there is to know.
The mark is Label Studio's own clock. It is set back by an overlap, because a
transaction may become visible later than its time stamp says; what is read
twice is recognised and changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tasks.errors import LabelStudioFailed
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.results import as_json, read_annotation
from tasks.push import settle_doubts
from tasks.store import annotations, people, pull_marks, quarantine
from tasks.store import tasks as task_store
from tasks.store.annotations import LiveVersion
from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.store.tasks import Task
from tasks.store.times import as_text, from_text
from tasks.types import AnnotationVersion, Quarantined

PAGE_SIZE = 500
OVERLAP = timedelta(seconds=30)
"""How long a transaction in Label Studio may take to become visible."""

BEGINNING = "1970-01-01T00:00:00.000000Z"


@dataclass(slots=True)
class Pulled:
    """What a pull brought."""

    tasks: int = 0  # read
    versions: int = 0  # appended
    deleted: int = 0  # annotations that Label Studio no longer has
    quarantined: int = 0
    gone: int = 0  # tasks that Label Studio no longer has


@dataclass(frozen=True, slots=True)
class TaskChanges:
    """What is new about one task."""

    task: Task
    appended: tuple[AnnotationVersion, ...] = ()
    deleted: tuple[LiveVersion, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()


@dataclass(frozen=True, slots=True)
class _Page:
    tasks: Sequence[dict[str, Any]]
    newest: str
    known: Mapping[int, Task] = field(default_factory=dict)


def pull(store: Store, client: LabelStudioClient, home: Home, *, full: bool = False) -> Pulled:
    """Bring the store up to date with what checkers did.

    :param full: read all tasks, and find those that Label Studio no longer has
    """
    settle_doubts(store, client, home)  # a task we do not know of yet would look foreign
    pulled = Pulled()
    since = BEGINNING if full else pull_marks.get_mark(store, home) or BEGINNING
    for page in _changed(store, client, home, since):
        _take_page(store, client, home, page, pulled)
    if full:
        pulled.gone = _mark_gone_tasks(store, client, home)
    return pulled


def _changed(store: Store, client: LabelStudioClient, home: Home, since: str) -> Iterator[_Page]:
    """Pages of changed tasks, oldest change first; asks by time, so that nothing slips between pages."""
    while True:
        tasks = client.changed_tasks(home.label_studio_id, since, page_size=PAGE_SIZE)
        if not tasks:
            return
        # Label Studio leaves out a fraction of zero and cannot read what has none.
        newest = as_text(from_text(tasks[-1]["updated_at"]))
        full = len(tasks) == PAGE_SIZE
        if full and newest == since:
            tasks = client.tasks_changed_at(home.label_studio_id, since, page_size=PAGE_SIZE)
            newest = _just_after(since)
        ids = [task["id"] for task in tasks]
        yield _Page(tasks, newest, task_store.get_tasks(store, home, ids))
        if not full:
            return
        since = newest


def _just_after(moment: str) -> str:
    return as_text(from_text(moment) + timedelta(microseconds=1))


def _take_page(store: Store, client: LabelStudioClient, home: Home, page: _Page, pulled: Pulled) -> None:
    live = annotations.live_versions(store, home, [task.task_id for task in page.known.values()])
    changes = []
    for payload in page.tasks:
        task = page.known.get(payload["id"])
        if task is None:
            pulled.quarantined += _keep_foreign_task(store, home, payload)
        else:
            changes.append(compare(task, payload.get("annotations"), live.get(task.task_id, [])))
    authors = _authors(store, client, changes)
    with store.transaction():
        for change in changes:
            _record(store, home, change, authors, pulled)
        pull_marks.set_mark(store, home, as_text(from_text(page.newest) - OVERLAP))
    pulled.tasks += len(page.tasks)


def compare(task: Task, payloads: object, live: Sequence[LiveVersion]) -> TaskChanges:
    """What Label Studio says about a task that our record does not."""
    if not isinstance(payloads, list):
        raise LabelStudioFailed(f"Label Studio lists task {task.label_studio_id} without its annotations.")
    known = {version.label_studio_id: version for version in live}
    appended, quarantined, seen = [], [], set()
    for payload in payloads:
        found = read_annotation(payload, task.sentence)
        if isinstance(found, Quarantined):
            quarantined.append(found)
            if found.label_studio_id is not None:
                seen.add(found.label_studio_id)
            continue
        seen.add(found.label_studio_id)
        if not _stands(known.get(found.label_studio_id), found):
            appended.append(found)
    deleted = [v for v in live if v.label_studio_id not in seen and v.state != "deleted"]
    return TaskChanges(task, tuple(appended), tuple(deleted), tuple(quarantined))


def _stands(live: LiveVersion | None, found: AnnotationVersion) -> bool:
    return (
        live is not None
        and live.updated_at == as_text(found.updated_at)
        and live.state == ("skipped" if found.skipped else "answered")
        and live.result == found.result
    )


def _authors(store: Store, client: LabelStudioClient, changes: Iterable[TaskChanges]) -> Mapping[int, int]:
    """Our ids of all who answered; accounts are looked up only when somebody is new."""
    named = {
        version.completed_by
        for change in changes
        for version in change.appended
        if version.completed_by is not None
    }
    known = people.person_ids(store)
    if named - known.keys():
        members = client.members()
        people.record_people(store, ((m.label_studio_id, m.email, m.name) for m in members))
        known = people.person_ids(store)
    for stranger in named - known.keys():
        people.record_unknown_person(store, stranger)
    return people.person_ids(store)


def _record(
    store: Store, home: Home, change: TaskChanges, authors: Mapping[int, int], pulled: Pulled
) -> None:
    task = change.task
    for version in change.appended:
        author = authors.get(version.completed_by) if version.completed_by is not None else None
        annotations.append_version(store, home, task.task_id, task.sentence_id, author, version)
        quarantine.supersede_cases(store, home.id, version.label_studio_id)
    for gone in change.deleted:
        annotations.mark_deleted(store, gone, task.task_id)
        quarantine.supersede_cases(store, home.id, gone.label_studio_id)
    for case in change.quarantined:
        pulled.quarantined += quarantine.quarantine(
            store,
            "pull",
            case.reason,
            case.payload,
            home_id=home.id,
            task=task.label_studio_id,
            annotation=case.label_studio_id,
            sentence_id=task.sentence_id,
        )
    pulled.versions += len(change.appended)
    pulled.deleted += len(change.deleted)


def _keep_foreign_task(store: Store, home: Home, payload: Mapping[str, Any]) -> int:
    """A task that somebody made in our project by hand: kept aside once it is answered."""
    if not payload.get("annotations"):
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


def _mark_gone_tasks(store: Store, client: LabelStudioClient, home: Home) -> int:
    gone = task_store.live_task_ids(store, home) - client.task_ids(home.label_studio_id)
    task_store.mark_gone(store, home, gone)
    return len(gone)
