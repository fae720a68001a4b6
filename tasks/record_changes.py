"""Writing into the record what is new about tasks, and counting it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from tasks.label_studio.client import LabelStudioClient
from tasks.store import annotations, people, quarantine, sent_answers, untold
from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.task_changes import TaskChanges


@dataclass(slots=True)
class Pulled:
    """What a pull brought."""

    tasks: int = 0  # read
    versions: int = 0  # appended
    rebuilt: int = 0  # annotations found again that we had put back
    deleted: int = 0  # annotations that Label Studio no longer has
    quarantined: int = 0
    gone: int = 0  # tasks that Label Studio no longer has
    surplus: int = 0  # further tasks of one sentence, and copies of one answer, taken away
    deleted_by_others: int = 0  # of the deleted ones, as far as Label Studio says who did it

    @property
    def is_news(self) -> bool:
        """Whether it changed our record."""
        return any(value for name, value in asdict(self).items() if name != "tasks")

    def plus(self, other: "Pulled") -> "Pulled":
        theirs = asdict(other)
        return Pulled(**{name: value + theirs[name] for name, value in asdict(self).items()})


def authors_of(store: Store, client: LabelStudioClient, changes: Iterable[TaskChanges]) -> Mapping[int, int]:
    """Our ids of all who had a hand in it; accounts are looked up only when somebody is new."""
    named = {
        person
        for change in changes
        for version in change.versions
        for person in (version.completed_by, version.changed_by)
        if person is not None
    }
    named |= {change.touched_by for change in changes if change.deleted and change.touched_by is not None}
    known = people.person_ids(store)
    if named - known.keys():
        members = client.members()
        people.record_people(store, ((m.label_studio_id, m.email, m.name) for m in members))
        known = people.person_ids(store)
    for stranger in named - known.keys():
        people.record_unknown_person(store, stranger)
    return people.person_ids(store)


def record_changes(
    store: Store, home: Home, change: TaskChanges, authors: Mapping[int, int], pulled: Pulled
) -> None:
    """Write what happened to a task, and count it. Belongs into a transaction.

    :param authors: our ids of the people, by Label Studio's (:func:`authors_of`)
    :param pulled: counted on
    """
    task = change.task
    _record_deletions(store, home, change, authors, pulled)
    for version in change.new:
        annotations.retire_id(store, home, version.label_studio_id)
    for rebuilt in change.rebuilt:  # before its edits, which need to know it
        annotations.adopt(store, home, rebuilt.live, task.task_id, rebuilt.found)
        sent_answers.met(store, task.task_id, rebuilt.live.annotation_id)
    for version in change.versions:
        author = authors.get(version.completed_by) if version.completed_by is not None else None
        editor = authors.get(version.changed_by) if version.changed_by is not None else None
        annotations.append_version(
            store, home, task.task_id, task.sentence_id, author, version, changed_by=editor or author
        )
        quarantine.supersede_cases(store, home.id, version.label_studio_id)
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
    pulled.versions += len(change.versions)
    pulled.rebuilt += len(change.rebuilt)


def _record_deletions(
    store: Store, home: Home, change: TaskChanges, authors: Mapping[int, int], pulled: Pulled
) -> None:
    last = authors.get(change.touched_by) if change.touched_by is not None else None
    took_back_their_own = any(gone.person_id == last for gone in change.deleted)
    for gone in change.deleted:
        # Who took back their own answer last need not be who deleted another's before.
        deleted_by = last if gone.person_id == last or not took_back_their_own else None
        annotations.mark_deleted(store, gone, change.task.task_id, deleted_by)
        sent_answers.met(store, change.task.task_id, gone.annotation_id)
        if gone.label_studio_id is not None:
            quarantine.supersede_cases(store, home.id, gone.label_studio_id)
        if deleted_by is not None and gone.person_id is not None and deleted_by != gone.person_id:
            pulled.deleted_by_others += 1
    pulled.deleted += len(change.deleted)


def notice_lost_ground_truths(store: Store, changes: Sequence[TaskChanges]) -> None:
    """Where an editor's word does not stand as it was told, it is told again. Belongs into a transaction."""
    told = untold.ground_truths(store, [change.task.task_id for change in changes])
    untold.tell_again(
        store,
        (
            change.task.sentence_id
            for change in changes
            if change.ground_truths != [told[task] for task in (change.task.task_id,) if task in told]
        ),
    )
