"""Every request fails in every way; after the next try nothing is lost and nothing doubled."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from tasks import pull as pulling
from tasks.errors import LabelStudioError, LabelStudioMissing
from tasks.ledger import open_ledger
from tasks.pull import look_for_losses
from tasks.push import ensure_home
from tasks.restore import restore
from tasks.review import ask_another
from tasks.tell import tell
from tests.fake_label_studio import Fault
from tests.tasks.store import builders
from tests.tasks.traffic import SENTENCES, Traffic

pytestmark = pytest.mark.slow

FAULTS = list(Fault)
READS = 3
"""How often a read is tried: this many faults in a row make it fail."""


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("method", "path"), [("GET", "projects"), ("POST", "projects"), ("POST", "import")])
def test_a_push_fails_and_the_next_one_settles_it(
    traffic: Traffic, method: str, path: str, fault: Fault
) -> None:
    traffic.fake.fail(method, path, *[fault] * (READS if method == "GET" else 1))
    with suppress(LabelStudioError):
        traffic.push()
    traffic.fake.heal()
    traffic.push()
    traffic.fake.land()
    traffic.pull()
    traffic.assert_one_task_each()


@pytest.mark.parametrize("fault", FAULTS)
def test_the_look_up_after_a_lost_answer_fails_as_well(traffic: Traffic, fault: Fault) -> None:
    traffic.fake.fail("POST", "import", Fault.TIMES_OUT_AFTER)
    traffic.fake.fail("GET", "api/tasks", *[fault] * READS)
    for _ in range(2):
        with suppress(LabelStudioError):
            traffic.push()
    traffic.fake.heal()
    traffic.push()
    traffic.pull()
    traffic.assert_one_task_each()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("path", ["api/tasks", "export", "users", "api/projects/101"])
@pytest.mark.parametrize("full", [False, True])
def test_a_pull_fails_and_the_next_one_brings_it_all(
    traffic: Traffic, path: str, full: bool, fault: Fault
) -> None:
    traffic.push()
    traffic.fake.join(2, "ana@example.org")
    for task in traffic.tasks[:3]:
        traffic.fake.tick()
        traffic.fake.answer(task, completed_by=2)
    traffic.fake.fail("GET", path, *[fault] * READS)
    with suppress(LabelStudioError):
        traffic.pull(full=full)
    traffic.fake.heal()
    traffic.pull(full=full)
    assert (traffic.standing(), traffic.versions()) == (3, 3)
    traffic.assert_one_task_each()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "projects"), ("POST", "projects"), ("POST", "import"), ("GET", "api/tasks")]
)
def test_a_restore_fails_and_the_next_one_goes_on(
    traffic: Traffic, method: str, path: str, fault: Fault
) -> None:
    traffic.push()
    for task in traffic.tasks[:3]:
        traffic.fake.answer(task)
    traffic.pull()
    before = traffic.store.rows("select * from annotation_versions")
    traffic.fake.tasks.clear()
    traffic.fake.projects.clear()
    traffic.fake.fail(method, path, *[fault] * (READS if method == "GET" else 1))
    with suppress(LabelStudioError):
        restore(traffic.store, traffic.client, traffic.project)
    traffic.fake.heal()
    restore(traffic.store, traffic.client, traffic.project)
    traffic.fake.land()
    traffic.pull()
    assert traffic.store.rows("select * from annotation_versions") == before
    assert sum(len(task["annotations"]) for task in traffic.fake.tasks.values()) == 3
    traffic.assert_one_task_each()


@pytest.mark.parametrize("fault", FAULTS)
def test_taking_away_a_surplus_task_fails_and_is_done_later(traffic: Traffic, fault: Fault) -> None:
    traffic.push()
    copy = {"data": traffic.fake.tasks[traffic.tasks[0]]["data"]}
    traffic.fake.tick(-7200)  # and its clock is slow: the feed of changes does not show it
    traffic.client.import_tasks(traffic.home.label_studio_id, [copy])
    traffic.fake.tick(7201)
    traffic.fake.answer(max(traffic.fake.tasks))
    traffic.fake.fail("DELETE", "api/tasks", fault)
    with suppress(LabelStudioError):
        traffic.pull()
    look_for_losses(traffic.store, traffic.client, traffic.home)
    look_for_losses(traffic.store, traffic.client, traffic.home)
    assert traffic.standing() == 1
    traffic.assert_one_task_each()


def test_more_changes_at_one_moment_than_a_page_holds(
    traffic: Traffic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulling, "PAGE_SIZE", 3)
    traffic.push()
    for task in traffic.tasks:
        traffic.fake.answer(task)
    traffic.pull()
    assert (traffic.standing(), traffic.versions()) == (SENTENCES, SENTENCES)


def test_a_change_that_becomes_visible_late_is_not_passed_over(traffic: Traffic) -> None:
    traffic.push()
    traffic.pull()
    traffic.fake.tick(20)
    traffic.fake.answer(traffic.tasks[0])
    traffic.pull()
    traffic.fake.tick(-15)  # began earlier, committed later
    traffic.fake.answer(traffic.tasks[1])
    traffic.pull()
    assert traffic.standing() == 2


def test_what_becomes_visible_while_nobody_looks_is_not_passed_over(traffic: Traffic) -> None:
    traffic.push()
    traffic.fake.tick(20)
    traffic.fake.answer(traffic.tasks[0])
    traffic.pull()
    traffic.fake.tick(-1)  # began earlier, committed later
    traffic.fake.answer(traffic.tasks[1])
    traffic.fake.tick(3600)
    traffic.ripen()  # the desk was not running
    traffic.pull()
    assert traffic.standing() == 2


def test_a_task_that_is_answered_while_its_page_is_read_hides_no_other(
    traffic: Traffic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulling, "PAGE_SIZE", 3)
    traffic.push()
    for task in traffic.tasks:
        traffic.fake.tick(60)
        traffic.fake.answer(task)
    traffic.fake.tick(60)
    last_of_its_page = traffic.tasks[2]
    traffic.fake.overtake(lambda: traffic.fake.answer(last_of_its_page), when="page is chosen")
    traffic.pull()
    assert traffic.standing() == SENTENCES + 1


@pytest.mark.parametrize("hours", [-48, 0, 48])
def test_clocks_need_not_agree(traffic: Traffic, hours: int) -> None:
    traffic.fake.now = datetime.now(UTC) + timedelta(hours=hours)
    traffic.push()
    for task in traffic.tasks:
        traffic.fake.tick(40)
        traffic.fake.answer(task)
        traffic.pull()
    assert (traffic.standing(), traffic.versions()) == (SENTENCES, SENTENCES)


def test_what_changed_last_is_not_read_for_ever(traffic: Traffic, monkeypatch: pytest.MonkeyPatch) -> None:
    traffic.push()
    for task in traffic.tasks:
        traffic.fake.tick(0.001)
        traffic.fake.answer(task)
    assert traffic.pull().tasks == SENTENCES
    traffic.ripen()
    assert traffic.pull().tasks == SENTENCES  # once more, now that nothing is hidden any longer
    assert traffic.pull().tasks == 1
    traffic.fake.answer(traffic.tasks[0])
    assert traffic.pull().versions == 1


def test_a_deletion_that_moved_no_time_is_found_by_its_number(traffic: Traffic) -> None:
    traffic.push()
    traffic.fake.answer(traffic.tasks[0])
    traffic.fake.tick()
    traffic.fake.answer(traffic.tasks[1])
    traffic.pull()
    traffic.ripen()
    traffic.pull()
    traffic.fake.tasks[traffic.tasks[0]]["annotations"].clear()
    assert traffic.pull().deleted == 0
    assert look_for_losses(traffic.store, traffic.client, traffic.home).deleted == 1


@pytest.mark.parametrize("known", [True, False])
def test_a_copy_that_moved_no_time_is_found_by_its_id(traffic: Traffic, known: bool) -> None:
    """An import that took long carries the times of its beginning."""
    traffic.push()
    traffic.fake.tick(3600)
    traffic.fake.answer(traffic.tasks[1])
    traffic.pull()
    traffic.fake.tick(-1800)
    data = traffic.fake.tasks[traffic.tasks[0]]["data"] if known else {"sentence": "Not ours."}
    [copy] = traffic.client.import_tasks(traffic.home.label_studio_id, [{"data": data}])
    traffic.fake.answer(copy)
    assert traffic.pull().versions == 0
    found = look_for_losses(traffic.store, traffic.client, traffic.home)
    assert (found.versions, found.quarantined) == ((1, 0) if known else (0, 1))
    before = len(traffic.fake.requests)
    look_for_losses(traffic.store, traffic.client, traffic.home)
    assert f"GET /api/tasks/{copy}" not in traffic.fake.requests[before:]
    if known:
        traffic.assert_one_task_each()


READERS: dict[str, Callable[[Traffic], object]] = {
    "changes": lambda traffic: traffic.pull(),
    "export": lambda traffic: traffic.pull(full=True),
    "single task": lambda traffic: look_for_losses(traffic.store, traffic.client, traffic.home),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("whole_project", [False, True])
def test_a_deletion_overtakes_who_reads_the_tasks(traffic: Traffic, reader: str, whole_project: bool) -> None:
    traffic.push()
    for task in traffic.tasks:
        traffic.fake.answer(task)
    traffic.pull()
    victim = traffic.tasks[0]
    traffic.fake.answer(victim)  # makes each of them read the task again
    deletion = traffic.fake.delete_project if whole_project else partial(traffic.fake.tasks.pop, victim)
    traffic.fake.overtake(deletion)
    with suppress(LabelStudioMissing):
        READERS[reader](traffic)
    assert victim not in traffic.fake.tasks
    restore(traffic.store, traffic.client, traffic.project)
    assert traffic.standing() == SENTENCES
    assert sum(len(task["annotations"]) for task in traffic.fake.tasks.values()) == SENTENCES
    traffic.assert_one_task_each()


def test_an_id_that_is_given_away_again_is_another_annotation(traffic: Traffic) -> None:
    traffic.push()
    first, second = traffic.tasks[:2]
    annotation = traffic.fake.answer(first, "verified")
    traffic.pull()
    traffic.fake.tick()
    traffic.fake.delete_answers(first)
    traffic.fake.answer(second, "disputed", id=annotation)
    traffic.pull()
    said = traffic.store.rows(
        "select t.label_studio_id as task, v.state from annotation_versions v join tasks t using (task_id)"
        " where v.superseded_at is null order by v.annotation_id"
    )
    assert said == [{"task": first, "state": "deleted"}, {"task": second, "state": "answered"}]
    assert open_ledger(traffic.store).balanced


def test_an_id_of_a_deleted_task_is_given_to_anothers(traffic: Traffic) -> None:
    traffic.push()
    lost, other = traffic.tasks[0], {"data": {"sentence": "Not ours."}}
    traffic.fake.answer(lost)
    traffic.pull()
    traffic.fake.tick()
    traffic.fake.tasks[lost] |= other | {"annotations": [], "updated_at": traffic.fake._time()}
    traffic.pull()
    restore(traffic.store, traffic.client, traffic.project)
    assert traffic.standing() == 1
    assert open_ledger(traffic.store).balanced
    assert traffic.fake.tasks[lost]["data"] == other["data"]


@pytest.mark.parametrize("completed_by", [None, 77, {"id": 77}, "somebody"])
def test_an_answer_by_an_account_that_is_gone_is_kept(traffic: Traffic, completed_by: object) -> None:
    traffic.push()
    traffic.fake.answer(traffic.tasks[0], completed_by=completed_by)
    assert traffic.pull().versions == 1
    assert traffic.standing() == 1


def test_a_project_made_twice_is_used_once(traffic: Traffic) -> None:
    traffic.fake.fail("POST", "projects", Fault.LANDS_LATE)
    with suppress(LabelStudioError):
        ensure_home(traffic.store, traffic.client, traffic.project)
    traffic.push()
    traffic.fake.land()
    traffic.push()
    traffic.pull()
    traffic.assert_one_task_each()


def test_a_project_that_only_seems_gone_is_not_built_again(traffic: Traffic) -> None:
    traffic.push()
    traffic.fake.answer(traffic.tasks[0])
    traffic.pull()
    traffic.fake.fail("GET", f"api/projects/{traffic.home.label_studio_id}", Fault.ANSWERS_404)
    assert restore(traffic.store, traffic.client, traffic.project).tasks == 0
    traffic.pull(full=True)
    assert (traffic.standing(), traffic.versions()) == (1, 1)
    traffic.assert_one_task_each()


def test_an_opinion_outlasts_what_members_do_to_the_number_of_checkers(traffic: Traffic) -> None:
    """They change it and change it back: Label Studio sets every task's anew, and moves no time."""
    traffic.push()
    asked = traffic.fake.tasks[traffic.tasks[0]]
    editor = builders.checker(traffic.store, 1, "editor")
    ask_another(traffic.store, asked["data"]["sentence_id"], None, "", editor)
    tell(traffic.store, traffic.client, traffic.project, traffic.home)
    traffic.pull()
    assert asked["overlap"] == 2
    for number in (3, 1):
        traffic.client.change_project(traffic.home.label_studio_id, {"maximum_annotations": number})
    assert asked["overlap"] == 1
    look_for_losses(traffic.store, traffic.client, traffic.home)
    tell(traffic.store, traffic.client, traffic.project, traffic.home)
    assert asked["overlap"] == 2
    look_for_losses(traffic.store, traffic.client, traffic.home)
    assert traffic.store.value("select count(*) from untold_decisions") == 0
