"""The traffic fails at every step that outlives the process: all steps, none left out.

By `kill -9` before and after each statement that writes and each request, by a
lock of another process at each transaction, and by a disk that is full a little
later each time. What was begun is then done once more.
"""

from collections import Counter
from contextlib import closing

import pytest

from tasks.label_studio.client import LabelStudioClient
from tasks.ledger import open_ledger
from tasks.store.connection import Store
from tests.tasks.scene import (
    SENTENCES,
    Scene,
    Work,
    assert_one_task_each,
    at_every_step,
    do_full_pull,
    do_look_for_losses,
    do_pull,
    do_push,
    home_of,
    live_states,
)
from tests.tasks.store import builders

pytestmark = pytest.mark.slow


def test_push(scene: Scene) -> None:
    for store, _ in at_every_step(scene, do_push):
        assert_one_task_each(store, scene.fake)
        assert len(scene.fake.projects) == 1


@pytest.mark.parametrize("work", [do_pull, do_full_pull])
def test_pull(scene: Scene, work: Work) -> None:
    store, client = scene.open()
    with closing(store), closing(client):
        do_push(store, client)
        first, second, third, _ = sorted(scene.fake.tasks)
        scene.fake.answer(first)
        scene.fake.answer(second)
        do_pull(store, client)
    scene.fake.tick(60)
    scene.fake.delete_answers(first)
    scene.fake.tasks[second]["annotations"][0] |= {"was_cancelled": True, "result": []}
    scene.fake._touch(second)
    scene.fake.answer(third, completed_by=5)
    scene.fake.answer(third, "no such verdict")
    for after, _ in at_every_step(scene, work):
        assert live_states(after) == {"deleted": 1, "skipped": 1, "answered": 1}
        assert after.value("select count(*) from annotation_versions") == 5
        assert after.value("select count(*) from quarantine") == 1
        assert_one_task_each(after, scene.fake)


def test_a_pull_that_takes_a_surplus_task_away(scene: Scene) -> None:
    store, client = scene.open()
    with closing(store), closing(client):
        do_push(store, client)
        do_pull(store, client)
        first, *_ = sorted(scene.fake.tasks)
        scene.fake.tick()
        [late] = client.import_tasks(home_of(store).label_studio_id, [scene.fake.tasks[first]])
    scene.fake.answer(late)
    scene.fake.answer(first, "disputed")

    def work(store: Store, client: LabelStudioClient) -> None:
        do_pull(store, client)
        do_look_for_losses(store, client)

    for after, _ in at_every_step(scene, work):
        assert live_states(after) == {"answered": 2}
        assert after.value("select count(*) from annotation_versions") == 2
        assert_one_task_each(after, scene.fake)


@pytest.mark.parametrize("comes_back", [False, True])
def test_a_withdrawn_task_is_taken_out_of_the_queue(scene: Scene, comes_back: bool) -> None:
    url = "https://news.example/cranes"
    store, client = scene.open()
    with closing(store), closing(client):
        builders.add(store, "The dredger works.\nThe pilot boat waits.", url)
        do_push(store, client)
        builders.add(store, "The dredger works.", url)

    def revise_and_push(store: Store, client: LabelStudioClient) -> None:
        do_push(store, client)
        if comes_back:
            builders.add(store, "The dredger works.\nThe pilot boat waits.", url)
            do_push(store, client)

    for after, client in at_every_step(scene, revise_and_push):
        do_look_for_losses(after, client)
        there = Counter(task["data"]["sentence_id"] for task in scene.fake.tasks.values())
        assert set(there.values()) == {1}
        assert len(there) == SENTENCES + (2 if comes_back else 1)
        assert after.value("select count(*) from tasks where gone_at is null") == len(there)
        assert open_ledger(after).problems == []
