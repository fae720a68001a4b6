"""What was deleted or changed in Label Studio is put back, and that fails at every step (`scene`)."""

from contextlib import closing

import pytest

from tasks import others_answers
from tasks.label_studio.client import LabelStudioClient
from tasks.put_back import put_back_what_was_asked_for
from tasks.store import alarms, people
from tasks.store.alarms import AlarmKind
from tasks.store.connection import Store
from tasks.watch import Seen, watch
from tests.fake_label_studio import FakeLabelStudio
from tests.tasks.scene import (
    SENTENCES,
    Scene,
    assert_one_task_each,
    at_every_step,
    do_look_for_losses,
    do_pull,
    do_push,
    do_restore,
    home_of,
    live_labels,
    live_states,
    project_of,
)

pytestmark = pytest.mark.slow

BOB = 3


@pytest.mark.parametrize("lost", ["the project", "two tasks"])
def test_restore(scene: Scene, lost: str) -> None:
    store, client = scene.open()
    with closing(store), closing(client):
        do_push(store, client)
        for task in scene.fake.tasks:
            scene.fake.answer(task, "disputed")
        do_pull(store, client)
        before = store.rows("select * from annotation_versions")
    if lost == "the project":
        scene.fake.projects.clear()
        scene.fake.tasks.clear()
    else:
        for task in sorted(scene.fake.tasks)[:2]:
            del scene.fake.tasks[task]
    for after, client in at_every_step(scene, do_restore):
        do_pull(after, client)
        assert after.rows("select * from annotation_versions") == before
        assert sum(len(task["annotations"]) for task in scene.fake.tasks.values()) == SENTENCES
        assert len(scene.fake.projects) == 1
        assert_one_task_each(after, scene.fake)


@pytest.mark.parametrize("kind", list(AlarmKind))
def test_what_an_editor_wants_put_back(scene: Scene, kind: AlarmKind) -> None:
    store, client = scene.open()
    with closing(store), closing(client):
        do_push(store, client)
        people.record_people(store, [(1, "editor@example.org", "Editor"), (2, "ana@example.org", "Ana")])
        for identity, name in ((2, "ana"), (BOB, "bob")):
            scene.fake.join(identity, f"{name}@example.org")
        for task in scene.fake.tasks:
            scene.fake.answer(task, "disputed", completed_by=2)
        do_pull(store, client)
        scene.fake.tick(60)
        harm(scene.fake, kind)
        if watch(store, client, project_of(store), home_of(store)).is_there:
            do_pull(store, client)
            others_answers.notice(store, home_of(store))
        alarms.ask_to_put_back(store, kind, 1)

    def work(store: Store, client: LabelStudioClient) -> None:
        put_back_what_was_asked_for(store, client, project_of(store))

    for after, client in at_every_step(scene, work):
        assert alarms.open_alarms(after) == []
        assert watch(after, client, project_of(after), home_of(after)) == Seen(is_there=True)
        do_look_for_losses(after, client)
        assert live_states(after) == {"answered": SENTENCES}
        assert set(live_labels(after)) == {"disputed"}
        assert sum(len(task["annotations"]) for task in scene.fake.tasks.values()) == SENTENCES
        assert_one_task_each(after, scene.fake)


def harm(fake: FakeLabelStudio, kind: AlarmKind) -> None:
    if kind is AlarmKind.PROJECT_GONE:
        fake.delete_project()
    elif kind is AlarmKind.PROJECT_CHANGED:
        [project] = fake.projects.values()
        project["maximum_annotations"] = 5
    elif kind is AlarmKind.ANSWERS_DELETED:
        for task in list(fake.tasks)[:2]:
            fake.delete_answers(task, by=1)
    else:
        for task in list(fake.tasks)[:2]:
            fake.edit(fake.tasks[task]["annotations"][0]["id"], "verified", by=BOB)
