"""The worker that keeps store and Label Studio in step: hints, losses, alarms, one at a time."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from tenacity import wait_none

from annotator.credentials import ensure_credentials
from annotator.desk_store import open_desk_store
from annotator.intake import add
from annotator.settings import Settings
from annotator.sync import SyncWorker
from annotator.traffic import pull_all, sync_lock
from tasks.errors import LabelStudioError, LabelStudioFailed, LabelStudioMissing
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.transport import Transport
from tasks.ledger import open_ledger
from tasks.store import alarms, people, project_changes, projects
from tasks.store.alarms import AlarmKind
from tasks.store.connection import Store
from tasks.store.project_changes import Setup
from tasks.store.projects import Project, active_projects, home_of
from tasks.text.reading import RawArticle
from tests.fake_label_studio import FakeLabelStudio, Fault, served
from tests.running_desk import wait_until
from tests.tasks.label_studio.payloads import choice
from tests.tasks.store import builders

pytestmark = pytest.mark.slow


class Desk:
    """A store with two sentences, and a worker on a fake Label Studio."""

    def __init__(self, folder: Path) -> None:
        self.fake = FakeLabelStudio()
        self.settings = Settings(data_dir=folder, poll_seconds=600)
        self.client = LabelStudioClient("http://label-studio", "token", transport=self.fake)
        self.store: Store = open_desk_store(self.settings)
        builders.add(self.store, "The lock is open.\nThe weir is shut.")
        self.start_again()

    def start_again(self) -> None:
        """A worker that has not looked yet."""
        credentials = ensure_credentials(self.settings)
        self.worker = SyncWorker(self.settings, credentials, self.client, "http://desk/hooks/label-studio")

    def sync(self) -> None:
        self.worker.sync(self.store)

    def alarms(self) -> list[str]:
        return [alarm.kind for alarm in alarms.open_alarms(self.store)]

    def syncs(self) -> int:
        """How often the feed of changes was asked for."""
        return sum(request == "GET /api/tasks" for request in self.fake.requests)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    one = Desk(tmp_path)
    with closing(one.store), closing(one.client):
        yield one


def test_an_idle_poll_costs_two_requests(desk: Desk) -> None:
    desk.sync()
    desk.fake.requests.clear()
    desk.sync()
    assert len(desk.fake.requests) == 2


def test_a_start_finds_a_change_that_moved_no_time(desk: Desk) -> None:
    """As when Label Studio died between two writes."""
    desk.sync()
    task = min(desk.fake.tasks)
    desk.fake.answer(task, "verified")
    desk.sync()
    desk.fake.tasks[task]["annotations"][0]["result"] = [choice("verdict", "disputed")]
    desk.store.execute("update pull_marks set updated_at = '2099-01-01T00:00:00.000000Z'")
    labels = "select label from judgements order by version"
    desk.sync()
    assert desk.store.execute(labels).fetchall() == [("verified",)]
    desk.start_again()
    desk.sync()
    assert desk.store.execute(labels).fetchall() == [("verified",), ("disputed",)]


def test_a_deleted_task_is_noticed_with_the_next_poll(desk: Desk) -> None:
    desk.sync()
    del desk.fake.tasks[min(desk.fake.tasks)]
    desk.sync()
    assert open_ledger(desk.store).states["missing"] == 1  # type: ignore[index]


def test_a_deleted_project_raises_an_alarm_and_the_button_puts_it_back(desk: Desk) -> None:
    desk.sync()
    desk.fake.answer(min(desk.fake.tasks))
    desk.sync()
    desk.fake.delete_project()
    with pytest.raises(LabelStudioMissing, match="annotator restore"):
        desk.sync()
    assert desk.alarms() == ["project_gone"]
    people.record_people(desk.store, [(1, "editor@example.org", "Editor")])
    alarms.ask_to_put_back(desk.store, AlarmKind.PROJECT_GONE, 1)
    desk.sync()
    assert desk.alarms() == []
    assert sum(len(task["annotations"]) for task in desk.fake.tasks.values()) == 1
    assert open_ledger(desk.store).balanced


def test_a_rebuilt_project_has_our_webhook_again(desk: Desk) -> None:
    desk.sync()
    [before] = desk.fake.webhooks.values()
    desk.fake.delete_project()
    with pytest.raises(LabelStudioMissing):
        desk.sync()
    people.record_people(desk.store, [(1, "editor@example.org", "Editor")])
    alarms.ask_to_put_back(desk.store, AlarmKind.PROJECT_GONE, 1)
    desk.sync()
    [hook] = desk.fake.webhooks.values()
    assert (hook["url"], hook["headers"]) == (before["url"], before["headers"])
    assert hook["project"] in desk.fake.projects


def test_what_cannot_be_put_back_holds_nothing_up(desk: Desk) -> None:
    desk.sync()
    [project] = desk.fake.projects.values()
    project["sampling"] = "Uniform sampling"
    desk.sync()
    people.record_people(desk.store, [(1, "editor@example.org", "Editor")])
    alarms.ask_to_put_back(desk.store, AlarmKind.PROJECT_CHANGED, 1)
    desk.fake.fail("PATCH", "api/projects", Fault.ANSWERS_500)
    desk.fake.answer(min(desk.fake.tasks))
    desk.sync()
    assert desk.store.value("select count(*) from annotations") == 1
    assert desk.alarms() == ["project_changed"]
    desk.sync()
    assert desk.alarms() == []


@pytest.mark.parametrize("noted", ["of the desk before its update", None])
def test_a_labelling_page_that_came_with_an_update_is_set_up_and_no_alarm(
    desk: Desk, noted: str | None
) -> None:
    desk.sync()
    [project] = desk.fake.projects.values()
    wanted = project["label_config"]
    project["label_config"] = wanted.replace("Not a claim", "No claim")
    with desk.store.transaction():
        desk.store.execute("update label_studio_projects set set_up_as = ?", [noted])
    desk.sync()
    assert (desk.alarms(), project["label_config"]) == ([], wanted)
    project["label_config"] = wanted.replace("Not a claim", "No claim")
    desk.sync()
    assert desk.alarms() == ["project_changed"]


def test_an_answer_that_somebody_changed_is_noticed_whoever_pulled_it(desk: Desk) -> None:
    for identity, email in ((2, "ana@example.org"), (3, "bob@example.org")):
        desk.fake.join(identity, email)
    desk.sync()
    annotation = desk.fake.answer(min(desk.fake.tasks), completed_by=2)
    desk.sync()
    desk.fake.tick()
    desk.fake.edit(annotation, "disputed", by=3)
    pull_all(desk.settings, desk.store, desk.client, full=False)  # as `annotator pull` does
    assert desk.alarms() == []
    desk.sync()
    assert desk.alarms() == ["answers_changed"]
    alarms.ask_to_put_back(desk.store, AlarmKind.ANSWERS_CHANGED, 1)
    desk.sync()
    assert desk.alarms() == []
    [found] = desk.fake.tasks[min(desk.fake.tasks)]["annotations"]
    assert found["result"][0]["value"] == {"choices": ["verified"]}
    desk.fake.requests.clear()
    desk.sync()
    assert len(desk.fake.requests) == 2


def test_a_passing_404_raises_no_alarm(desk: Desk) -> None:
    desk.sync()
    desk.fake.fail("GET", f"api/projects/{next(iter(desk.fake.projects))}", Fault.ANSWERS_404)
    with pytest.raises(LabelStudioMissing):
        desk.sync()
    assert desk.alarms() == []


@pytest.mark.parametrize("hints", [1, 50])
def test_hints_that_come_close_together_are_one_look(desk: Desk, hints: int) -> None:
    """Doubled, reordered and late hints are all the same to it: each says only that there may be news."""
    running = threading.Thread(target=desk.worker.run)
    running.start()
    try:
        desk.worker.begin()
        wait_until(lambda: desk.worker.status.synced_at is not None, "a first look")
        before = desk.syncs()
        desk.fake.answer(min(desk.fake.tasks))
        for _ in range(hints):
            desk.worker.hint()
        wait_until(lambda: desk.store.value("select count(*) from annotations") == 1, "the answer")
        time.sleep(0.3)
        assert 1 <= desk.syncs() - before <= 3
    finally:
        desk.worker.stop()
        running.join(timeout=10)


def test_the_network_is_gone_for_a_while(desk: Desk) -> None:
    desk.fake.fail("GET", "", *[Fault.REFUSES_CONNECTIONS] * 7)
    running = threading.Thread(target=desk.worker.run)
    running.start()
    try:
        desk.worker.begin()
        wait_until(lambda: desk.worker.status.error is not None, "the failure shows")
        wait_until(lambda: desk.worker.status.error is None, "it goes on by itself", 30)
        assert len(desk.fake.tasks) == 2
    finally:
        desk.worker.stop()
        running.join(timeout=10)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_defect_shows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_store: Store) -> None:
        raise KeyError("annotations")

    running = threading.Thread(target=desk.worker.run)
    running.start()
    desk.worker.begin()
    wait_until(lambda: desk.worker.status.synced_at is not None, "a first look")
    monkeypatch.setattr(desk.worker, "sync", breaks)
    desk.worker.hint()
    running.join(timeout=10)
    assert desk.worker.status.synced_at
    assert desk.worker.status.error
    assert "its log" in desk.worker.status.error


def test_two_workers_take_turns(desk: Desk, tmp_path: Path) -> None:
    with sync_lock(desk.settings):
        other = threading.Thread(target=desk.worker.run)
        other.start()
        desk.worker.begin()
        time.sleep(0.3)
        assert desk.fake.requests == []
    wait_until(lambda: desk.worker.status.synced_at is not None, "its turn")
    desk.worker.stop()
    other.join(timeout=10)
    assert len(desk.fake.tasks) == 2


def test_two_processes_that_look_at_once_make_one_task_each(desk: Desk) -> None:
    with served(desk.fake) as url:
        children = [look_in_a_process_of_its_own(desk.settings, url) for _ in range(3)]
        assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    assert len(desk.fake.tasks) == 2
    assert len(desk.fake.projects) == 1
    assert open_ledger(desk.store).balanced


def look_in_a_process_of_its_own(settings: Settings, url: str) -> int:
    """Its process id."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        client = LabelStudioClient(url, "token")
        worker = SyncWorker(settings, ensure_credentials(settings), client, "http://desk/hooks/label-studio")
        worker.sync(open_desk_store(settings))
        status = 0
    finally:
        os._exit(status)


@pytest.mark.parametrize("fault", list(Fault))
def test_any_request_of_a_look_may_fail(desk: Desk, fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Transport.read.retry, "wait", wait_none())
    desk.sync()
    desk.fake.requests.clear()
    desk.start_again()
    desk.fake.answer(min(desk.fake.tasks))
    desk.sync()
    for request in dict.fromkeys(desk.fake.requests):
        method, path = request.split(" ")
        desk.fake.fail(method, path, *[fault] * 3)
        desk.start_again()
        with suppress(LabelStudioError):
            desk.sync()
        desk.fake.heal()
        desk.sync()
        desk.fake.land()
    assert len(desk.fake.requests) > 10
    assert desk.alarms() == []
    assert desk.store.value("select count(*) from annotation_versions") == 1
    assert open_ledger(desk.store).balanced


def second_project(desk: Desk) -> Project:
    """Another project with an article of one sentence."""
    project = project_changes.make_project(desk.store, Setup("Second desk", 2, "Read *slowly*."))
    raw = RawArticle(source="test", text="The mill turns again, its owner said.")
    add(desk.store, raw, project=project)
    return project


def test_each_project_has_its_own_tasks_and_guidelines(desk: Desk) -> None:
    project = second_project(desk)
    desk.sync()
    by_title = {p["title"]: p for p in desk.fake.projects.values()}
    assert set(by_title) == {"Fact-checking", "Second desk"}
    assert "<em>slowly</em>" in by_title["Second desk"]["expert_instruction"]
    assert by_title["Second desk"]["maximum_annotations"] == 2
    home = home_of(desk.store, project.project_id)
    assert home is not None
    tasks = [t for t in desk.fake.tasks.values() if t["project"] == home.label_studio_id]
    assert [t["data"]["sentence"] for t in tasks] == ["The mill turns again, its owner said."]


def test_a_change_by_an_editor_reaches_label_studio_and_is_no_alarm(desk: Desk) -> None:
    desk.sync()
    first = projects.first_project(desk.store)
    assert first is not None
    project_changes.change_project(desk.store, first.project_id, Setup("Renamed", 3, "Be kind."))
    desk.fake.fail("PATCH", "api/projects", Fault.ANSWERS_503)
    with pytest.raises(LabelStudioError):
        desk.sync()
    desk.sync()
    [told] = desk.fake.projects.values()
    assert (told["title"], told["maximum_annotations"]) == ("Renamed", 3)
    assert "Be kind." in told["expert_instruction"]
    assert desk.alarms() == []
    desk.fake.requests.clear()
    desk.sync()
    assert len(desk.fake.requests) == 2


def test_a_project_that_is_gone_keeps_nobody_from_the_others(desk: Desk) -> None:
    project = second_project(desk)
    desk.sync()
    desk.fake.delete_project(title="Fact-checking")
    desk.fake.answer(task_in(desk, project))
    with pytest.raises(LabelStudioMissing, match="Fact-checking"):
        desk.sync()
    assert desk.store.value("select count(*) from annotations") == 1
    assert desk.alarms() == ["project_gone"]


def test_an_archived_project_takes_no_more_and_keeps_what_still_comes(desk: Desk) -> None:
    project = second_project(desk)
    desk.sync()
    project_changes.archive_project(desk.store, project.project_id, archived=True)
    add(desk.store, RawArticle(source="test", text="The miller agrees with that."), project=project)
    home = home_of(desk.store, project.project_id)
    assert home is not None
    [task] = [i for i, t in desk.fake.tasks.items() if t["project"] == home.label_studio_id]
    desk.fake.answer(task)
    desk.start_again()  # the first look is one for losses
    desk.sync()
    assert len([t for t in desk.fake.tasks.values() if t["project"] == home.label_studio_id]) == 1
    assert desk.store.value("select count(*) from annotations") == 1
    project_changes.archive_project(desk.store, project.project_id, archived=False)
    desk.sync()
    assert len([t for t in desk.fake.tasks.values() if t["project"] == home.label_studio_id]) == 2


def test_a_project_that_label_studio_fails_at_keeps_nobody_from_the_others(desk: Desk) -> None:
    project = second_project(desk)
    desk.sync()
    desk.fake.answer(task_in(desk, project))
    add(desk.store, RawArticle(source="test", text="The ferry sails again."))
    desk.fake.fail("POST", "import", Fault.ANSWERS_500)  # the first project's turn
    with pytest.raises(LabelStudioFailed):
        desk.sync()
    assert desk.store.value("select count(*) from annotations") == 1


def test_an_archived_project_that_is_gone_is_nobodys_concern(desk: Desk) -> None:
    first, project = *active_projects(desk.store), second_project(desk)
    project_changes.make_project(desk.store, Setup("Third desk", 1, ""))
    desk.sync()
    for each in (first, project):
        project_changes.archive_project(desk.store, each.project_id, archived=True)
    desk.fake.delete_project(title="Fact-checking")
    desk.fake.answer(task_in(desk, project))
    desk.start_again()  # the first look is one for losses
    desk.sync()
    assert desk.store.value("select count(*) from annotations") == 1
    assert pull_all(desk.settings, desk.store, desk.client, full=True)[1] == []
    assert desk.alarms() == []
    project_changes.archive_project(desk.store, first.project_id, archived=False)
    with pytest.raises(LabelStudioMissing):
        desk.sync()
    assert desk.alarms() == ["project_gone"]


@pytest.mark.parametrize("kind", ["answers_deleted", "answers_changed"])
def test_what_others_did_to_answers_in_an_archived_project_is_noticed_and_put_back(
    desk: Desk, kind: str
) -> None:
    for identity, email in ((2, "ana@example.org"), (3, "bob@example.org")):
        desk.fake.join(identity, email)
    project = second_project(desk)
    desk.sync()
    task = task_in(desk, project)
    annotation = desk.fake.answer(task, completed_by=2)
    desk.sync()
    project_changes.archive_project(desk.store, project.project_id, archived=True)
    desk.fake.tick()
    if kind == "answers_deleted":
        desk.fake.delete_answers(task, by=3)
    else:
        desk.fake.edit(annotation, "disputed", by=3)
    desk.sync()
    assert desk.alarms() == []
    desk.start_again()  # the first look is one for losses
    desk.sync()
    assert desk.alarms() == [kind]
    alarms.ask_to_put_back(desk.store, AlarmKind(kind), 1)
    desk.sync()  # what was asked for need not wait for the next look at archived ones
    assert desk.alarms() == []
    [found] = desk.fake.tasks[task]["annotations"]
    assert found["result"][0]["value"] == {"choices": ["verified"]}


def task_in(desk: Desk, project: Project) -> int:
    home = home_of(desk.store, project.project_id)
    assert home is not None
    [task] = [i for i, t in desk.fake.tasks.items() if t["project"] == home.label_studio_id]
    return task
