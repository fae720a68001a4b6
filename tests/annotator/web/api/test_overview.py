"""What pages sum up, scripts can read: the first page, progress, queues, revisions, changes, alarms."""

import pytest

from exports.agreement.by_month import refresh_agreement
from exports.standings import refresh
from tasks import review
from tasks.store import alarms, people
from tasks.store.alarms import AlarmKind
from tasks.store.connection import Store
from tasks.types import Judgement, Verdict
from tests.annotator.web.api.conftest import Scripts
from tests.annotator.web.conftest import Surroundings
from tests.exports.desks import Desk as Labelled
from tests.exports.desks import released
from tests.tasks.store import builders

SHIP = chr(0x1F6A2)


def test_an_editor_reads_what_the_first_page_sums_up(script_of: Scripts, labelled: Labelled) -> None:
    refresh_agreement(labelled.store)
    found = script_of("editor").get("/overview")
    assert (found["to_do"], found["done"]) == (5, 4)
    assert found["current"]
    assert found["label_studio_reached"]
    concerns = {one["kind"]: one for one in found["concerns"]}
    assert concerns["quarantined"] == {"kind": "quarantined", "number": 1, "oldest": []}
    assert concerns["disagreements"]["number"] == 1
    [oldest] = concerns["disagreements"]["oldest"]
    assert oldest["sentence_id"] == labelled.sentence("Repairs")
    [period] = [one for one in found["verdicts_over_time"]["periods"] if one["counts"]]
    assert period["counts"] == {"verified": 1, "disputed": 1, "undecided": 1, "not_a_claim": 1}
    [month] = found["agreement"]
    assert (month["month"], month["units"]) == (period["start"][:7], 2)
    assert found["sent_back"] == []


def test_a_checker_reads_their_own_work_and_what_they_are_asked(
    script_of: Scripts, labelled: Labelled, desk_store: Store
) -> None:
    script, ship = script_of("checker"), labelled.sentence(SHIP)
    assert script.get("/overview")["concerns"] == []
    me = script.get("/account")["person_id"]
    labelled.people.append(me)
    labelled.say(SHIP, 2, Judgement(Verdict.DISPUTED))
    review.send_back(desk_store, ship, None, "Was it Monday?", labelled.people[0], [me])
    [asked] = script.get("/overview")["sent_back"]
    assert (asked["sentence_id"], asked["why"], asked["title"]) == (ship, "Was it Monday?", "Harbour reopens")
    assert asked["task"].endswith("/projects/7/data?task=100")
    assert script_of("editor").get("/overview")["sent_back"] == [], "it is asked of somebody else"
    assert script_of("researcher")("GET", "/overview").status_code == 403


def test_whether_label_studio_was_reached(
    script_of: Scripts, labelled: Labelled, surroundings: Surroundings
) -> None:
    surroundings.sync = type(surroundings.sync)(1.0, "refused")
    assert not script_of("checker").get("/overview")["label_studio_reached"]


def test_articles_tell_how_far_they_are(script_of: Scripts, labelled: Labelled) -> None:
    script = script_of("checker")
    [article] = script.get("/articles")["items"]
    assert (article["to_label"], article["labelled"], article["disagree"]) == (5, 3, 1)
    again = script.get(f"/articles/{article['article_id']}")
    assert {name: again[name] for name in article} == article


def test_the_queues_are_counted_and_shown_with_votes(script_of: Scripts, labelled: Labelled) -> None:
    script = script_of("editor")
    counts = script.get("/review/counts")["counts"]
    assert (counts["disagreement"], counts["flagged"], counts["waiting"]) == (1, 0, 0)
    script("POST", f"/sentences/{labelled.sentence('Repairs')}/flag", json={})
    [entry] = script.get("/review?kind=disagreement")["items"]
    assert (entry["publisher"], entry["published_on"], entry["flags"]) == ("Coast News", None, 1)
    votes = {one["label"]: one["votes"]["verified"] for one in entry["claims"]}
    assert votes == {"undecided": 1, "disputed": 0}
    assert script.get("/review/counts")["counts"]["flagged"] == 1
    assert script_of("checker")("GET", "/review/counts").status_code == 403


def test_what_revisions_changed_comes_in_pages(script_of: Scripts, desk_store: Store) -> None:
    for text in ("One is true.\nTwo is.", "One is true.\nThree is.", "Three is."):
        builders.add(desk_store, text, "https://news.example.org/n")
    refresh(desk_store)
    script = script_of("checker")
    [article] = script.get("/articles")["items"]
    path = f"/articles/{article['article_id']}/revisions?limit=1"
    newest = script.get(path)
    [change] = newest["items"]
    assert (change["revision"], change["added"], change["withdrawn"]) == (3, [], ["One is true."])
    before = script.get(f"{path}&cursor={newest['next']}")
    [change] = before["items"]
    assert (change["revision"], change["added"], change["withdrawn"]) == (2, ["Three is."], ["Two is."])
    assert before["next"] is None
    assert script("GET", "/articles/none/revisions").status_code == 404
    assert script("GET", f"{path}&cursor=x").status_code == 422
    assert script_of("researcher")("GET", path).status_code == 403


def test_what_changed_from_release_to_release(
    script_of: Scripts, labelled: Labelled, surroundings: Surroundings
) -> None:
    script = script_of("researcher")
    released(labelled.store, surroundings.settings.releases_dir)
    labelled.say("Nobody", 0, Judgement(Verdict.DISPUTED))
    released(labelled.store, surroundings.settings.releases_dir)
    first, second = (script.get(f"/releases/harbour/{version}/changes") for version in ("1.0.0", "1.1.0"))
    assert first == {"since": None, "added": 3, "removed": 0, "changed": 0, "moved": 0}
    assert second == {"since": "1.0.0", "added": 1, "removed": 0, "changed": 0, "moved": 0}
    assert script("GET", "/releases/harbour/9.9.9/changes").status_code == 404


def test_the_ledger_tells_what_is_on_record(script_of: Scripts, labelled: Labelled) -> None:
    script = script_of("editor")
    ledger = script.get("/ledger")
    assert ledger["current"]
    assert (ledger["on_record"]["sentences"], ledger["on_record"]["releases"]) == (5, 0)
    labelled.say("Nobody", 0, Judgement(Verdict.DISPUTED))
    assert not script.get("/ledger")["current"]


@pytest.mark.parametrize("role", ["checker", "editor"])
def test_an_alarm_tells_how_far_it_is_put_back(script_of: Scripts, labelled: Labelled, role: str) -> None:
    assert labelled.home is not None
    alarms.sound(labelled.store, labelled.home, AlarmKind.ANSWERS_DELETED, "Somebody did.", answers=3)
    script = script_of(role)
    [alarm] = script.get("/alarms")["items"]
    assert (alarm["kind"], alarm["can_be_put_back"], alarm["put_back"]) == ("answers_deleted", True, None)
    assert script_of("editor")("POST", "/alarms/answers_deleted/put-back").status_code == 202
    [alarm] = script.get("/alarms")["items"]
    wish = alarm["put_back"]
    assert (wish["asked_by"], wish["done"], wish["failure"]) == ("Editor", 0, None)


def test_who_gave_a_role_is_for_editors(script_of: Scripts, labelled: Labelled) -> None:
    admin, checker = script_of("admin"), script_of("checker")
    me, giver = (script.get("/account")["person_id"] for script in (checker, admin))
    assert admin("PUT", f"/people/{me}/roles/researcher").status_code == 204
    assert [one["granted_by"] for one in admin.get(f"/people/{me}")["held"]] == [None, giver]
    assert [one["granted_by"] for one in checker.get(f"/people/{me}")["held"]] == [None, None]
    assert checker.get(f"/people/{me}")["recently"] == 0
    assert len(people.list_holdings(labelled.store, me)) == 2
