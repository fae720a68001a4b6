"""A scene to be acted again and again, each time with something going wrong one step later."""

import copy
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tasks.label_studio.client import LabelStudioClient
from tasks.ledger import open_ledger
from tasks.pull import look_for_losses, pull
from tasks.push import push
from tasks.restore import restore
from tasks.store import projects
from tasks.store.connection import Store, open_store
from tasks.store.projects import Home, Project
from tests.fake_label_studio import FakeLabelStudio

Work = Callable[[Store, LabelStudioClient], object]
Attempt = Callable[[Work, Path, str, int], bool]
"""Do the work on the store at a path, and let its step of a number fail; whether it came to its end."""

SENTENCES = 4
TEXT = "\n".join(f"Crane {n} stands still." for n in range(SENTENCES))


@dataclass
class Scene:
    """A store and a Label Studio, ready to be worked on."""

    path: Path
    fake: FakeLabelStudio
    url: str
    attempt: Attempt

    def open(self) -> tuple[Store, LabelStudioClient]:
        return open_store(self.path), LabelStudioClient(self.url, "token", transport=self.fake)


def project_of(store: Store) -> Project:
    project = projects.first_project(store)
    assert project
    return project


def home_of(store: Store) -> Home:
    [home] = projects.homes(store)
    return home


def do_push(store: Store, client: LabelStudioClient) -> None:
    push(store, client, project_of(store))


def do_pull(store: Store, client: LabelStudioClient) -> None:
    pull(store, client, home_of(store))


def do_full_pull(store: Store, client: LabelStudioClient) -> None:
    pull(store, client, home_of(store), full=True)


def do_look_for_losses(store: Store, client: LabelStudioClient) -> None:
    look_for_losses(store, client, home_of(store))


def do_restore(store: Store, client: LabelStudioClient) -> None:
    restore(store, client, project_of(store))


def at_every_step(scene: Scene, work: Work) -> Iterator[tuple[Store, LabelStudioClient]]:
    """For each step: the scene as it is now, the work fails there, then it is done again; the outcome."""
    untouched = scene.path.with_suffix(".template")
    with closing(open_store(scene.path)) as store:
        store.execute("pragma wal_checkpoint(truncate)")
    shutil.copy(scene.path, untouched)
    state = copy.deepcopy(vars(scene.fake))
    steps, finished = 0, False
    while not finished:
        for leftover in scene.path.parent.glob("annotator.db-*"):
            leftover.unlink()
        shutil.copy(untouched, scene.path)
        vars(scene.fake).update(copy.deepcopy(state))
        finished = scene.attempt(work, scene.path, scene.url, steps)
        store, client = scene.open()
        with closing(store), closing(client):
            work(store, client)
            yield store, client
        steps += 1
    assert steps > 1


def assert_one_task_each(store: Store, fake: FakeLabelStudio) -> None:
    there = Counter(task["data"].get("sentence_id") for task in fake.tasks.values())
    assert set(there.values()) == {1}
    assert len(there) == SENTENCES
    assert store.value("select count(*) from tasks where gone_at is null") == SENTENCES
    assert open_ledger(store).balanced


def live_states(store: Store) -> Counter[str]:
    rows = store.execute("select state from annotation_versions where superseded_at is null")
    return Counter(row[0] for row in rows)


def live_labels(store: Store) -> list[str]:
    rows = store.execute(
        "select label from judgements join annotation_versions using (annotation_id, version)"
        " where superseded_at is null"
    )
    return [row[0] for row in rows]
