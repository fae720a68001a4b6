"""Answers that somebody other than their author changed: when that is an alarm, and how it ends."""

import json
from typing import Any

import pytest

from tasks import others_answers
from tasks.label_studio.members import Member
from tasks.others_answers import put_changed_back
from tasks.put_back import put_back_what_was_asked_for
from tasks.release_quarantined import release
from tasks.restore import restore
from tasks.store import alarms, people
from tasks.store.alarms import AlarmKind
from tasks.store.quarantine import open_cases, quarantine
from tests.fake_label_studio import Fault
from tests.tasks.label_studio.payloads import choice
from tests.tasks.traffic import Traffic

pytestmark = pytest.mark.slow

EDITOR, ANA, BOB = 1, 2, 3
CHANGED, DELETED = AlarmKind.ANSWERS_CHANGED, AlarmKind.ANSWERS_DELETED


@pytest.fixture
def desk(traffic: Traffic) -> Traffic:
    """Sentences in Label Studio, which the editor's account belongs to."""
    for identity, name in ((EDITOR, "editor"), (ANA, "ana"), (BOB, "bob")):
        people.record_people(traffic.store, [(identity, f"{name}@example.org", name)])
        if identity != EDITOR:
            traffic.fake.join(identity, f"{name}@example.org")
    traffic.push()
    return traffic


def answered(desk: Traffic, place: int = 0, **changes: Any) -> int:
    """An answer of Ana's that the desk has read."""
    annotation = desk.fake.answer(desk.tasks[place], completed_by=ANA, **changes)
    look(desk)
    return annotation


def change(desk: Traffic, annotation: int, label: str = "disputed", by: int = BOB, **changes: Any) -> None:
    desk.fake.tick()
    desk.fake.edit(annotation, label, by=by, **changes)


def look(desk: Traffic) -> list[AlarmKind]:
    """The alarms after one poll."""
    desk.pull()
    others_answers.notice(desk.store, desk.home)
    return [alarm.kind for alarm in alarms.open_alarms(desk.store)]


def put_back(desk: Traffic) -> list[AlarmKind]:
    """The alarms after an editor's wish was carried out, and one more poll."""
    alarms.ask_to_put_back(desk.store, CHANGED, EDITOR)
    put_back_what_was_asked_for(desk.store, desk.client, desk.project)
    return look(desk)


def there(desk: Traffic, place: int = 0) -> dict[str, Any]:
    [found] = desk.fake.tasks[desk.tasks[place]]["annotations"]
    return dict(found)


def says(desk: Traffic, label: str, place: int = 0) -> bool:
    return bool(there(desk, place)["result"] == [choice("verdict", label)])


def told(desk: Traffic) -> dict[str, Any]:
    """What the alarm that is up has on record."""
    [alarm] = alarms.open_alarms(desk.store)
    return dict(alarm.particulars)


def sentences(desk: Traffic, *places: int) -> list[str]:
    tasks = [desk.tasks[place] for place in places]
    return sorted(
        desk.store.value("select sentence_id from tasks where label_studio_id = ?", [task]) for task in tasks
    )


def settled(desk: Traffic) -> list[str]:
    rows = desk.store.rows("select settled_as from alarms where settled_at is not null order by alarm_id")
    return [row["settled_as"] for row in rows]


def test_it_says_how_many_and_ends_when_they_stand_again(desk: Traffic) -> None:
    for place in range(2):
        change(desk, answered(desk, place))
    assert look(desk) == [CHANGED]
    [alarm] = alarms.open_alarms(desk.store)
    assert alarm.detail == "Somebody changed 2 answers of others."
    assert (told(desk), alarm.can_be_put_back) == ({"answers": 2, "sentences": sentences(desk, 0, 1)}, True)
    assert put_back(desk) == []
    assert says(desk, "verified", 0)
    assert says(desk, "verified", 1)
    assert settled(desk) == ["put_back"]
    versions = desk.store.rows(
        "select version, changed_by, a.person_id from annotation_versions join annotations a"
        " using (annotation_id) where annotation_id = 1 order by version"
    )
    assert [(row["changed_by"], row["person_id"]) for row in versions] == [
        (ANA, ANA),
        (BOB, ANA),
        (EDITOR, ANA),
    ]


@pytest.mark.parametrize(("by", "raised"), [(ANA, []), (BOB, [CHANGED]), (EDITOR, [CHANGED])])
def test_whose_changes_are_an_alarm(desk: Traffic, by: int, raised: list[AlarmKind]) -> None:
    """The account that the desk uses is a person's where the desk set Label Studio up."""
    change(desk, answered(desk), by=by)
    assert look(desk) == raised


def test_to_submit_the_same_words_again_changes_nothing(desk: Traffic) -> None:
    change(desk, answered(desk), "verified")
    assert look(desk) == []


@pytest.mark.parametrize("by", [ANA, BOB])
def test_it_is_over_when_the_author_edits_or_the_other_takes_it_back(desk: Traffic, by: int) -> None:
    annotation = answered(desk)
    change(desk, annotation)
    assert look(desk) == [CHANGED]
    change(desk, annotation, "verified", by=by)
    assert look(desk) == []
    assert settled(desk) == ["over"]


def test_what_is_accepted_stands_and_a_further_change_is_another_alarm(desk: Traffic) -> None:
    annotation = answered(desk)
    change(desk, annotation)
    look(desk)
    alarms.accept(desk.store, CHANGED, EDITOR)
    assert look(desk) == []
    assert says(desk, "disputed")
    desk.fake.tick()
    desk.fake.delete_answers(desk.tasks[0], by=BOB)
    assert look(desk) == [DELETED]
    others_answers.put_deleted_back(desk.store, desk.client, desk.home)
    assert look(desk) == []
    change(desk, there(desk)["id"], "unverifiable")
    assert look(desk) == [CHANGED]
    assert put_back(desk) == []
    assert says(desk, "verified")


def test_a_skip_is_a_skip_again_and_its_author_its_author(desk: Traffic) -> None:
    annotation = answered(desk, result=[], was_cancelled=True)
    change(desk, annotation, was_cancelled=False, completed_by=BOB)
    assert look(desk) == [CHANGED]
    assert put_back(desk) == []
    found = there(desk)
    assert (found["was_cancelled"], found["result"], found["completed_by"]) == (True, [], ANA)


def test_an_author_without_an_account_gets_their_words_back(desk: Traffic) -> None:
    annotation = answered(desk)
    desk.fake.users = [user for user in desk.fake.users if user["id"] != ANA]
    change(desk, annotation)
    assert look(desk) == [CHANGED]
    assert put_back(desk) == []
    assert says(desk, "verified")


def test_what_was_never_read_can_only_be_accepted(desk: Traffic) -> None:
    change(desk, answered(desk))
    desk.fake.answer(desk.tasks[1], completed_by=ANA, updated_by=BOB)
    assert look(desk) == [CHANGED]
    [alarm] = alarms.open_alarms(desk.store)
    assert (alarm.particulars["answers"], alarm.particulars["unknown"], alarm.can_be_put_back) == (2, 1, True)
    assert put_back(desk) == [CHANGED]
    assert says(desk, "verified", 0)
    [alarm] = alarms.open_alarms(desk.store)
    assert (alarm.particulars["answers"], alarm.particulars["unknown"], alarm.can_be_put_back) == (
        1,
        1,
        False,
    )
    assert alarm.particulars["sentences"] == sentences(desk, 1)
    alarms.accept(desk.store, CHANGED, EDITOR)
    assert look(desk) == []


def test_an_author_who_edits_while_it_is_put_back_is_left_alone(
    desk: Traffic, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotation = answered(desk)
    change(desk, annotation)
    look(desk)
    members = desk.client.members

    def edit_meanwhile() -> list[Member]:
        change(desk, annotation, "unverifiable", by=ANA)
        return members()

    monkeypatch.setattr(desk.client, "members", edit_meanwhile)
    put_changed_back(desk.store, desk.client, desk.home)
    assert look(desk) == []
    assert says(desk, "unverifiable")


def test_what_lands_late_over_a_newer_edit_is_an_alarm_itself(desk: Traffic) -> None:
    annotation = answered(desk)
    change(desk, annotation)
    look(desk)
    desk.fake.fail("PATCH", "annotations", Fault.LANDS_LATE)
    assert put_back(desk) == [CHANGED]
    change(desk, annotation, "unverifiable", by=ANA)
    assert look(desk) == []
    desk.fake.tick()
    desk.fake.land()
    assert look(desk) == [CHANGED]
    assert put_back(desk) == []
    assert says(desk, "unverifiable")


def test_what_was_deleted_meanwhile_and_put_back_is_still_not_what_the_author_said(desk: Traffic) -> None:
    change(desk, answered(desk))
    look(desk)
    desk.fake.tick()
    desk.fake.delete_answers(desk.tasks[0], by=BOB)
    assert look(desk) == [DELETED]
    others_answers.put_deleted_back(desk.store, desk.client, desk.home)
    assert look(desk) == [CHANGED]
    assert put_back(desk) == []
    assert says(desk, "verified")


def test_a_rebuilt_project_keeps_its_one_alarm(desk: Traffic) -> None:
    change(desk, answered(desk))
    look(desk)
    desk.fake.delete_project()
    restore(desk.store, desk.client, desk.project)
    desk.push()
    assert look(desk) == [CHANGED]
    assert put_back(desk) == []
    assert says(desk, "verified")


def test_deleted_answers_are_over_when_the_author_answers_again(desk: Traffic) -> None:
    answered(desk)
    desk.fake.tick()
    desk.fake.delete_answers(desk.tasks[0], by=BOB)
    assert look(desk) == [DELETED]
    desk.fake.tick()
    answered(desk)
    assert look(desk) == []
    assert settled(desk) == ["over"]


def test_every_deleted_answer_counts(desk: Traffic) -> None:
    answered(desk)
    desk.fake.answer(desk.tasks[0], completed_by=BOB)
    look(desk)
    desk.fake.tick()
    desk.fake.delete_answers(desk.tasks[0], by=EDITOR)
    look(desk)
    assert told(desk) == {"answers": 2, "sentences": sentences(desk, 0)}


def test_what_was_put_aside_and_is_taken_in_says_who_changed_it(desk: Traffic) -> None:
    """As after an update of the desk that can read it."""
    annotation = answered(desk)
    sentence = str(desk.store.value("select sentence_id from annotations"))
    changed = there(desk) | {"result": [choice("verdict", "disputed")], "updated_by": BOB}
    with desk.store.transaction():
        quarantine(
            desk.store,
            "pull",
            "no such verdict",
            json.dumps(changed),
            home_id=desk.home.id,
            task=desk.tasks[0],
            annotation=annotation,
            sentence_id=sentence,
        )
    [case] = open_cases(desk.store)
    assert release(desk.store, case, EDITOR) is None
    others_answers.notice(desk.store, desk.home)
    assert [alarm.kind for alarm in alarms.open_alarms(desk.store)] == [CHANGED]
