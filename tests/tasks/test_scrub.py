"""Answers that neither the feed of changes nor a comparison of numbers shows."""

import pytest

from tasks import scrub as scrubbing
from tasks.pull import look_for_losses
from tasks.scrub import scrub
from tests.tasks.label_studio.payloads import choice
from tests.tasks.traffic import SENTENCES, Traffic


def change_unseen(traffic: Traffic, task: int) -> None:
    """As when Label Studio dies between two writes, or its clock is set back."""
    [answer] = traffic.fake.tasks[task]["annotations"]
    answer["result"] = [choice("verdict", "disputed")]


def test_it_finds_what_moved_neither_time_nor_number(traffic: Traffic) -> None:
    traffic.push()
    for task in traffic.tasks:
        traffic.fake.tick()
        traffic.fake.answer(task)
    traffic.pull()
    traffic.ripen()
    traffic.pull()
    change_unseen(traffic, traffic.tasks[0])
    assert traffic.pull().versions == 0
    assert look_for_losses(traffic.store, traffic.client, traffic.home).versions == 0
    pulled, after = scrub(traffic.store, traffic.client, traffic.home, 0)
    assert (pulled.versions, after) == (1, 0)
    assert traffic.store.value("select count(*) from judgements where label = 'disputed'") == 1


@pytest.mark.parametrize("at_once", [1, 3, SENTENCES, SENTENCES + 1])
def test_it_comes_round_to_every_task(
    traffic: Traffic, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(scrubbing, "TASKS_AT_ONCE", at_once)
    traffic.push()
    read = after = 0
    for _ in range(SENTENCES + 1):
        pulled, after = scrub(traffic.store, traffic.client, traffic.home, after)
        read += pulled.tasks
        if not after:
            break
    assert (read, after) == (SENTENCES, 0)


def test_tasks_that_are_gone_by_now_keep_it_from_nothing(
    traffic: Traffic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrubbing, "TASKS_AT_ONCE", 2)
    traffic.push()
    _, after = scrub(traffic.store, traffic.client, traffic.home, 0)
    for task in traffic.tasks[1:4]:
        del traffic.fake.tasks[task]
    pulled, _ = scrub(traffic.store, traffic.client, traffic.home, after)
    assert pulled.tasks == 2
