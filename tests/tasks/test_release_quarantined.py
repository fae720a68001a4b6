"""Reading once more what was put aside, after the world has gone on."""

from dataclasses import replace

import pytest

from tasks.pull import look_for_losses
from tasks.release_quarantined import release
from tasks.store import quarantine
from tasks.store.connection import Store
from tasks.store.people import record_people
from tasks.store.quarantine import Case, settle_case
from tests.tasks.label_studio.payloads import choice
from tests.tasks.traffic import Traffic

EDITOR = 1


def put_aside(traffic: Traffic, task: int) -> Case:
    """An answer that the desk could not read when it came, and that it can read by now."""
    record_people(traffic.store, [(1, "editor@example.org", "Editor")])
    traffic.fake.answer(task, "perhaps")
    traffic.pull()
    [case] = quarantine.open_cases(traffic.store)
    return replace(case, payload=case.payload.replace("perhaps", "disputed"))


def labels(store: Store) -> list[tuple[str, str]]:
    """The sentence that the task showed, and what stands about it."""
    return list(
        store.execute(
            "select t.sentence_id, j.label from judgements j join annotation_versions v"
            " using (annotation_id, version) join tasks t using (task_id) where v.superseded_at is null"
        )
    )


def test_what_makes_sense_by_now_is_taken_in(traffic: Traffic) -> None:
    traffic.push()
    case = put_aside(traffic, traffic.tasks[0])
    assert release(traffic.store, case, EDITOR) is None
    assert labels(traffic.store) == [(case.sentence_id, "disputed")]
    assert quarantine.open_cases(traffic.store) == []


def test_what_was_answered_properly_since_stands(traffic: Traffic) -> None:
    traffic.push()
    task = traffic.tasks[0]
    case = put_aside(traffic, task)
    traffic.fake.tick()
    [answer] = traffic.fake.tasks[task]["annotations"]
    traffic.client.change_annotation(answer["id"], {"result": [choice("verdict", "verified")]})
    traffic.pull()
    assert release(traffic.store, case, EDITOR) is not None
    assert labels(traffic.store) == [(case.sentence_id, "verified")]


@pytest.mark.parametrize("settled_as", ["released", "dismissed"])
def test_what_somebody_settled_since_stays_settled(traffic: Traffic, settled_as: str) -> None:
    traffic.push()
    case = put_aside(traffic, traffic.tasks[0])
    with traffic.store.transaction():
        settle_case(traffic.store, case.quarantine_id, settled_as, EDITOR)
    assert release(traffic.store, case, EDITOR) is not None
    assert traffic.versions() == 0


def test_it_is_about_its_own_sentence_even_if_another_has_the_id_of_its_task(traffic: Traffic) -> None:
    traffic.push()
    task, other = traffic.tasks[:2]
    case = put_aside(traffic, task)
    traffic.fake.tick()
    successor = traffic.fake.tasks.pop(other) | {"id": task, "updated_at": traffic.fake._time()}
    traffic.fake.tasks[task] = successor  # Label Studio gives ids of deleted tasks away again
    traffic.pull()
    look_for_losses(traffic.store, traffic.client, traffic.home)
    release(traffic.store, case, EDITOR)
    assert labels(traffic.store) in ([], [(case.sentence_id, "disputed")])
