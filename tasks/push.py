"""From the store to Label Studio: one task per sentence, once each.

::

    waiting ─► intend ─► import ─► settle
                 │                   ▲
                 └── crash, doubt ───┴── look up what arrived

An import is not idempotent and its answer can get lost. So what is about to be
sent is written down first; a batch whose answer was not recorded is settled by
looking the sentences up in Label Studio before anything is sent again. What lands
after that look-up is found by the next pull (see `copies`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from tasks.errors import LabelStudioFailed
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.task_data import task_payload
from tasks.record_changes import Pulled
from tasks.store import batches, projects, waiting
from tasks.store.batches import Batch
from tasks.store.connection import Store
from tasks.store.projects import Home, Project
from tasks.store.waiting import WaitingSentence
from tasks.take import take
from tasks.withdraw import withdraw

BATCH_SIZE = 5000
"""Tasks a request: Label Studio takes 250,000, but holds each request in memory."""

FIRST_BATCH_SIZE = 500
"""The first request goes out soon, so that Label Studio is at work while the next one is prepared."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did."""

    created: int  # tasks that Label Studio made for us
    found: int  # tasks that had arrived earlier without our knowing
    reached: int = 0  # the decision up to which every sentence has its task
    withdrawn: int = 0  # tasks deleted because their sentences are no longer to be labelled


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a look-up says about a batch in doubt."""

    arrived: tuple[tuple[str, int], ...]  # sentence id, Label Studio task id
    surplus: tuple[int, ...]  # further tasks of the same sentences


def push(
    store: Store,
    client: LabelStudioClient,
    project: Project,
    *,
    after: int = 0,
    progress: Callable[[int], object] = lambda _: None,
) -> Pushed:
    """Give every waiting sentence of the project its task, and take back those of withdrawn sentences.

    Stopping it anywhere loses nothing and doubles nothing: the next call goes on.

    :param after: the decision that an earlier call reached, to spare looking at what it did
    :param progress: called with the number of tasks made, batch by batch
    """
    home = ensure_home(store, client, project)
    found = settle_doubts(store, client, home)
    withdrawn = withdraw(store, client, home)
    created, reached = 0, after
    with ThreadPoolExecutor(max_workers=1) as background:
        sent: _Sent | None = None
        for load in _loads(store, project, after):
            batch = batches.intend(store, home, load.sentences)
            ids = sent.ids() if sent else []
            arrived, sent = sent, _Sent(batch, background.submit(_import, client, home, load.payloads))
            if arrived:  # recorded while Label Studio is at work on the next
                _settle(store, home, arrived, ids)
                progress(len(ids))
            created += len(ids)
            reached = load.sentences[-1].decision_id
        if sent:
            _settle(store, home, sent, sent.ids())
            created += len(sent.ids())
            progress(len(sent.ids()))
    return Pushed(created, found, reached, withdrawn)


@dataclass(frozen=True, slots=True)
class _Load:
    """Sentences that go out in one request."""

    sentences: Sequence[WaitingSentence]
    payloads: Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Sent:
    """A batch that Label Studio is at work on."""

    batch: Batch
    importing: Future[list[int]]

    def ids(self) -> list[int]:
        """The ids of its tasks; waits for them."""
        return self.importing.result()


def _import(client: LabelStudioClient, home: Home, payloads: Sequence[dict[str, Any]]) -> list[int]:
    ids = client.import_tasks(home.label_studio_id, payloads)
    if len(ids) != len(payloads):
        raise LabelStudioFailed(
            f"Label Studio was given {len(payloads)} tasks and answered with {len(ids)} ids. "
            f"Push again: what arrived will be looked up."
        )
    return ids


def _settle(store: Store, home: Home, sent: _Sent, ids: Sequence[int]) -> None:
    batches.settle(store, home, sent.batch, zip(sent.batch.sentences, ids, strict=True))


def _loads(store: Store, project: Project, after: int) -> Iterator[_Load]:
    size = FIRST_BATCH_SIZE
    while sentences := waiting.next_waiting(store, project.project_id, size, after=after):
        yield _Load(sentences, [task_payload(sentence) for sentence in sentences])
        size, after = BATCH_SIZE, sentences[-1].decision_id


def send(
    store: Store,
    client: LabelStudioClient,
    home: Home,
    sentences: Sequence[WaitingSentence],
    payloads: Sequence[dict[str, Any]],
    answers: Iterable[int] = (),
) -> None:
    """Make the tasks of these sentences, in one request.

    :param answers: ids of the annotations that the payloads bring along
    :raises LabelStudioFailed: it does not say which tasks it made; the next push finds out
    """
    batch = batches.intend(store, home, sentences, answers)
    ids = _import(client, home, payloads)
    batches.settle(store, home, batch, zip(batch.sentences, ids, strict=True))


def ensure_home(store: Store, client: LabelStudioClient, project: Project) -> Home:
    """The project's place in Label Studio, found again or made."""
    if home := projects.home_of(store, project.project_id):
        return home
    found = client.find_project(project.uid)
    if found is not None:
        return projects.come_home(store, project.project_id, found)
    made = client.create_project(
        uid=project.uid,
        title=project.title,
        checkers_per_sentence=project.checkers_per_sentence,
        house_rules=project.guidelines,
    )
    return projects.set_home(store, project.project_id, made)


def settle_doubts(store: Store, client: LabelStudioClient, home: Home) -> int:
    """Find out what became of batches whose answer was never recorded.

    :return: how many tasks had arrived
    """
    arrived = 0
    for batch in batches.unsettled(store, home):
        # All tasks: Label Studio gives away the ids of deleted ones again, so new ones need not be last.
        settlement = decide(batch, client.tasks_after(home.label_studio_id, 0))
        batches.settle(store, home, batch, settlement.arrived)
        surplus = [found for task in settlement.surplus if (found := client.task(task)) is not None]
        take(store, client, home, surplus, Pulled())
        arrived += len(settlement.arrived)
    return arrived


def decide(batch: Batch, tasks: Iterable[tuple[int, object]]) -> Settlement:
    """Match the tasks that are there with the sentences that were sent.

    :param tasks: Label Studio task ids, oldest first, each with its ``sentence_id``
    """
    first: dict[str, int] = {}
    surplus = []
    for task, sentence_id in tasks:
        if not isinstance(sentence_id, str) or sentence_id not in batch.sentences:
            continue
        if sentence_id in first:
            surplus.append(task)
        else:
            first[sentence_id] = task
    return Settlement(tuple(_in_order(batch.sentences, first)), tuple(surplus))


def _in_order(sentences: Mapping[str, int], tasks: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    return ((sentence_id, tasks[sentence_id]) for sentence_id in sentences if sentence_id in tasks)
