"""What pages do, scripts can do."""

import io

import pytest

from exports.standings import refresh
from tasks.store import alarms, audit
from tasks.store.alarms import AlarmKind
from tasks.store.connection import Store
from tasks.types import Judgement, Span, Verdict
from tests.annotator.web.api.conftest import API, Scripts
from tests.annotator.web.conftest import Surroundings
from tests.exports.desks import Desk as Labelled

NEWS = "The mayor said that 14 libraries closed. Visits fell by a third, the auditor reported."


def test_an_article_is_previewed_added_read_and_listed(
    script_of: Scripts, surroundings: Surroundings, desk_store: Store
) -> None:
    script = script_of("editor")
    shown = script("POST", "/articles/preview", json={"text": NEWS}).json
    assert [one["text"] for one in shown["items"][0]["sentences"]] == [
        "The mayor said that 14 libraries closed.",
        "Visits fell by a third, the auditor reported.",
    ]
    assert script.get("/articles")["items"] == []
    made = script(
        "POST", "/articles", json={"text": NEWS, "title": "Libraries", "published_on": "2026-03-12", "top": 1}
    )
    assert made.status_code == 201
    assert surroundings.hints == 1
    [added] = made.json["items"]
    assert (added["sentences"], added["new"], added["revised"]) == (2, 2, False)
    article = script.get(made.location.removeprefix(API))
    assert (article["text"], article["title"], article["published_on"]) == (NEWS, "Libraries", "2026-03-12")
    sentences = script.get(f"/articles/{added['article_id']}/sentences")["items"]
    assert [NEWS[one["start"] : one["end"]] for one in sentences] == [one["text"] for one in sentences]
    assert sorted(one["state"] for one in sentences) == ["left_out", "waiting"]
    assert audit.list_entries(desk_store, limit=1)[0].action == "article.add"


def test_an_article_is_added_as_an_editor_cuts_it(script_of: Scripts) -> None:
    script = script_of("editor")
    second = NEWS.index("Visits")
    mends = {"split": [NEWS.index("by a third")], "join": [second], "leave_out": [NEWS.index("by a third")]}
    [added] = script("POST", "/articles", json={"text": NEWS, "mends": mends}).json["items"]
    sentences = script.get(f"/articles/{added['article_id']}/sentences")["items"]
    assert [(one["text"], one["state"]) for one in sentences] == [
        ("The mayor said that 14 libraries closed. Visits fell", "waiting"),
        ("by a third, the auditor reported.", "left_out"),
    ]
    refused = script("POST", "/articles", json={"text": NEWS, "mends": {"join": [second + 1]}})
    assert refused.status_code == 422
    assert len(script.get("/articles")["items"]) == 1


def test_a_file_is_added(script_of: Scripts) -> None:
    script = script_of("editor")
    made = script(
        "POST",
        "/articles/files?name=news.txt&title=2024",
        data=io.BytesIO(NEWS.encode()),
        content_type="application/octet-stream",
    )
    assert made.status_code == 201
    assert made.json["items"][0]["title"] == "2024"
    refused = script(
        "POST", "/articles/files?name=news.pdf", data=b"%PDF-", content_type="application/octet-stream"
    )
    assert refused.status_code == 422
    assert "news.pdf" in refused.json["detail"]
    assert "annotator-" not in refused.json["detail"], "the desk's own folders are nobody's business"


def test_sentences_tell_claims_verdicts_and_votes(script_of: Scripts, labelled: Labelled) -> None:
    script = script_of("checker")
    [article] = script.get("/articles")["items"]
    sentences = script.get(f"/articles/{article['article_id']}/sentences")["items"]
    ship, repairs, will, cafe, nobody = sentences
    [claim] = ship["claims"]
    assert (claim["verdict"], claim["method"], claim["votes"]["verified"]) == ("verified", "unanimous", 2)
    assert len(repairs["claims"]) == 2
    assert repairs["text"][claim_span(repairs, 0)] == "Repairs cost nine million"
    assert (will["label"], cafe["label"], nobody["label"]) == ("not_a_claim", None, None)
    assert (will["claims"], repairs["label"], repairs["disagree"]) == ([], "several", True)
    assert script.get(f"/sentences/{ship['sentence_id']}").items() > ship.items()
    everywhere = script.get("/sentences")["items"]
    assert everywhere == sorted(sentences, key=lambda one: one["sentence_id"])
    assert script.get("/sentences?state=pushed")["items"] == [nobody]
    assert script.get("/sentences?label=verified&state=labelled")["items"] == [ship]
    assert script.get("/sentences?label=verified&disagree=true")["items"] == []
    assert script.get(f"/articles/{article['article_id']}/sentences?disagree=1")["items"] == [repairs]


def claim_span(sentence: dict[str, object], number: int) -> slice:
    claims = sentence["claims"]
    assert isinstance(claims, list)
    return slice(claims[number]["start"], claims[number]["end"])


def test_sentences_are_found_by_their_words(script_of: Scripts, labelled: Labelled) -> None:
    script = script_of("checker")
    [found] = script.get("/search?words=harbour&label=verified")["items"]
    assert found["sentence_id"] == labelled.sentence(chr(0x1F6A2))
    first = script.get("/search?limit=3")
    second = script.get(f"/search?limit=3&cursor={first['next']}")
    assert len({one["sentence_id"] for one in first["items"] + second["items"]}) == 5
    assert second["next"] is None


def test_a_disagreement_is_settled_and_taken_back(script_of: Scripts, labelled: Labelled) -> None:
    script = script_of("editor")
    repairs = labelled.sentence("Repairs")
    assert repairs in [one["sentence_id"] for one in script.get("/review?kind=disagreement")["items"]]
    [first, *_] = script.get(f"/sentences/{repairs}")["claims"]
    word = {
        "start": first["start"],
        "end": first["end"],
        "label": "disputed",
        "evidence": ["https://a.example"],
    }
    made = script("POST", f"/sentences/{repairs}/adjudications", json=word)
    assert made.status_code == 201
    [settled, *_] = script.get(f"/sentences/{repairs}")["claims"]
    assert (settled["verdict"], settled["method"]) == ("disputed", "adjudicated")
    path = f"/sentences/{repairs}/adjudications/{made.json['adjudication_id']}"
    assert script("DELETE", path).status_code == 204
    assert script("DELETE", path).status_code == 404
    assert script.get(f"/sentences/{repairs}")["claims"][0] == first


def test_a_settlement_has_to_make_sense(script_of: Scripts, labelled: Labelled) -> None:
    script, ship = script_of("editor"), labelled.sentence(chr(0x1F6A2))
    for wrong in (
        {"label": "true"},
        {"label": "verified", "reason": "too_vague"},
        {"label": "verified", "start": 3},
        {"label": "verified", "start": 5, "end": 5_000},
    ):
        assert script("POST", f"/sentences/{ship}/adjudications", json=wrong).status_code == 422, wrong
    assert script("POST", "/sentences/none/flag", json={}).status_code in (404, 422)


def test_others_are_asked_about_a_claim(script_of: Scripts, labelled: Labelled) -> None:
    script, ship = script_of("editor"), labelled.sentence(chr(0x1F6A2))
    assert script("POST", f"/sentences/{ship}/flag", json={"why": "look"}).status_code == 201
    assert script("POST", f"/sentences/{ship}/flag", json={"why": "look"}).status_code == 422
    assert script("POST", f"/sentences/{ship}/opinion", json={}).status_code == 201
    assert script("POST", f"/sentences/{ship}/send-back", json={}).status_code == 422
    assert script("POST", f"/sentences/{ship}/send-back", json={"why": "date"}).status_code == 201
    flagged = script.get("/review?kind=flagged")["items"]
    assert [one["sentence_id"] for one in flagged] == [ship]


def test_a_release_is_made_and_its_files_come_by_token(script_of: Scripts, labelled: Labelled) -> None:
    made = script_of("editor")("POST", "/releases", json={"name": "harbour"})
    assert made.status_code == 201
    researcher = script_of("researcher", "read")
    [release] = researcher.get("/releases")["items"]
    assert (release["name"], release["claims"]) == ("harbour", made.json["claims"])
    files = researcher.get(f"/releases/harbour/{release['version']}")["files"]
    [rows] = [file for file in files if file["path"] == "jsonl/claims.jsonl"]
    token = {"Authorization": f"Bearer {researcher.token}"}
    with researcher.client.get(rows["url"], headers=token) as whole:
        assert len(whole.data) == whole.content_length == rows["size"]
    with researcher.client.get(rows["url"], headers=token | {"Range": "bytes=5-14"}) as part:
        assert part.status_code == 206
        assert part.data == whole.data[5:15]
    with researcher.client.get(release["archive"], headers=token) as archive:
        assert archive.data[:2] == b"PK"
    audience = f"/releases/harbour/{release['version']}/audience"
    assert script_of("editor")("PUT", audience, json={"audience": "public"}).status_code == 204
    assert researcher.get("/releases")["items"][0]["audience"] == "public"
    assert researcher("GET", "/releases/harbour/9.9.9").status_code == 404
    assert script_of("editor")("POST", "/releases", json={"name": "../evil"}).status_code == 422
    assert script_of("editor")("POST", "/releases", json={"name": "a", "as_of": "soon"}).status_code == 422


@pytest.mark.peers
@pytest.mark.usefixtures("crowdkit")
def test_a_release_with_what_models_of_the_checkers_say(script_of: Scripts, labelled: Labelled) -> None:
    script = script_of("editor")
    made = script("POST", "/releases", json={"name": "harbour", "aggregate": ["mace", "dawid-skene"]})
    assert made.status_code == 201, made.text
    first, second = made.json["aggregations"]
    assert (first["method"], second["method"]) == ("dawid-skene", "mace")
    assert first["software"].startswith("crowd-kit 1.")
    counts = ("claims", "same", "differs", "decided", "undefined")
    assert [second[name] for name in counts] == [3, 2, 0, 1, None]
    assert "jsonl/aggregations.jsonl" in {file["path"] for file in made.json["files"]}
    [release] = script_of("researcher").get("/releases")["items"]
    again = script_of("researcher").get(f"/releases/harbour/{release['version']}")
    assert again["aggregations"] == [first, second]


def test_without_what_fits_models_a_script_is_told_what_to_install(
    script_of: Scripts, labelled: Labelled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exports.crowd.models.crowdkit_version", lambda: None)
    script = script_of("editor")
    refused = script("POST", "/releases", json={"name": "harbour", "aggregate": ["mace"]})
    assert (refused.status_code, refused.mimetype) == (422, "application/problem+json")
    assert 'pip install "annotator[crowd]"' in refused.json["detail"]
    unknown = script("POST", "/releases", json={"name": "harbour", "aggregate": ["guessing"]})
    assert (unknown.status_code, unknown.mimetype) == (422, "application/problem+json")
    assert "'dawid-skene' or 'mace'" in unknown.json["detail"]
    assert unknown.json["errors"][0]["field"] == "aggregate.0"
    assert script.get("/releases")["items"] == []
    assert script("POST", "/releases", json={"name": "harbour"}).json["aggregations"] == []


def test_a_release_is_divided_by_date(script_of: Scripts, labelled: Labelled) -> None:
    script = script_of("editor")
    days = {"validation_from": "2020-01-01", "test_from": "2021-01-01"}
    made = script("POST", "/releases", json={"name": "harbour", "by_date": days})
    [file] = [one for one in made.json["files"] if one["path"] == "manifest.json"]
    with script.client.get(file["url"], headers={"Authorization": f"Bearer {script.token}"}) as manifest:
        split = manifest.get_json(force=True)["split"]
    assert split == "by date: validation from 2020-01-01, test from 2021-01-01"
    backwards = {"validation_from": "2021-01-01", "test_from": "2020-01-01"}
    refused = script("POST", "/releases", json={"name": "harbour", "by_date": backwards})
    assert refused.status_code == 422
    assert "newer than those for validation" in refused.json["detail"]


def test_what_only_people_can_say_of_a_dataset_is_said(script_of: Scripts, labelled: Labelled) -> None:
    script, path = script_of("editor"), "/datasets/harbour/particulars"
    assert script.get(path)["title"] == ""
    said = {"title": "Harbour claims", "creators": ["Ana"], "licence": "cc-by-4.0", "known_gaps": "Sundays."}
    assert script("PUT", path, json=said).status_code == 204
    kept = script.get(path)
    assert {name: kept[name] for name in said} == said
    assert kept["mapping"]["fever"]["disputed"] == "REFUTES"
    assert script("PUT", path, json=kept).status_code == 204, "what was read can be sent back"
    first = script("POST", "/releases", json={"name": "harbour"}).json
    own = {"title": "Only this time", "article_text": ["Coast News"]}
    second = script("POST", "/releases", json={"name": "harbour", "particulars": own}).json
    titles = []
    for made in (first, second):
        [package] = [one for one in made["files"] if one["path"] == "datapackage.json"]
        token = {"Authorization": f"Bearer {script.token}"}
        with script.client.get(package["url"], headers=token) as file:
            titles.append(file.get_json(force=True)["title"])
    assert titles == ["Harbour claims", "Only this time"]
    wrongs: list[dict[str, object]] = [{"licence": "mine"}, {"mapping": {"fever": {}}}, {"titel": "x"}]
    for wrong in wrongs:
        assert script("PUT", path, json=wrong).status_code == 422, wrong
    assert script_of("researcher")("PUT", path, json=said).status_code == 403


def test_an_article_is_shown_to_everybody_and_withdrawn(script_of: Scripts, labelled: Labelled) -> None:
    script = script_of("editor")
    [article] = script.get("/articles")["items"]
    path = f"/articles/{article['article_id']}"
    page = f"{path}/public"
    stranger = script.client
    assert stranger.get(page).status_code == 404
    assert script("PUT", page).status_code == 204
    assert script.get(path)["public"]
    assert stranger.get(page).status_code == 200
    assert script("DELETE", page).status_code == 204
    assert not script.get(path)["public"]
    assert script("PUT", "/articles/none/public").status_code == 404
    assert script_of("checker")("PUT", page).status_code == 403


def test_the_desk_is_accounted_for(script_of: Scripts, labelled: Labelled) -> None:
    script = script_of("editor")
    status, ledger = script.get("/status"), script.get("/ledger")
    assert status["sentences"] == ledger["sentences"] == 5
    assert sum(ledger["states"].values()) == 5
    assert ledger["balanced"]
    assert set(status["verdicts"]) == {"verified", "disputed", "unverifiable", "not_a_claim", "undecided"}
    [project] = script.get("/projects")["items"]
    assert project["checkers_per_sentence"] == 1


def test_quarantine_is_looked_at_and_dismissed(script_of: Scripts, labelled: Labelled) -> None:
    script = script_of("editor")
    [case] = script.get("/quarantine")["items"]
    path = f"/quarantine/{case['quarantine_id']}"
    assert script.get(path)["payload"] == '{"result": "<script>"}'
    assert script("POST", f"{path}/release").status_code == 422
    assert script("POST", f"{path}/dismiss", json={"note": "  "}).status_code == 422
    assert script("POST", f"{path}/dismiss", json={"note": "a test"}).status_code == 204
    assert script.get("/quarantine")["items"] == []
    assert script.get(path)["settled_as"] == "dismissed"


def test_roles_are_given_and_taken_by_admins(script_of: Scripts) -> None:
    admin, editor = script_of("admin"), script_of("editor")
    [person] = [one for one in admin.get("/people")["items"] if one["email"] == "editor@example.org"]
    path = f"/people/{person['person_id']}/roles/researcher"
    assert editor("PUT", path).status_code == 403
    assert admin("PUT", path).status_code == 204
    assert admin.get("/people")["items"][1]["roles"] == ["editor", "researcher"]
    assert admin("DELETE", path).status_code == 204
    said = [(entry["action"], entry["subject"]) for entry in admin.get("/audit?limit=2")["items"]]
    assert said == [(f"role.{done}", f"person:{person['person_id']}") for done in ("revoke", "grant")]
    own = f"/people/{admin.get('/account')['person_id']}/roles/admin"
    refused = admin("DELETE", own)
    assert refused.status_code == 422
    assert "needs an admin" in refused.json["detail"]


def test_how_somebody_works_is_for_editors_and_themselves(script_of: Scripts, labelled: Labelled) -> None:
    ana, bo = labelled.people
    found = script_of("editor").get(f"/people/{ana}")
    assert (found["answered"], found["skipped"]) == (3, 1)
    assert found["with_others"]["comparisons"] == 2
    assert [one["person_id"] for one in found["with_each"]] == [bo]
    checker = script_of("checker")
    me = checker.get("/account")["person_id"]
    own = checker.get(f"/people/{me}")
    assert own["with_each"] == []
    assert [one["role"] for one in own["held"]] == ["checker"]
    assert checker("GET", f"/people/{ana}").status_code == 404
    assert script_of("editor")("GET", "/people/999").status_code == 404


def test_the_invitation_is_asked_for_now_and_then(script_of: Scripts) -> None:
    """Whoever has a token by mistake cannot go on asking for the door."""
    script = script_of("editor")
    assert {script.get("/invitation")["url"] for _ in range(30)} == {None}, "Label Studio is away"
    refused = script("GET", "/invitation")
    assert (refused.status_code, refused.mimetype) == (429, "application/problem+json")
    assert int(refused.headers["Retry-After"]) > 0
    assert script_of("editor", "read")("GET", "/invitation").status_code == 403, "it lets people in"
    assert script_of("checker")("GET", "/invitation").status_code == 403


def test_a_script_can_revoke_its_own_token(script_of: Scripts) -> None:
    script = script_of("researcher")
    [token] = script.get("/account/tokens")["items"]
    assert script("DELETE", f"/account/tokens/{token['token_id']}").status_code == 204
    assert script("GET", "/account").status_code == 401


@pytest.mark.parametrize("kind", list(AlarmKind))
def test_only_alarms_that_are_up_can_be_settled(script_of: Scripts, kind: str) -> None:
    script = script_of("editor")
    assert script.get("/alarms")["items"] == []
    assert script("POST", f"/alarms/{kind}/put-back").status_code == 404
    assert script("POST", f"/alarms/{kind}/accept").status_code == 404


def test_changed_answers_are_put_back_where_it_is_known_how_they_were(
    script_of: Scripts, labelled: Labelled
) -> None:
    script, kind = script_of("editor"), AlarmKind.ANSWERS_CHANGED
    assert labelled.home is not None
    for unknown, status in ((2, 422), (1, 202)):
        alarms.sound(labelled.store, labelled.home, kind, "Somebody did.", answers=2, unknown=unknown)
        assert script("POST", f"/alarms/{kind}/put-back").status_code == status
    assert script("POST", f"/alarms/{kind}/accept").status_code == 204
    assert script.get("/alarms")["items"] == []


def test_the_queue_comes_in_either_order(script_of: Scripts, labelled: Labelled) -> None:
    script = script_of("editor")
    labelled.say(chr(0x1F6A2), None, Judgement(Verdict.DISPUTED))  # two to one
    labelled.say("Repairs", None, Judgement(Verdict.DISPUTED, Span(0, 25)))  # each of three says another
    refresh(labelled.store)
    found = {}
    for order in ("oldest", "disputed"):
        first = script.get(f"/review?kind=disagreement&order={order}&limit=1")
        second = script.get(f"/review?kind=disagreement&order={order}&limit=1&cursor={first['next']}")
        assert second["next"] is None
        found[order] = [one["sentence_id"] for one in (*first["items"], *second["items"])]
    ship, repairs = labelled.sentence(chr(0x1F6A2)), labelled.sentence("Repairs")
    assert found == {"oldest": [ship, repairs], "disputed": [repairs, ship]}


def test_a_sentence_is_in_a_queue_once_however_much_is_asked(script_of: Scripts, labelled: Labelled) -> None:
    script, ship = script_of("editor"), labelled.sentence(chr(0x1F6A2))
    path = f"/sentences/{ship}"
    for place in ({}, {"start": 0, "end": 5}):
        assert script("POST", f"{path}/flag", json=place).status_code == 201
    assert [one["sentence_id"] for one in script.get("/review?kind=flagged")["items"]] == [ship]
    assert script("POST", f"{path}/opinion", json={}).status_code == 201
    assert script("POST", f"{path}/send-back", json={"why": "Was it Monday?"}).status_code == 201
    assert [one["sentence_id"] for one in script.get("/review?kind=waiting")["items"]] == [ship]
