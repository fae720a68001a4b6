"""Members import an export of Label Studio's again: nobody has answered anew."""

from typing import Any

import pytest

from tasks.pull import look_for_losses
from tasks.restore import restore
from tasks.review import make_judgement, settle
from tasks.tell import tell
from tests.tasks.label_studio.payloads import choice
from tests.tasks.traffic import Traffic

pytestmark = pytest.mark.slow

EDITOR, ANA = 1, 2
KEPT = ("completed_by", "result", "was_cancelled", "ground_truth")


@pytest.fixture
def answered(traffic: Traffic) -> Traffic:
    """Two checkers answered one sentence, and that is known."""
    traffic.fake.users.append({"id": ANA, "email": "ana@example.org", "first_name": "", "last_name": ""})
    traffic.push()
    for checker, label in ((EDITOR, "verified"), (ANA, "disputed")):
        traffic.fake.tick()
        traffic.fake.answer(traffic.tasks[0], label, completed_by=checker)
    traffic.pull()
    traffic.fake.tick()
    return traffic


def export(traffic: Traffic) -> dict[str, Any]:
    task = traffic.fake.tasks[traffic.tasks[0]]
    return task | {"annotations": [dict(answer) for answer in task["annotations"]]}


def import_again(traffic: Traffic, exported: dict[str, Any]) -> int:
    """Under new ids, at the time of the import. Label Studio writes the old ids into ``import_id``."""
    [copy] = traffic.client.import_tasks(traffic.home.label_studio_id, [{"data": exported["data"]}])
    for answer in exported["annotations"]:
        said = {name: answer[name] for name in KEPT}
        traffic.fake.answer(copy, import_id=answer["id"], **said)
    return copy


def standing(traffic: Traffic) -> list[tuple[str, str]]:
    return list(
        traffic.store.execute(
            "select p.email, j.label from annotation_versions v join annotations a using (annotation_id)"
            " join people p using (person_id) join judgements j using (annotation_id, version)"
            " where v.superseded_at is null and v.state <> 'deleted' order by j.label"
        )
    )


BOTH = [("ana@example.org", "disputed"), ("editor@example.org", "verified")]


def test_no_answer_is_doubled(answered: Traffic) -> None:
    import_again(answered, export(answered))
    answered.pull()
    answered.pull()
    assert standing(answered) == BOTH
    answered.assert_one_task_each()


def test_what_was_edited_since_the_export_stands(answered: Traffic) -> None:
    exported = export(answered)
    answer = exported["annotations"][1]["id"]
    answered.client.change_annotation(answer, {"result": [choice("verdict", "verified")]})
    answered.pull()
    answered.fake.tick()
    import_again(answered, exported)
    answered.pull()
    assert standing(answered) == [("editor@example.org", "verified"), ("ana@example.org", "verified")]


def test_what_was_answered_in_the_copy_is_kept(answered: Traffic) -> None:
    copy = import_again(answered, export(answered))
    answered.fake.answer(copy, "unverifiable", completed_by=ANA)
    answered.pull()
    assert standing(answered) == [*BOTH[:1], ("ana@example.org", "unverifiable"), *BOTH[1:]]
    answered.assert_one_task_each()


@pytest.mark.parametrize("is_known", [True, False])
def test_an_import_in_place_of_a_restore_brings_the_same_answers_back(
    answered: Traffic, is_known: bool
) -> None:
    exported = export(answered)
    del answered.fake.tasks[answered.tasks[0]]
    if is_known:
        look_for_losses(answered.store, answered.client, answered.home)
    import_again(answered, exported)
    answered.pull()
    look_for_losses(answered.store, answered.client, answered.home)
    assert standing(answered) == BOTH
    assert answered.pull().versions == 0
    answered.fake.delete_project()
    restore(answered.store, answered.client, answered.project)
    assert standing(answered) == BOTH
    answered.assert_one_task_each()


def test_an_import_after_a_restore_doubles_nothing(answered: Traffic) -> None:
    exported = export(answered)
    answered.fake.delete_project()
    restore(answered.store, answered.client, answered.project)
    answered.fake.tick()
    import_again(answered, exported)
    answered.pull()
    look_for_losses(answered.store, answered.client, answered.home)
    assert standing(answered) == BOTH
    answered.assert_one_task_each()


@pytest.mark.parametrize("task_is_gone", [False, True])
def test_an_editors_word_in_the_export_is_no_checkers_answer(answered: Traffic, task_is_gone: bool) -> None:
    judgement = make_judgement("Shed 0 is empty.", "unverifiable")
    [sentence_id] = answered.store.execute("select sentence_id from annotations limit 1").fetchone()
    settle(answered.store, sentence_id, judgement, EDITOR)
    tell(answered.store, answered.client, answered.project, answered.home)
    answered.pull()
    exported = export(answered)
    assert len(exported["annotations"]) == 3
    answered.fake.tick()
    if task_is_gone:
        del answered.fake.tasks[answered.tasks[0]]
        look_for_losses(answered.store, answered.client, answered.home)
    import_again(answered, exported)
    answered.pull()
    tell(answered.store, answered.client, answered.project, answered.home)
    answered.pull()
    assert standing(answered) == BOTH
    [task] = [t for t in answered.fake.tasks.values() if t["annotations"]]
    assert sum(answer["ground_truth"] for answer in task["annotations"]) == 1
    assert len(task["annotations"]) == 3
    assert look_for_losses(answered.store, answered.client, answered.home).tasks == 0
