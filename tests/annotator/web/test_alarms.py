"""The alarm on the desk's first page: an editor asks, and sees how far it is."""

import pytest

from tasks.put_back import put_back_what_was_asked_for
from tasks.store import alarms
from tasks.store.alarms import AlarmKind
from tasks.store.projects import home_of
from tasks.watch import watch
from tests.annotator.web.conftest import Surroundings
from tests.annotator.web.test_quarantine import Front, front
from tests.fake_label_studio import Fault
from tests.tasks.store import builders

__all__ = ["front"]


@pytest.fixture
def changed(front: Front) -> Front:
    """Somebody changed the project, and the desk noticed."""
    [project] = front.fake.projects.values()
    project["maximum_annotations"] = 5
    look(front)
    return front


def look(front: Front) -> None:
    project = builders.make_project(front.store)
    put_back_what_was_asked_for(front.store, front.label_studio, project)
    home = home_of(front.store, project.project_id)
    assert home
    watch(front.store, front.label_studio, project, home)


def test_asking_is_answered_at_once_and_carried_out_by_the_next_look(
    changed: Front, surroundings: Surroundings
) -> None:
    changed.fake.requests.clear()
    status, page = changed.post("/alarms/project_changed/put-back")
    assert status == 200
    assert "It is being put back, as Editor asked" in page
    assert "/put-back" not in page
    assert [request for request in changed.fake.requests if not request.startswith("GET")] == []
    assert surroundings.hints == 1
    look(changed)
    assert "put back" not in changed.browser.get("/").text
    [project] = changed.fake.projects.values()
    assert project["maximum_annotations"] == 1


def test_progress_and_failure_show(changed: Front) -> None:
    changed.post("/alarms/project_changed/put-back")
    [alarm] = alarms.open_alarms(changed.store)
    alarms.note_progress(changed.store, alarm.alarm_id, 1500)
    assert "1,500 sentences are back so far" in changed.browser.get("/").text
    changed.fake.fail("PATCH", "api/projects", Fault.ANSWERS_500)
    look(changed)
    page = changed.browser.get("/").text
    assert "The last try failed and is repeated by itself." in page
    assert "answered 500" in page


def test_an_alarm_that_is_over_cannot_be_put_back(changed: Front) -> None:
    assert "It is as it was already." in changed.post("/alarms/project_gone/put-back")[1]
    assert changed.store.value("select count(*) from put_backs") == 0
    assert changed.post("/alarms/nonsense/put-back")[0] == 404


@pytest.fixture
def overwritten(front: Front, request: pytest.FixtureRequest) -> Front:
    """Somebody changed answers, some before the desk had read them."""
    project = builders.make_project(front.store)
    home = home_of(front.store, project.project_id)
    assert home
    answers, unknown = request.param
    told = {"unknown": unknown} if unknown else {}
    alarms.sound(
        front.store, home, AlarmKind.ANSWERS_CHANGED, "Somebody changed it.", answers=answers, **told
    )
    return front


@pytest.mark.parametrize("overwritten", [(3, 0)], indirect=True)
def test_changed_answers_can_be_put_back(overwritten: Front, surroundings: Surroundings) -> None:
    page = overwritten.browser.get("/").text
    assert "Somebody changed 3 answers of others; they count as the authors&#39;." in page
    assert "before the desk had read" not in page
    assert "/alarms/answers_changed/put-back" in page
    status, page = overwritten.post("/alarms/answers_changed/put-back")
    assert (status, surroundings.hints) == (200, 1)
    [alarm] = alarms.open_alarms(overwritten.store)
    alarms.note_progress(overwritten.store, alarm.alarm_id, 2)
    assert "2 answers are back so far" in overwritten.browser.get("/").text


def test_an_editor_sees_which_sentences_it_is_about(front: Front) -> None:
    home = home_of(front.store, builders.make_project(front.store).project_id)
    assert home
    sentence = front.store.value("select sentence_id from sentences where text = 'The quay is open.'")
    for answers, others in ((1, False), (3, True)):
        alarms.sound(
            front.store, home, AlarmKind.ANSWERS_DELETED, "It.", answers=answers, sentences=[sentence]
        )
        page = front.browser.get("/").text
        alarm = page[page.index('role="alert"') : page.index("Leave it so")]
        assert f"?sentence={sentence}#{sentence}" in alarm
        assert "The quay is open." in alarm
        assert ("and others" in alarm) == others


@pytest.mark.parametrize("overwritten", [(3, 1)], indirect=True)
def test_changed_answers_can_be_left_so(overwritten: Front) -> None:
    page = overwritten.browser.get("/").text
    assert "1 of them was changed before the desk had read it." in page
    assert "/alarms/answers_changed/put-back" in page
    assert overwritten.post("/alarms/answers_changed/accept")[0] == 200
    assert alarms.open_alarms(overwritten.store) == []


@pytest.mark.parametrize("overwritten", [(2, 2)], indirect=True)
def test_what_the_desk_never_read_can_only_be_left_so(overwritten: Front) -> None:
    page = overwritten.browser.get("/").text
    assert "/alarms/answers_changed/put-back" not in page
    assert "/alarms/answers_changed/accept" in page
    page = overwritten.post("/alarms/answers_changed/put-back")[1]
    assert "The desk never read what the authors had said." in page
    assert overwritten.store.value("select count(*) from put_backs") == 0
