"""Annotations in the shapes that Label Studio 1.23 sends."""

from typing import Any

from tasks.label_studio import controls

Result = dict[str, Any]


def annotation(*results: object, **changes: object) -> dict[str, Any]:
    """An annotation as the API gives it; ``changes`` replace fields of it."""
    return {
        "id": 7,
        "completed_by": 3,
        "result": list(results),
        "was_cancelled": False,
        "ground_truth": False,
        "created_at": "2024-05-03T10:00:00.123456Z",
        "updated_at": "2024-05-03T10:05:00.654321Z",
        "draft_created_at": None,
        "lead_time": 12.5,
        "prediction": {},
        "task": 11,
        "project": 2,
        "parent_prediction": None,
        **changes,
    }


def choice(name: str, *values: str) -> Result:
    """An answer about the sentence."""
    return _result(f"{name}-result", name, "choices", {"choices": list(values)})


def typed(name: str, *texts: str) -> Result:
    return _result(f"{name}-result", name, "textarea", {"text": list(texts)})


def mark(
    sentence: str, words: str, *labels: str, region: str | None = None, origin: str = "manual"
) -> Result:
    """A marked claim; without labels, as the machine suggests it."""
    start = sentence.index(words)
    place = {"start": start, "end": start + len(words), "text": words}
    value = {**place, "labels": list(labels or [controls.UNJUDGED])}
    return _result(region or words, controls.CLAIM, "labels", value, origin)


def about(marked: Result, name: str, *choices: str) -> Result:
    """An answer about a marked claim."""
    return _result(marked["id"], name, "choices", {**_place(marked), "choices": list(choices)})


def typed_about(marked: Result, name: str, *texts: str) -> Result:
    return _result(marked["id"], name, "textarea", {**_place(marked), "text": list(texts)})


def _place(marked: Result) -> Result:
    return {key: marked["value"][key] for key in ("start", "end", "text")}


def _result(identity: str, name: str, kind: str, value: Result, origin: str = "manual") -> Result:
    return {
        "id": identity,
        "from_name": name,
        "to_name": controls.TEXT,
        "type": kind,
        "value": value,
        "origin": origin,
    }
