"""Pulling from the real Label Studio: what checkers do there is recorded, once, with its history."""

from typing import Any

import pytest

from tasks import scrub as scrubbing
from tasks.ledger import SentenceState, open_ledger
from tasks.pull import look_for_losses
from tasks.restore import restore
from tasks.scrub import scrub
from tests.checkers import Checker
from tests.tasks.pushed import Pushed

pytestmark = pytest.mark.server


@pytest.fixture
def traffic(pushed: Pushed) -> Pushed:
    return pushed


def test_an_answer_comes_in_once(traffic: Pushed, ana: Checker) -> None:
    ana.answer(traffic.tasks[0])
    assert traffic.pull().versions == 1
    assert traffic.pull().versions == 0
    assert traffic.pull(full=True).versions == 0
    author = traffic.store.value("select email from people join annotations using (person_id)")
    assert author == "ana@example.org"


def test_an_edit_is_a_version_beside_the_first(traffic: Pushed, ana: Checker) -> None:
    annotation = ana.answer(traffic.tasks[0], "verified")
    traffic.pull()
    ana.edit(annotation, "disputed")
    assert traffic.pull().versions == 1
    assert traffic.states(traffic.tasks[0]) == ["answered", "answered"]
    assert traffic.labels() == ["disputed"]


def test_a_skip_can_become_an_answer(traffic: Pushed, ana: Checker) -> None:
    annotation = ana.skip(traffic.tasks[0])
    traffic.pull()
    ana.edit(annotation, "unverifiable")
    traffic.pull()
    assert traffic.states(traffic.tasks[0]) == ["skipped", "answered"]


@pytest.mark.parametrize("full", [False, True])
def test_a_deleted_answer_stays_in_the_record(traffic: Pushed, ana: Checker, full: bool) -> None:
    annotation = ana.answer(traffic.tasks[0])
    traffic.pull()
    ana.delete(annotation)
    pulled = traffic.pull(full=full)
    assert (pulled.deleted, pulled.deleted_by_others) == (1, 0)
    assert traffic.states(traffic.tasks[0]) == ["answered", "deleted"]


def test_it_shows_who_deleted_anothers_answers(traffic: Pushed, ana: Checker, editor: Checker) -> None:
    annotation = ana.answer(traffic.tasks[0])
    ana.answer(traffic.tasks[1])
    traffic.pull()
    editor.delete(annotation)
    editor.delete_all_answers(traffic.home.label_studio_id, traffic.tasks[1])
    pulled = traffic.pull()
    assert (pulled.deleted, pulled.deleted_by_others) == (2, 2)
    by = traffic.store.rows(
        "select distinct p.email from annotation_versions v join people p on p.person_id = v.changed_by"
        " where v.state = 'deleted'"
    )
    assert by == [{"email": editor.email}]


def test_a_second_answer_after_a_deletion_is_another_annotation(traffic: Pushed, ana: Checker) -> None:
    ana.delete(ana.answer(traffic.tasks[0], "verified"))
    annotation = ana.answer(traffic.tasks[0], "verified")
    traffic.pull()
    ana.delete(annotation)
    ana.answer(traffic.tasks[0], "disputed")
    traffic.pull()
    assert traffic.states(traffic.tasks[0]) == ["answered", "deleted", "answered"]


def test_rubbish_is_put_aside_and_given_up_when_answered_properly(traffic: Pushed, ana: Checker) -> None:
    annotation = ana.answer(traffic.tasks[0], "no such verdict")
    assert traffic.pull().quarantined == 1
    assert traffic.pull().quarantined == 0
    assert open_ledger(traffic.store).states[SentenceState.QUARANTINED] == 1
    ana.edit(annotation, "disputed")
    traffic.pull()
    assert open_ledger(traffic.store).states[SentenceState.QUARANTINED] == 0


def test_an_answer_to_a_task_of_somebody_elses_is_put_aside(traffic: Pushed, ana: Checker) -> None:
    [task] = ana.import_tasks(traffic.home.label_studio_id, {"data": {"sentence": "Not ours."}})
    assert traffic.pull().quarantined == 0
    ana.answer(task)
    assert traffic.pull().quarantined == 1
    assert traffic.client.task(task)


def test_deleted_tasks_are_found_and_rebuilt_with_their_answers(traffic: Pushed, ana: Checker) -> None:
    for task, label in zip(traffic.tasks[-2:], ["verified", "disputed"], strict=True):
        ana.answer(task, label)
    ana.skip(traffic.tasks[0])
    traffic.pull()
    before = traffic.store.rows("select * from annotation_versions")
    for task in (traffic.tasks[0], *traffic.tasks[-2:]):
        ana.delete_task(task)
    assert look_for_losses(traffic.store, traffic.client, traffic.home).gone == 3
    assert open_ledger(traffic.store).states[SentenceState.MISSING] == 3
    restored = restore(traffic.store, traffic.client, traffic.project)
    assert (restored.tasks, restored.annotations, restored.project_was_gone) == (3, 3, False)
    assert traffic.store.rows("select * from annotation_versions") == before
    traffic.pull(full=True)
    assert traffic.store.rows("select * from annotation_versions") == before


def test_a_restored_answer_goes_on_being_the_same(traffic: Pushed, ana: Checker) -> None:
    ana.answer(traffic.tasks[0], "verified")
    traffic.pull()
    ana.delete_task(traffic.tasks[0])
    restore(traffic.store, traffic.client, traffic.project)
    task = traffic.store.value("select max(label_studio_id) from tasks where gone_at is null")
    [annotation] = traffic.client.task(task)["annotations"]  # type: ignore[index]
    assert annotation["completed_by"] == ana.id or annotation["completed_by"]["id"] == ana.id
    ana.edit(annotation["id"], "disputed")
    traffic.pull()
    assert traffic.store.value("select count(*) from annotations") == 1
    assert traffic.labels() == ["disputed"]


def test_a_task_that_landed_late_is_taken_away(traffic: Pushed, ana: Checker) -> None:
    copy = {"data": traffic.client.task(traffic.tasks[0])["data"]}  # type: ignore[index]
    [late] = ana.import_tasks(traffic.home.label_studio_id, copy)
    assert traffic.pull().surplus == 1
    assert traffic.client.task(late) is None
    assert traffic.client.task(traffic.tasks[0])


def test_of_two_tasks_the_answered_one_stays(traffic: Pushed, ana: Checker) -> None:
    copy = {"data": traffic.client.task(traffic.tasks[0])["data"]}  # type: ignore[index]
    [late] = ana.import_tasks(traffic.home.label_studio_id, copy)
    ana.answer(late, "disputed")
    assert traffic.pull().surplus == 1
    assert traffic.client.task(traffic.tasks[0]) is None
    assert traffic.states(late) == ["answered"]


def test_answers_to_both_tasks_are_kept(traffic: Pushed, ana: Checker, editor: Checker) -> None:
    copy = {"data": traffic.client.task(traffic.tasks[0])["data"]}  # type: ignore[index]
    [late] = ana.import_tasks(traffic.home.label_studio_id, copy)
    ana.answer(late, "disputed")
    editor.answer(traffic.tasks[0], "verified")
    assert traffic.pull().surplus == 1
    assert traffic.client.task(late) is None
    traffic.pull(full=True)
    assert sorted(traffic.labels()) == ["disputed", "verified"]
    assert traffic.store.value("select count(*) from annotation_versions") == 2


def test_an_export_imported_again_doubles_no_answer(traffic: Pushed, ana: Checker, editor: Checker) -> None:
    answer = ana.answer(traffic.tasks[0], "disputed")
    editor.skip(traffic.tasks[0])
    traffic.pull()
    exported = [
        {"data": task["data"], "annotations": task["annotations"]}
        for task in traffic.client.export(traffic.home.label_studio_id)
    ]
    ana.edit(answer, "verified")
    traffic.pull()
    editor.import_tasks(traffic.home.label_studio_id, *exported)
    assert traffic.pull().surplus == len(traffic.tasks)
    assert look_for_losses(traffic.store, traffic.client, traffic.home).is_news is False
    assert traffic.labels() == ["verified"]
    assert traffic.states(traffic.tasks[0]) == ["answered", "answered", "skipped"]
    assert traffic.store.value("select count(*) from annotations") == 2


def test_an_answer_edited_while_it_is_restored_is_edited(traffic: Pushed, ana: Checker) -> None:
    ana.answer(traffic.tasks[0], "verified")
    traffic.pull()
    ana.delete_task(traffic.tasks[0])

    def edit(_: int) -> None:
        [annotation] = answers_there(traffic)
        ana.edit(annotation["id"], "disputed")

    assert restore(traffic.store, traffic.client, traffic.project, progress=edit).annotations == 1
    assert traffic.labels() == ["disputed"]
    assert traffic.store.value("select count(*) from annotations") == 1


def test_an_answer_deleted_while_it_is_restored_is_deleted(traffic: Pushed, ana: Checker) -> None:
    ana.answer(traffic.tasks[0], "verified")
    traffic.pull()
    ana.delete_task(traffic.tasks[0])

    def delete(_: int) -> None:
        [annotation] = answers_there(traffic)
        ana.delete(annotation["id"])

    restore(traffic.store, traffic.client, traffic.project, progress=delete)
    assert traffic.pull(full=True).deleted == 0
    assert traffic.labels() == []
    assert (
        traffic.store.value("select state from annotation_versions where superseded_at is null") == "deleted"
    )
    assert traffic.store.value("select count(*) from sent_answers") == 0


def answers_there(traffic: Pushed) -> list[dict[str, Any]]:
    tasks = traffic.client.export(traffic.home.label_studio_id)
    return [annotation for task in tasks for annotation in task["annotations"]]


def test_who_answers_after_a_deletion_is_not_taken_for_who_deleted(
    traffic: Pushed, ana: Checker, editor: Checker
) -> None:
    annotation = ana.answer(traffic.tasks[0])
    traffic.pull()
    ana.delete(annotation)
    editor.answer(traffic.tasks[0])
    pulled = traffic.pull()
    assert (pulled.deleted, pulled.deleted_by_others) == (1, 0)


def test_who_deletes_their_own_answer_last_is_not_taken_for_who_deleted_the_others(
    traffic: Pushed, ana: Checker, editor: Checker
) -> None:
    deleted = [ana.answer(traffic.tasks[0]), editor.answer(traffic.tasks[0])]
    traffic.pull()
    for checker, annotation in zip((ana, editor), deleted, strict=True):
        checker.delete(annotation)
    pulled = traffic.pull()
    assert (pulled.deleted, pulled.deleted_by_others) == (2, 0)


def test_whole_tasks_are_read_page_by_page(
    traffic: Pushed, ana: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrubbing, "TASKS_AT_ONCE", 4)
    for task in traffic.tasks:
        ana.answer(task)
    first, after = scrub(traffic.store, traffic.client, traffic.home, 0)
    second, end = scrub(traffic.store, traffic.client, traffic.home, after)
    assert (first.versions, after, second.versions, end) == (4, traffic.tasks[3], 2, 0)
    assert traffic.pull().versions == 0
