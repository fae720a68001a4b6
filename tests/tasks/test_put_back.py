"""What an editor wants put back is put back once, whatever fails on the way."""

import pytest

from tasks import others_answers
from tasks.label_studio.projects import project_settings
from tasks.ledger import open_ledger
from tasks.pull import look_for_losses
from tasks.put_back import put_back_what_was_asked_for
from tasks.store import alarms, people
from tasks.store.alarms import AlarmKind
from tasks.watch import differences, watch
from tests.fake_label_studio import Fault
from tests.tasks.label_studio.payloads import choice
from tests.tasks.traffic import SENTENCES, Traffic

EDITOR, ANA, BOB = 1, 2, 3
ANSWERED = 3


@pytest.fixture
def harmed(traffic: Traffic, kind: AlarmKind) -> Traffic:
    """Three answers by Ana; then the editor did in Label Studio what the alarm is about."""
    for identity, name in ((EDITOR, "Editor"), (ANA, "Ana"), (BOB, "Bob")):
        email = f"{name.lower()}@example.org"
        people.record_people(traffic.store, [(identity, email, name)])
        if identity != EDITOR:
            traffic.fake.join(identity, email)
    traffic.push()
    for task in traffic.tasks[:ANSWERED]:
        traffic.fake.answer(task, completed_by=ANA)
    traffic.pull()
    traffic.fake.tick(60)
    if kind is AlarmKind.PROJECT_GONE:
        traffic.fake.delete_project()
    elif kind is AlarmKind.PROJECT_CHANGED:
        traffic.fake.projects[traffic.home.label_studio_id]["maximum_annotations"] = 5
    elif kind is AlarmKind.ANSWERS_DELETED:
        for task in traffic.tasks[:ANSWERED]:
            traffic.fake.delete_answers(task, by=EDITOR)
    else:
        for task in traffic.tasks[:ANSWERED]:
            traffic.fake.edit(traffic.fake.tasks[task]["annotations"][0]["id"], "disputed", by=BOB)
    look(traffic)
    assert kind in open_kinds(traffic)
    alarms.ask_to_put_back(traffic.store, kind, EDITOR)
    return traffic


def look(traffic: Traffic) -> None:
    if watch(traffic.store, traffic.client, traffic.project, traffic.home).is_there:
        traffic.pull()
        others_answers.notice(traffic.store, traffic.home)


def put_back(traffic: Traffic) -> None:
    put_back_what_was_asked_for(traffic.store, traffic.client, traffic.project)


def open_kinds(traffic: Traffic) -> list[AlarmKind]:
    return [alarm.kind for alarm in alarms.open_alarms(traffic.store)]


def assert_as_it_was(traffic: Traffic) -> None:
    look(traffic)
    look_for_losses(traffic.store, traffic.client, traffic.home)
    assert open_kinds(traffic) == []
    project = traffic.fake.projects[traffic.home.label_studio_id]
    assert differences(project_settings(1), project) == []
    there = [answer for task in traffic.fake.tasks.values() for answer in task["annotations"]]
    assert (len(there), traffic.standing()) == (ANSWERED, ANSWERED)
    assert [answer["result"] for answer in there] == [[choice("verdict", "verified")]] * ANSWERED
    assert len(traffic.fake.tasks) == SENTENCES
    assert open_ledger(traffic.store).problems == []


@pytest.mark.parametrize("kind", list(AlarmKind))
def test_the_wish_is_carried_out_and_the_alarm_taken_down(harmed: Traffic) -> None:
    [alarm] = alarms.open_alarms(harmed.store)
    assert alarm.put_back
    assert (alarm.put_back.asked_by_name, alarm.put_back.done) == ("Editor", 0)
    put_back(harmed)
    assert_as_it_was(harmed)
    assert harmed.store.rows("select settled_as, settled_by from alarms") == [
        {"settled_as": "put_back", "settled_by": EDITOR}
    ]
    done = {"project_gone": SENTENCES, "project_changed": 0}.get(alarm.kind, ANSWERED)
    assert harmed.store.value("select done from put_backs") == done


@pytest.mark.parametrize("kind", [AlarmKind.PROJECT_CHANGED])
def test_asking_twice_is_asking_once(harmed: Traffic) -> None:
    alarms.ask_to_put_back(harmed.store, AlarmKind.PROJECT_CHANGED, ANA)
    alarms.ask_to_put_back(harmed.store, AlarmKind.PROJECT_GONE, ANA)  # no such alarm is up
    assert harmed.store.rows("select asked_by from put_backs") == [{"asked_by": EDITOR}]


@pytest.mark.slow
@pytest.mark.parametrize("fault", list(Fault))
@pytest.mark.parametrize(
    ("kind", "method", "path"),
    [
        (AlarmKind.PROJECT_GONE, "GET", "api/projects"),
        (AlarmKind.PROJECT_GONE, "POST", "api/projects"),
        (AlarmKind.PROJECT_GONE, "POST", "import"),
        (AlarmKind.PROJECT_CHANGED, "PATCH", "api/projects"),
        (AlarmKind.ANSWERS_DELETED, "GET", "api/users"),
        (AlarmKind.ANSWERS_DELETED, "GET", "api/tasks"),
        (AlarmKind.ANSWERS_DELETED, "POST", "annotations"),
        (AlarmKind.ANSWERS_CHANGED, "GET", "api/users"),
        (AlarmKind.ANSWERS_CHANGED, "GET", "api/tasks"),
        (AlarmKind.ANSWERS_CHANGED, "PATCH", "annotations"),
    ],
)
def test_it_fails_says_so_and_is_done_later(harmed: Traffic, method: str, path: str, fault: Fault) -> None:
    harmed.fake.fail(method, path, *[fault] * (3 if method == "GET" else 1))
    put_back(harmed)
    for alarm in alarms.open_alarms(harmed.store):
        assert alarm.put_back
        assert "Label Studio" in str(alarm.put_back.failure)
    harmed.fake.heal()
    put_back(harmed)
    harmed.fake.land()
    assert_as_it_was(harmed)
