"""A revision drops sentences: nobody spends time on them, nothing said about them is lost."""

from contextlib import suppress
from typing import Any

import pytest

from tasks.errors import LabelStudioError
from tasks.ledger import SentenceState, open_ledger
from tasks.pull import look_for_losses
from tasks.store import alarms
from tasks.store.history import history
from tasks.watch import watch
from tests.fake_label_studio import Fault
from tests.tasks.store import builders
from tests.tasks.traffic import Traffic

URL = "https://news.example/locks"
LINES = ["The lock is open.", "The weir is shut.", "The gauge is broken."]


@pytest.fixture
def revised(traffic: Traffic) -> Traffic:
    """Three sentences of an article are pushed; a revision is about to drop the last two."""
    builders.add(traffic.store, "\n".join(LINES), URL)
    traffic.push()
    return traffic


def drop(traffic: Traffic, kept: int = 1) -> None:
    builders.add(traffic.store, "\n".join(LINES[:kept]), URL)


def tasks_there(traffic: Traffic) -> list[str]:
    """Sentences of the article as Label Studio's tasks have them, in reading order."""
    there = sorted(task["data"]["sentence"] for task in traffic.fake.tasks.values())
    return [line for line in LINES for sentence in there if sentence == line]


def task_of(traffic: Traffic, line: str) -> int:
    [task] = [task["id"] for task in traffic.fake.tasks.values() if task["data"]["sentence"] == line]
    return int(task)


def assert_settled(traffic: Traffic, withdrawn: int) -> None:
    ledger = open_ledger(traffic.store)
    assert ledger.balanced
    assert ledger.problems == []
    assert ledger.states[SentenceState.WITHDRAWN] == withdrawn
    home = traffic.home
    assert not watch(traffic.store, traffic.client, traffic.project, home).tasks_are_missing
    assert look_for_losses(traffic.store, traffic.client, home).gone == 0
    assert [a.kind for a in alarms.open_alarms(traffic.store) if a.kind != "project_changed"] == []


def test_what_nobody_answered_leaves_the_queue(revised: Traffic) -> None:
    drop(revised)
    revised.push()
    assert tasks_there(revised) == LINES[:1]
    assert_settled(revised, withdrawn=2)


@pytest.mark.parametrize("changes", [{}, {"was_cancelled": True, "result": []}])
@pytest.mark.parametrize("pulled", [False, True])
def test_what_somebody_answered_or_skipped_stays(
    revised: Traffic, changes: dict[str, Any], pulled: bool
) -> None:
    revised.fake.answer(task_of(revised, LINES[1]), **changes)
    if pulled:
        revised.pull()
    drop(revised)
    revised.push()
    revised.pull()
    assert tasks_there(revised) == LINES[:2]
    assert revised.standing() == 1
    assert_settled(revised, withdrawn=2)


def test_what_somebody_has_begun_stays_until_it_is_given_up(revised: Traffic) -> None:
    task = revised.fake.tasks[task_of(revised, LINES[2])]
    task["draft_exists"] = True
    drop(revised)
    revised.push()
    assert tasks_there(revised) == [LINES[0], LINES[2]]
    task["draft_exists"] = False
    revised.push()
    assert tasks_there(revised) == LINES[:1]


def test_a_sentence_that_comes_back_gets_a_task_again(revised: Traffic) -> None:
    for _ in range(2):
        drop(revised)
        revised.push()
        drop(revised, kept=3)
        revised.push()
        assert tasks_there(revised) == LINES
        assert_settled(revised, withdrawn=0)
    sentence = revised.fake.tasks[task_of(revised, LINES[2])]["data"]["sentence_id"]
    told = [event.what for event in history(revised.store, sentence)]
    assert told.count("task_made") == 3
    assert told.count("task_withdrawn") == 2
    assert "task_gone" not in told


def test_a_task_that_others_deleted_before_is_no_loss_either(revised: Traffic) -> None:
    del revised.fake.tasks[task_of(revised, LINES[1])]
    drop(revised)
    revised.push()
    assert_settled(revised, withdrawn=2)


def test_an_id_that_was_given_to_another_task_is_left_alone(revised: Traffic) -> None:
    task = task_of(revised, LINES[1])
    revised.fake.tasks[task]["data"] = {"sentence": "Not ours."}
    drop(revised)
    revised.push()
    assert revised.fake.tasks[task]["data"] == {"sentence": "Not ours."}
    assert open_ledger(revised.store).balanced


@pytest.mark.parametrize("fault", list(Fault))
@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize("comes_back", [False, True])
@pytest.mark.slow
def test_it_fails_and_is_done_later(revised: Traffic, method: str, fault: Fault, comes_back: bool) -> None:
    drop(revised, kept=2)
    revised.fake.fail(
        method, f"api/tasks/{task_of(revised, LINES[2])}", *[fault] * (3 if method == "GET" else 1)
    )
    with suppress(LabelStudioError):
        revised.push()
    revised.fake.heal()
    if comes_back:
        drop(revised, kept=3)
    revised.push()
    revised.fake.land()
    for _ in range(2):
        look_for_losses(revised.store, revised.client, revised.home)
        revised.push()
    assert tasks_there(revised) == (LINES if comes_back else LINES[:2])
    assert_settled(revised, withdrawn=0 if comes_back else 1)
