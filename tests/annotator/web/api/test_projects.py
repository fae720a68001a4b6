"""Projects by script: made, changed, archived and taken up again."""

import pytest

from tests.annotator.web.api.conftest import Scripts
from tests.annotator.web.conftest import Surroundings


def test_a_project_is_made_changed_and_archived(script_of: Scripts, surroundings: Surroundings) -> None:
    script = script_of("editor")
    made = script("POST", "/projects", json={"title": " Elections ", "guidelines": "Ask **twice**."})
    assert (made.status_code, made.location) == (201, "/api/v1/projects/2")
    assert made.json["title"] == "Elections"
    assert (made.json["checkers_per_sentence"], made.json["articles"]) == (1, 0)
    changed = script("PATCH", "/projects/2", json={"checkers_per_sentence": 3}).json
    assert changed == {**made.json, "checkers_per_sentence": 3}
    assert script.get("/projects/2") == changed
    assert surroundings.hints == 2, "Label Studio is told soon"
    assert script("POST", "/projects/2/archive").status_code == 204
    assert [one["archived"] for one in script.get("/projects")["items"]] == [False, True]
    assert script("POST", "/projects/2/take-up").status_code == 204
    assert not script.get("/projects/2")["archived"]


def test_the_last_project_cannot_be_archived(script_of: Scripts) -> None:
    refused = script_of("editor")("POST", "/projects/1/archive")
    assert refused.status_code == 422
    assert "needs one project" in refused.json["detail"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "ab"},
        {"title": "   a   "},
        {"title": "x" * 51},
        {"title": "Fact-checking"},
        {"title": "Elections", "checkers_per_sentence": 21},
        {"title": "Elections", "guidelines": "x" * 20_001},
    ],
)
def test_a_project_has_to_make_sense(script_of: Scripts, wrong: dict[str, object]) -> None:
    script = script_of("editor")
    other = script("POST", "/projects", json={"title": "Another"}).json["project_id"]
    assert script("POST", "/projects", json=wrong).status_code == 422
    assert script("PATCH", f"/projects/{other}", json=wrong).status_code == 422
    assert script.get(f"/projects/{other}")["title"] == "Another"


def test_checkers_see_projects_and_change_none(script_of: Scripts) -> None:
    script = script_of("checker")
    assert script.get("/projects/1")["title"] == "Fact-checking"
    assert script("PATCH", "/projects/1", json={"title": "Mine"}).status_code == 403
    assert script("POST", "/projects", json={"title": "Mine"}).status_code == 403
    assert script("GET", "/projects/9").status_code == 404
    assert script_of("editor")("PATCH", "/projects/9", json={"title": "Mine"}).status_code == 404
