"""Whatever Label Studio sends, it becomes a version or is quarantined with a reason."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.label_studio import controls
from tasks.label_studio.results import as_json, read_annotation
from tasks.types import AnnotationVersion, Judgement, Quarantined
from tests.tasks.label_studio.payloads import annotation, choice, mark, typed

SENTENCE = "Rain fell on 12 days and nobody minded."
VERIFIED = choice(controls.VERDICT, "verified")
REAL_EXPORTS = Path(__file__).parents[3].parent / "shared" / "data" / "label-studio"

json_numbers = st.integers() | st.floats() | st.just(10**400)
json_text = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    ["verified", "unjudged", "2024-05-03T10:00:00Z", "prediction", "Rain fell", *vars(controls).values()]
).filter(lambda word: isinstance(word, str))
json_values = st.recursive(
    st.none() | st.booleans() | json_numbers | json_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(json_text, inner, max_size=4),
    max_leaves=20,
)
odd_results = st.fixed_dictionaries(
    {},
    optional={
        "id": json_text | json_values,
        "from_name": st.sampled_from([c for c in vars(controls).values() if isinstance(c, str)])
        | json_values,
        "origin": st.sampled_from(["manual", "prediction"]) | json_values,
        "value": st.fixed_dictionaries(
            {},
            optional={
                "start": st.integers(-3, 50) | json_values,
                "end": st.integers(-3, 50) | json_values,
                "text": st.lists(json_text, max_size=2) | json_values,
                "labels": st.lists(json_text, max_size=2) | json_values,
                "choices": st.lists(json_text, max_size=2) | json_values,
            },
        )
        | json_values,
    },
)
odd_annotations = st.fixed_dictionaries(
    {},
    optional={key: st.just(usual) | json_values for key, usual in annotation().items() if key != "result"}
    | {"result": st.lists(odd_results | json_values, max_size=4) | json_values},
)


def read(payload: object) -> AnnotationVersion:
    found = read_annotation(payload, SENTENCE)
    assert isinstance(found, AnnotationVersion), found
    return found


def refused(payload: object) -> Quarantined:
    found = read_annotation(payload, SENTENCE)
    assert isinstance(found, Quarantined), found
    return found


def test_an_answer() -> None:
    payload = annotation(VERIFIED)
    assert read(payload) == AnnotationVersion(
        label_studio_id=7,
        task_id=11,
        completed_by=3,
        created_at=datetime(2024, 5, 3, 10, 0, 0, 123456, UTC),
        updated_at=datetime(2024, 5, 3, 10, 5, 0, 654321, UTC),
        skipped=False,
        lead_time=12.5,
        result=as_json(payload["result"]),
        judgements=(Judgement("verified"),),
    )


def test_a_skip_has_no_judgements_but_keeps_what_was_filled_in() -> None:
    skip = read(annotation(VERIFIED, was_cancelled=True))
    assert (skip.skipped, skip.judgements) == (True, ())
    assert json.loads(skip.result) == [VERIFIED]


def test_an_answer_taken_back_is_a_version_that_says_nothing() -> None:
    """Not quarantined: it has to replace the version before."""
    empty = read(annotation())
    assert (empty.skipped, empty.judgements, empty.repairs, empty.result) == (False, (), (), "[]")


@pytest.mark.parametrize("author", [3, {"id": 3, "email": "checker@example.org", "first_name": ""}])
def test_who_answered_comes_as_a_number_or_as_an_object(author: object) -> None:
    assert read(annotation(VERIFIED, completed_by=author)).completed_by == 3


def test_nobody_may_be_named() -> None:
    nobody = read(annotation(VERIFIED, completed_by=None))
    assert (nobody.completed_by, nobody.repairs) == (None, ())


@pytest.mark.parametrize("author", ["3", True, -1, 0, 2**63, 1.5, [3], {}, {"id": None}])
def test_an_author_that_makes_no_sense_is_reported(author: object) -> None:
    found = read(annotation(VERIFIED, completed_by=author))
    assert (found.completed_by, found.repairs) == (None, ("could not tell who answered",))


def test_other_clocks_become_utc() -> None:
    found = read(annotation(created_at="2024-05-03T12:00:00+02:00", updated_at="2024-05-03T10:00:00"))
    assert found.created_at == found.updated_at == datetime(2024, 5, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "missing", [{"created_at": None}, {"updated_at": "soon"}, {"updated_at": "0001-01-01T00:00+14:00"}]
)
def test_one_time_stands_in_for_the_other(missing: dict[str, object]) -> None:
    found = read(annotation(VERIFIED, **missing))
    assert found.created_at == found.updated_at
    assert len(found.repairs) == 1


@pytest.mark.parametrize(
    ("lead_time", "seconds", "mended"),
    [
        (3, 3.0, False),
        (0, 0.0, False),
        (None, None, False),
        (-1, None, True),
        ("3", None, True),
        (True, None, True),
        (float("nan"), None, True),
        (float("inf"), None, True),
    ],
)
def test_lead_time(lead_time: object, seconds: float | None, *, mended: bool) -> None:
    found = read(annotation(VERIFIED, lead_time=lead_time))
    assert (found.lead_time, bool(found.repairs)) == (seconds, mended)


def test_ground_truth_is_kept() -> None:
    assert read(annotation(VERIFIED, ground_truth=True)).ground_truth


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": None}, "no id"),
        ({"id": "7"}, "no id"),
        ({"id": True}, "no id"),
        ({"id": 2**63}, "no id"),
        ({"task": None}, "no task"),
        ({"task": "11"}, "no task"),
        ({"result": None}, "no list of results"),
        ({"result": {}}, "no list of results"),
        ({"result": "[]"}, "no list of results"),
        ({"created_at": None, "updated_at": None}, "no time"),
        ({"was_cancelled": "false"}, "was_cancelled is neither"),
        ({"ground_truth": 1}, "ground_truth is neither"),
        ({"result": [choice(controls.VERDICT, "false")]}, "verdict is unknown"),
    ],
)
def test_what_makes_no_sense_is_quarantined_with_its_reason(changes: dict[str, Any], reason: str) -> None:
    payload = annotation(VERIFIED, **changes)
    found = refused(payload)
    assert reason in found.reason
    assert json.loads(found.payload) == payload
    assert found.label_studio_id == (None if "id" in changes else 7)


@pytest.mark.parametrize("payload", [None, True, 7, 1.5, "annotation", [], [annotation()], {}])
def test_what_is_no_annotation_is_quarantined(payload: object) -> None:
    assert json.loads(refused(payload).payload) == payload


def test_five_megabytes_of_note_are_bounded_but_not_lost() -> None:
    found = read(annotation(VERIFIED, typed(controls.NOTE, "n" * 5_000_000)))
    assert len(found.judgements[0].note) == 10_000
    assert len(found.result) > 5_000_000
    assert found.repairs == ("cut a note to 10000 characters",)


@given(json_values | odd_annotations, st.text() | st.just(SENTENCE))
@example(annotation(VERIFIED, lead_time=10**400), SENTENCE)
def test_nothing_is_ever_raised(payload: object, sentence: str) -> None:
    found = read_annotation(payload, sentence)
    kept = found.result if isinstance(found, AnnotationVersion) else found.payload
    assert storable(kept)
    if isinstance(found, Quarantined):
        assert found.reason
        return
    for judgement in found.judgements:
        assert judgement.span is None or 0 <= judgement.span.start < judgement.span.end <= len(sentence)
    assert not (found.skipped and found.judgements)


def storable(text: str) -> bool:
    with sqlite3.connect(":memory:") as database:
        [valid] = database.execute("select json_valid(?)", [text]).fetchone()
    return bool(valid)


def deep(levels: int) -> object:
    value: object = []
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("payload", [deep(900), annotation(VERIFIED, deep(900)), annotation(task=deep(900))])
def test_deep_nesting_is_quarantined_too(payload: object) -> None:
    assert storable(refused(payload).payload)


@given(json_values)
def test_equal_values_are_equal_text(value: object) -> None:
    text = as_json(value)
    assert text.isascii()
    assert as_json(json.loads(text)) == text


def test_the_order_of_keys_does_not_matter() -> None:
    assert as_json({"a": 1, "b": [2]}) == as_json({"b": [2], "a": 1}) == '{"a":1,"b":[2]}'


def test_a_version_says_the_same_after_a_round_trip() -> None:
    payload = annotation(mark(SENTENCE, "nobody minded", "disputed"), VERIFIED)
    found = read(payload)
    assert read({**payload, "result": json.loads(found.result)}) == found


@pytest.mark.skipif(not REAL_EXPORTS.is_dir(), reason="exports of other projects are not at hand")
def test_exports_of_other_projects_are_read_without_judgements() -> None:
    annotations = [
        annotation
        for export in sorted(REAL_EXPORTS.glob("*.json"))
        for task in json.loads(export.read_text(encoding="utf-8"))
        for annotation in task["annotations"]
    ]
    assert annotations
    for found in (read_annotation(payload, SENTENCE) for payload in annotations):
        assert isinstance(found, Quarantined) or not found.judgements
