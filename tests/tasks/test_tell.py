"""Telling Label Studio what editors decided fails at every step, and is then done once more."""

from contextlib import closing

import pytest

from tasks import review
from tasks.errors import LabelStudioFailed
from tasks.ground_truth import is_ground_truth
from tasks.label_studio.client import LabelStudioClient
from tasks.store.connection import Store
from tasks.tell import tell
from tasks.types import Judgement, Verdict
from tests.tasks.scene import Scene, at_every_step, do_pull, do_push, home_of, project_of
from tests.tasks.store import builders
from tests.tasks.traffic import Traffic

pytestmark = pytest.mark.slow


DESK = 1
"""The fake's account of the desk."""


def is_ours(annotation: object) -> bool:
    return is_ground_truth(annotation, {DESK})


def do_tell(store: Store, client: LabelStudioClient) -> None:
    tell(store, client, project_of(store), home_of(store))


def test_there_is_one_ground_truth_or_none_and_nobodys_answer(scene: Scene) -> None:
    store, client = scene.open()
    with closing(store), closing(client):
        do_push(store, client)
        editor = builders.checker(store, 1, "editor")
        tasks = {task["data"]["sentence_id"]: number for number, task in scene.fake.tasks.items()}
        new, gone, _, _ = tasks
        word = review.settle(store, gone, Judgement(Verdict.VERIFIED), editor)
        do_tell(store, client)
        review.take_back(store, gone, word, editor)
        review.settle(store, new, Judgement(Verdict.DISPUTED), editor)
        review.ask_another(store, new, None, "", editor)
    for after, again in at_every_step(scene, do_tell):
        assert not any(map(is_ours, scene.fake.tasks[tasks[gone]]["annotations"]))
        [truth] = filter(is_ours, scene.fake.tasks[tasks[new]]["annotations"])
        assert truth["result"][0]["value"] == {"choices": ["disputed"]}
        assert scene.fake.tasks[tasks[new]]["overlap"] == 3  # two checkers, and the ground truth
        assert after.value("select count(*) from untold_decisions") == 0
        do_pull(after, again)
        assert after.value("select count(*) from annotations") == 0
        assert after.value("select count(*) from untold_decisions") == 0


def test_a_task_without_its_annotations_is_a_failure_and_no_defect(
    traffic: Traffic, monkeypatch: pytest.MonkeyPatch
) -> None:
    traffic.push()
    editor = builders.checker(traffic.store, 1, "editor")
    sentence = str(traffic.store.value("select min(sentence_id) from sentences"))
    review.settle(traffic.store, sentence, Judgement(Verdict.VERIFIED), editor)
    monkeypatch.setattr(LabelStudioClient, "task", lambda _, task: {"id": task})
    with pytest.raises(LabelStudioFailed, match="without its annotations"):
        tell(traffic.store, traffic.client, traffic.project, traffic.home)
