"""Answers that a member of the real Label Studio overwrites, and what is no such thing."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tasks import review
from tasks.others_answers import put_changed_back
from tasks.pull import look_for_losses, pull
from tasks.restore import restore
from tasks.store import alarms, people
from tasks.store.alarms import AlarmKind
from tasks.store.history import history
from tasks.tell import tell
from tasks.types import Judgement, Verdict
from tests.checkers import Checker
from tests.conftest import RunningLabelStudio
from tests.tasks.label_studio.payloads import choice
from tests.tasks.test_watch_for_real import Border, answers_to, border

__all__ = ["border"]

pytestmark = pytest.mark.server


@pytest.fixture
def bob(border: Border, label_studio: RunningLabelStudio) -> Iterator[Checker]:
    with closing(border.editor.invite(label_studio, "bob@example.org")) as checker:
        yield checker


@pytest.fixture
def overwritten(border: Border, bob: Checker) -> list[int]:
    """Two answers and a skip of Ana's, as Bob has it; the second he even takes for his own."""
    tasks = border.push(3)
    answers = [border.ana.answer(tasks[0]), border.ana.answer(tasks[1]), border.ana.skip(tasks[2])]
    assert border.look() == []
    for answer, changes in zip(answers, ({}, {"completed_by": bob.id}, {}), strict=True):
        bob.edit(answer, "disputed", **changes)
    assert border.look() == ["answers_changed"]
    return tasks


def standing(border: Border) -> list[tuple[str, str | None, str]]:
    """What stands in the record: state, verdict, whose it is."""
    rows = border.store.execute(
        "select v.state, j.label, p.email from annotation_versions v join annotations using (annotation_id)"
        " join people p using (person_id) left join judgements j using (annotation_id, version)"
        " where v.superseded_at is null order by v.annotation_id"
    )
    return [tuple(row) for row in rows]


def test_it_is_put_back_and_the_history_shows_all(border: Border, overwritten: list[int]) -> None:
    ana = border.ana
    assert standing(border) == [("answered", "disputed", ana.email)] * 3
    assert put_changed_back(border.store, border.client, border.home) == 3
    assert border.look() == []
    as_said = [("answered", "verified", ana.email)] * 2 + [("skipped", None, ana.email)]
    assert standing(border) == as_said
    found = [answers_to(border, task)[0] for task in overwritten]
    assert [answer["completed_by"]["id"] for answer in found] == [ana.id] * 3
    assert [answer["result"] for answer in found] == [[choice("verdict", "verified")]] * 2 + [[]]
    assert [answer["was_cancelled"] for answer in found] == [False, False, True]
    assert put_changed_back(border.store, border.client, border.home) == 0
    assert not look_for_losses(border.store, border.client, border.home).is_news
    assert pull(border.store, border.client, border.home, full=True).versions == 0
    sentence = border.store.value("select sentence_id from annotations order by annotation_id")
    said = [(event.who, event.said) for event in history(border.store, sentence) if event.what == "labelled"]
    assert [labels for _, labels in said] == [("verified",), ("disputed",), ("verified",)]
    assert [who for who, _ in said] == [ana.email, "bob@example.org", border.editor.email]


def test_what_is_accepted_stays(border: Border, overwritten: list[int]) -> None:
    people.record_people(border.store, [(border.editor.id, border.editor.email, "Editor")])
    editor = people.person_ids(border.store)[border.editor.id]
    alarms.accept(border.store, AlarmKind.ANSWERS_CHANGED, editor)
    assert border.look() == []
    pull(border.store, border.client, border.home, full=True)
    assert border.look() == []
    assert standing(border) == [("answered", "disputed", border.ana.email)] * 3


def test_an_author_has_the_last_word(border: Border, overwritten: list[int]) -> None:
    for task in overwritten:
        border.ana.edit(answers_to(border, task)[0]["id"], "unverifiable")
    assert border.look() == []
    assert put_changed_back(border.store, border.client, border.home) == 0
    assert standing(border) == [("answered", "unverifiable", border.ana.email)] * 3


def test_what_is_said_in_anothers_name_is_noticed(border: Border, bob: Checker) -> None:
    [task] = border.push(1)
    bob.answer(task, completed_by=border.ana.id)
    assert border.look() == ["answers_changed"]
    assert not alarms.open_alarms(border.store)[0].can_be_put_back


def test_what_is_no_alarm(border: Border, bob: Checker) -> None:
    """Own edits; ground truths that the desk tells, twice; a rebuilt project, and edits in it."""
    first, second, third = border.push(3)
    answers = [border.ana.answer(first), bob.answer(second), border.ana.skip(third)]
    border.look()
    border.ana.edit(answers[0], "disputed")
    border.ana.edit(answers[2], "verified")
    assert border.look() == []
    people.record_people(border.store, [(border.editor.id, border.editor.email, "Editor")])
    editor = people.person_ids(border.store)[border.editor.id]
    for verdict in (Verdict.DISPUTED, Verdict.VERIFIED):
        for row in border.store.rows("select distinct sentence_id from annotations"):
            review.settle(border.store, row["sentence_id"], Judgement(verdict), editor)
        tell(border.store, border.client, border.project, border.home)
        assert border.look() == []
    border.ana.delete_project(border.home.label_studio_id)
    assert border.look() == ["project_gone"]
    assert restore(border.store, border.client, border.project).annotations == 3
    tell(border.store, border.client, border.project, border.home)
    assert border.look() == []
    rebuilt = border.store.value("select label_studio_id from tasks where gone_at is null order by task_id")
    [own] = [a for a in answers_to(border, rebuilt) if a["completed_by"]["id"] == border.ana.id]
    border.ana.edit(own["id"], "not_a_claim")
    assert border.look() == []
    bob.edit(own["id"], "verified")
    assert border.look() == ["answers_changed"]
