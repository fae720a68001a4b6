"""What a listed task says that our record does not: what is to the letter what it was is not read again."""

from dataclasses import replace
from typing import Any

import pytest

from tasks import compare as comparing
from tasks.compare import compare
from tasks.ground_truth import MARKER
from tasks.label_studio.controls import VERDICT
from tasks.label_studio.results import as_json
from tasks.store.annotations import LiveVersion
from tasks.store.tasks import Task
from tasks.task_changes import TaskChanges
from tests.tasks.label_studio import payloads
from tests.tasks.label_studio.payloads import choice

TASK = Task(task_id=1, label_studio_id=11, sentence_id="s-1", sentence="The bridge is closed.", gone=False)
MADE = "2026-03-01T10:00:00.000001Z"
CHANGED = "2026-03-01T10:05:00.000002Z"
REBUILT = "2026-03-02T09:00:00.000003Z"


VERIFIED, DISPUTED = choice(VERDICT, "verified"), choice(VERDICT, "disputed")


def annotation(**changes: Any) -> dict[str, Any]:
    return payloads.annotation(VERIFIED, **{"id": 5, "created_at": MADE, "updated_at": CHANGED} | changes)


LIVE = LiveVersion(
    annotation_id=1,
    version=1,
    sentence_id="s-1",
    label_studio_id=5,
    made_at=MADE,
    rebuilt_at=None,
    state="answered",
    spoken="answered",
    updated_at=CHANGED,
    result=as_json([VERIFIED]),
    person_id=1,
)


DESK, BO = 1, 7
"""Accounts in Label Studio."""


def changes(*annotations: object, live: LiveVersion = LIVE) -> TaskChanges:
    return compare(TASK, {"id": 11, "annotations": list(annotations)}, [live], accounts={DESK})


def numbers(found: TaskChanges) -> dict[str, int]:
    """How many changes there are of each kind that occurs."""
    kinds = ("new", "edited", "rebuilt", "deleted", "surplus", "quarantined", "ground_truths")
    return {kind: len(getattr(found, kind)) for kind in kinds if getattr(found, kind)}


@pytest.mark.parametrize(
    ("listed", "live"),
    [
        (annotation(), LIVE),
        (annotation(updated_at=REBUILT), replace(LIVE, rebuilt_at=REBUILT)),
        (annotation(was_cancelled=True), replace(LIVE, state="skipped", spoken="skipped")),
    ],
    ids=["answered", "put back by us", "skipped"],
)
def test_what_was_not_touched_is_not_read(
    monkeypatch: pytest.MonkeyPatch, listed: dict[str, Any], live: LiveVersion
) -> None:
    monkeypatch.setattr(comparing, "read_annotation", lambda *_: pytest.fail("it was read"))
    assert numbers(changes(listed, live=live)) == {}


@pytest.mark.parametrize(
    ("difference", "found"),
    [
        ({"updated_at": REBUILT}, {"edited": 1}),
        ({"updated_at": None}, {"edited": 1}),
        ({"result": [DISPUTED]}, {"edited": 1}),
        ({"was_cancelled": True}, {"edited": 1}),
        ({"was_cancelled": None}, {}),
        ({"created_at": "2026-03-01T10:00:00.000009Z"}, {"new": 1, "deleted": 1}),
        ({"created_at": "2026-03-01T11:00:00.000001+01:00"}, {}),
        ({"id": 6}, {"new": 1, "deleted": 1}),
        ({"id": [5]}, {"quarantined": 1, "deleted": 1}),
        ({"id": "5"}, {"quarantined": 1, "deleted": 1}),
        ({"result": None}, {"quarantined": 1}),
        ({"result": [[]]}, {"quarantined": 1}),
    ],
    ids=str,
)
def test_every_difference_is_noticed(difference: dict[str, Any], found: dict[str, int]) -> None:
    assert numbers(changes(annotation(**difference))) == found


@pytest.mark.parametrize(
    ("forged", "found"),
    [
        ({"id": 6, "completed_by": BO}, {"new": 1}),
        ({"id": 6, "completed_by": {"id": BO, "email": "bo@example.org"}}, {"new": 1}),
        ({"id": 6, "completed_by": None}, {"new": 1}),
        ({"id": 6, "completed_by": str(DESK)}, {"new": 1}),
        ({"id": 6, "completed_by": DESK}, {"ground_truths": 1}),
        ({"id": 6, "completed_by": {"id": DESK, "email": "admin@example.org"}}, {"ground_truths": 1}),
        ({"id": 6, "completed_by": DESK, "import_id": -2}, {"new": 1}),
        ({"id": 6, "completed_by": DESK, "import_id": True}, {"new": 1}),
    ],
    ids=str,
)
def test_only_what_the_desk_wrote_is_an_editors_word(forged: dict[str, Any], found: dict[str, int]) -> None:
    assert numbers(changes(annotation(), annotation(**{"import_id": MARKER} | forged))) == found


def test_a_known_answer_stays_one_whatever_is_written_on_it() -> None:
    """But an id that Label Studio gave away again may be the desk's word."""
    written = {"import_id": MARKER, "completed_by": DESK, "updated_at": REBUILT}
    assert numbers(changes(annotation(**written))) == {"edited": 1}
    again = annotation(**written, created_at="2026-03-01T12:00:00.000000Z")
    assert numbers(changes(again)) == {"ground_truths": 1, "deleted": 1}


def test_an_answer_that_was_deleted_and_is_back_is_read() -> None:
    assert numbers(changes(annotation(), live=replace(LIVE, state="deleted"))) == {"edited": 1}


@pytest.mark.parametrize("rubbish", [None, 5, "5", [], {}], ids=str)
def test_rubbish_stands_for_no_answer(rubbish: object) -> None:
    assert numbers(changes(rubbish)) == {"quarantined": 1, "deleted": 1}


def test_rubbish_under_an_id_given_away_again_does_not_keep_the_answer_that_had_it() -> None:
    rubbish = annotation(result=None, created_at="2026-03-12T09:00:00Z")
    assert numbers(changes(rubbish)) == {"quarantined": 1, "deleted": 1}


def test_an_answer_that_became_rubbish_stands_as_it_was() -> None:
    assert numbers(changes(annotation(result=None))) == {"quarantined": 1}
