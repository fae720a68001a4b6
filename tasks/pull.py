"""From Label Studio to the store: every version of every annotation, once each.

::

    tasks changed since the mark ─► compare with what stands ─► append ─► move the mark

Label Studio moves a task's ``updated_at`` whenever an annotation is made, edited
or deleted, so the tasks changed since the last pull hold all there is to know.
What a feed of changes cannot tell, that a task was deleted, `look_for_losses`
finds by comparing ids.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.task_listing import Surveyed
from tasks.push import settle_doubts
from tasks.record_changes import Pulled
from tasks.store import pull_marks, quarantine, untold
from tasks.store import tasks as task_store
from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.store.pull_marks import Mark
from tasks.store.times import as_text, from_text
from tasks.take import take

Thing = TypeVar("Thing")

PAGE_SIZE = 500
OVERLAP = timedelta(seconds=30)
"""How long a transaction in Label Studio may take to become visible."""

BEGINNING = "1970-01-01T00:00:00.000000Z"


def pull(store: Store, client: LabelStudioClient, home: Home, *, full: bool = False) -> Pulled:
    """Bring the store up to date with what checkers did. Stopping it anywhere loses nothing.

    :param full: read all tasks, and find those that Label Studio no longer has
    """
    settle_doubts(store, client, home)  # a task we do not know of yet would look foreign
    pulled, began_at = Pulled(), datetime.now(UTC)
    mark = pull_marks.get_mark(store, home)
    known_until = mark.newest_at if mark else None
    if full:
        mark = _pull_everything(store, client, home, mark, pulled)
    for tasks, newest in _changed(client, home, mark.updated_at if mark else BEGINNING):
        mark = _moved(mark, newest, datetime.now(UTC))
        take(store, client, home, tasks, pulled, mark, known_until=known_until)
    if mark:
        with store.transaction():
            pull_marks.set_mark(store, home, _matured(mark, began_at))
    return pulled


def look_for_losses(store: Store, client: LabelStudioClient, home: Home) -> Pulled:
    """Compare ids and numbers: finds deleted tasks, surplus ones, missed changes, and forgotten opinions."""
    settle_doubts(store, client, home)
    pulled = Pulled()
    there = client.survey(home.label_studio_id)
    mark = pull_marks.get_mark(store, home)
    pulled.gone += _mark_gone(store, home, there.keys())
    live, answers = task_store.live_task_ids(store, home), task_store.annotations_by_task(store, home)
    unlike = (t for t, found in there.items() if t in live and found.answers != answers.get(t, 0))
    gone = task_store.gone_task_ids(store, home) - live
    returned, strange = there.keys() & gone, there.keys() - gone - live
    to_read = [*unlike, *sorted(returned), *_to_take_in(store, client, home, there, strange)]
    for ids in _batches(to_read, PAGE_SIZE):
        found = [task for task in map(client.task, ids) if task is not None]
        take(store, client, home, found, pulled, known_until=mark.newest_at if mark else None)
    with store.transaction():
        checkers = {task: found.checkers for task, found in there.items()}
        untold.tell_again(store, untold.short_of_checkers(store, home, checkers))
    return pulled


def _to_take_in(
    store: Store, client: LabelStudioClient, home: Home, there: Mapping[int, Surveyed], strange: Iterable[int]
) -> list[int]:
    """Of tasks that the feed of changes never showed: those of our sentences, and those with answers."""
    found = client.tasks_now(home.label_studio_id, sorted(strange))
    says = {task: now.sentence_id for task, now in found.items() if isinstance(now.sentence_id, str)}
    ours = task_store.known_sentences(store, home, sorted(set(says.values())))
    put_aside = quarantine.tasks_put_aside(store, home.id)
    return [
        task for task in found if says.get(task) in ours or (there[task].answers and task not in put_aside)
    ]


def _pull_everything(
    store: Store, client: LabelStudioClient, home: Home, mark: Mark | None, pulled: Pulled
) -> Mark | None:
    """All tasks by one export: twice as fast as page by page."""
    known_until = mark.newest_at if mark else None
    newest = client.last_change(home.label_studio_id)
    if newest is not None:
        mark = _moved(mark, _time_of(newest), datetime.now(UTC))
    tasks = client.export(home.label_studio_id)
    pulled.gone += _mark_gone(store, home, {task["id"] for task in tasks})
    for page in _batches(tasks, PAGE_SIZE):
        take(store, client, home, page, pulled, known_until=known_until)
    return mark


def _mark_gone(store: Store, home: Home, there: Iterable[int]) -> int:
    gone = task_store.live_task_ids(store, home).difference(there)
    task_store.mark_gone(store, home, gone)
    return len(gone)


def _changed(client: LabelStudioClient, home: Home, since: str) -> Iterator[tuple[Sequence[Any], str]]:
    """Pages of changed tasks, oldest change first, each with the time up to which all have been read.

    Asks by time, so that nothing slips between pages. Label Studio chooses the
    tasks of a page first and reads them afterwards: one that changes in between
    has a later time than others that stand on the next page. So no time counts
    that is later than the newest change was before the page was asked for.
    """
    project, latest = home.label_studio_id, ""
    while True:
        tasks = client.changed_tasks(project, since, page_size=PAGE_SIZE)
        times = [_time_of(task["updated_at"]) for task in tasks]
        if len(tasks) < PAGE_SIZE:
            if tasks:
                yield tasks, times[-1]
            return
        if not latest:
            latest = _time_of(client.last_change(project) or since)
            continue
        newest = max((time for time in times if time <= latest), default=since)
        yield tasks, newest
        if newest == since:  # more tasks of one time than a page holds
            same = client.tasks_changed_at(project, since, page_size=PAGE_SIZE)
            yield from ((batch, since) for batch in _batches(same, PAGE_SIZE))
            newest = as_text(from_text(since) + timedelta(microseconds=1))
        since = newest
        if since >= latest:
            latest = ""


def _time_of(updated_at: str) -> str:
    """Label Studio leaves out a fraction of zero, and cannot read a time without one."""
    return as_text(from_text(updated_at))


def _moved(mark: Mark | None, newest: str, moment: datetime) -> Mark:
    """The mark once everything up to ``newest`` has been read.

    A transaction can become visible later than its time stamp says, by the
    overlap at most. So whatever is older than the newest change by more than
    that is settled: both times are Label Studio's.
    """
    settled = as_text(from_text(newest) - OVERLAP)
    if mark is None:
        return Mark(settled, newest, as_text(moment))
    if newest <= mark.newest_at:
        return Mark(max(mark.updated_at, settled), mark.newest_at, mark.newest_seen_at)
    return Mark(max(mark.updated_at, settled), newest, as_text(moment))


def _matured(mark: Mark, began_at: datetime) -> Mark:
    """The mark after a pull: what had been seen an overlap before it began hid nothing from it.

    Both times are ours, so a difference between the machines' clocks does not
    matter; without this, what changed last would be read again and again.
    """
    if began_at - from_text(mark.newest_seen_at) < OVERLAP:
        return mark
    return Mark(max(mark.updated_at, mark.newest_at), mark.newest_at, mark.newest_seen_at)


def _batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch
