"""What an editor wants put back is put back once, whatever fails on the way."""

import pytest

from tasks.label_studio.projects import project_settings
from tasks.ledger import open_ledger
from tasks.pull import look_for_losses
from tasks.put_back import put_back_what_was_asked_for
from tasks.store import alarms, people
from tasks.store.alarms import AlarmKind
from tasks.watch import differences, notice_deletions, watch
from tests.fake_label_studio import Fault
from tests.tasks.traffic import SENTENCES, Traffic

EDITOR, ANA = 1, 2
ANSWERED = 3


@pytest.fixture
def harmed(traffic: Traffic, kind: AlarmKind) -> Traffic:
    """Three answers by Ana; then the editor did in Label Studio what the alarm is about."""
    traffic.fake.users.append({"id": ANA, "email": "ana@example.org", "first_name": "", "last_name": ""})
    people.record_people(
        traffic.store, [(EDITOR, "editor@example.org", "Editor"), (ANA, "ana@example.org", "Ana")]
    )
    traffic.push()
    for task in traffic.tasks[:ANSWERED]:
        traffic.fake.answer(task, completed_by=ANA)
    traffic.pull()
    traffic.fake.tick(60)
    if kind is AlarmKind.PROJECT_GONE:
        traffic.fake.delete_project()
    elif kind is AlarmKind.PROJECT_CHANGED:
        traffic.fake.projects[traffic.home.label_studio_id]["maximum_annotations"] = 5
    else:
        for task in traffic.tasks[:ANSWERED]:
            traffic.fake.delete_answers(task, by=EDITOR)
    look(traffic)
    assert kind in open_kinds(traffic)
    alarms.ask_to_put_back(traffic.store, kind, EDITOR)
    return traffic


def look(traffic: Traffic) -> None:
    if watch(traffic.store, traffic.client, traffic.project, traffic.home).is_there:
        traffic.pull()
        notice_deletions(traffic.store, traffic.home)


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
    done = harmed.store.value("select done from put_backs")
    assert done == {"project_gone": SENTENCES, "project_changed": 0, "answers_deleted": ANSWERED}[alarm.kind]


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
