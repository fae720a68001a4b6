"""Who said what: letters for everybody, people for editors; requests that are asked and taken back."""

import re

from flask import Flask

from docs.access import routes
from tasks.store.connection import Store
from tasks.store.people import Role
from tests.annotator.web.api.conftest import API, Scripts
from tests.exports.desks import Desk as Labelled
from tests.exports.desks import labelled_desk

SHIP = chr(0x1F6A2)
FIRST_ID = 700_000_000
"""Of the people, so that an id is known wherever it turns up."""


def _desk_with_telling_ids(store: Store) -> Labelled:
    with store.transaction():
        store.execute(
            "insert into people (person_id, email, name, recorded_at) values (?, 'x@example.org', 'X', '')",
            [FIRST_ID],
        )
    return labelled_desk(store)


def test_a_case_shows_letters_and_never_people(script_of: Scripts, desk_store: Store) -> None:
    labelled = _desk_with_telling_ids(desk_store)
    script, repairs = script_of("editor"), labelled.sentence("Repairs")
    case = script.get(f"/sentences/{repairs}/case")
    assert case["checkers"] == ["A", "B"]
    first, second = case["claims"]
    assert {one["checker"] for one in first["opinions"]} == {"A", "B"}
    assert {one["judgement"]["label"] for one in first["opinions"]} == {"verified", "unverifiable"}
    assert (first["method"], second["method"]) == ("undecided", "single")
    assert case["before"].strip().endswith("the port authority said.")
    assert str(FIRST_ID)[:6] not in script("GET", f"/sentences/{repairs}/case").text
    assert script("GET", "/sentences/none/case").status_code == 404
    assert script_of("checker")("GET", f"/sentences/{repairs}/case").status_code == 403


def test_annotations_name_people_to_editors_only(script_of: Scripts, labelled: Labelled) -> None:
    path = f"/sentences/{labelled.sentence(SHIP)}/annotations"
    first, second = script_of("editor").get(path)["items"]
    assert first["judgements"][0]["evidence"] == ["https://port.example.org/notice", "=cmd()"]
    assert first["stands"]
    assert [first["person_id"], second["person_id"]] == labelled.people
    assert {first["checker"], second["checker"]} == {"A", "B"}
    told = script_of("checker").get(path)["items"]
    assert told == [{**one, "person_id": None} for one in (first, second)]
    [case] = [script_of("editor").get(path.replace("annotations", "case"))]
    [claim] = case["claims"]
    evidence = {one["checker"]: one["judgement"]["evidence"] for one in claim["opinions"]}
    assert evidence[first["checker"]], "a letter is the same in all that is told of a sentence"


def test_nothing_tells_a_checker_who_others_are(app: Flask, script_of: Scripts, desk_store: Store) -> None:
    labelled = _desk_with_telling_ids(desk_store)
    script = script_of("checker")
    own = str(script.get("/account")["person_id"])
    [article] = script.get("/articles")["items"]
    names = {
        "article_id": article["article_id"],
        "sentence_id": labelled.sentence("Repairs"),
        "project_id": "1",
        "person_id": own,
    }
    tried = 0
    for route in routes(app):
        may = route.access.roles and Role.CHECKER in route.access.roles
        if route.method != "GET" or not route.rule.startswith(API) or not may:
            continue
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda gap: names.get(gap[1], "none"), route.rule)
        found = script("GET", path.removeprefix(API)).text.replace(own, "own")
        assert str(FIRST_ID)[:6] not in found, path
        tried += 1
    assert tried > 10


def test_what_is_asked_is_seen_and_taken_back(script_of: Scripts, labelled: Labelled) -> None:
    script, path = script_of("editor"), f"/sentences/{labelled.sentence(SHIP)}"
    flagged = script("POST", f"{path}/flag", json={"why": "look", "start": 0, "end": 5}).json["request_id"]
    asked = script("POST", f"{path}/send-back", json={"why": "Monday?", "checkers": ["B"]}).json["request_id"]
    shown = script.get(f"{path}/case")["requests"]
    assert [(one["request_id"], one["kind"], one["why"]) for one in shown] == [
        (flagged, "flag", "look"),
        (asked, "send_back", "Monday?"),
    ]
    assert (shown[0]["start"], shown[0]["end"]) == (0, 5)
    assert script("DELETE", f"{path}/requests/{asked}").status_code == 204
    assert [one["request_id"] for one in script.get(f"{path}/case")["requests"]] == [flagged]
    other = f"/sentences/{labelled.sentence('Repairs')}"
    assert script("DELETE", f"{other}/requests/{flagged}").status_code == 404
    assert script("POST", f"{path}/send-back", json={"why": "x", "checkers": ["Q"]}).status_code == 422


def test_what_editors_settled_is_in_the_case(script_of: Scripts, labelled: Labelled) -> None:
    script, path = script_of("editor"), f"/sentences/{labelled.sentence(SHIP)}"
    made = script("POST", f"{path}/adjudications", json={"label": "disputed", "note": "See the log."})
    [word] = script.get(f"{path}/case")["settled"]
    assert word["adjudication_id"] == made.json["adjudication_id"]
    assert (word["judgement"]["label"], word["judgement"]["note"]) == ("disputed", "See the log.")
    [claim] = script.get(f"{path}/case")["claims"]
    assert [one["change"] for one in claim["history"]][-1] == "adjudication"
