"""Drafts of new articles by script: handed in, mended, corrected, and only then added."""

from tests.annotator.web.api.conftest import Script, Scripts
from tests.annotator.web.conftest import Surroundings

NEWS = (
    "The mayor said that 14 libraries closed. Visits fell by a third, the auditor reported. "
    "Divers found a mine near the third pier. Nobody was hurt."
)
FILE = "application/octet-stream"


def hand_in(script: Script, **source: object) -> str:
    made = script("POST", "/drafts", json={"text": NEWS, **source})
    assert made.status_code == 201, made.text
    [entry] = made.json["items"]
    return f"/drafts/{entry['draft_id']}"


def texts(draft: dict[str, list[dict[str, str]]]) -> list[str]:
    return [one["text"] for one in draft["sentences"]]


def in_pages_of_two(script: Script, path: str) -> list[dict[str, object]]:
    page = script.get(f"{path}?limit=2")
    seen: list[dict[str, object]] = page["items"]
    while page["next"]:
        page = script.get(f"{path}?limit=2&cursor={page['next']}")
        seen += page["items"]
    return seen


def test_a_draft_is_shown_and_nothing_is_added(script_of: Scripts, surroundings: Surroundings) -> None:
    script = script_of("editor")
    draft = script.get(hand_in(script, title="Libraries", published_on="2026-03-12"))
    assert (draft["title"], draft["published_on"]) == ("Libraries", "2026-03-12")
    assert all(NEWS[one["start"] : one["end"]] == one["text"] for one in draft["sentences"])
    assert draft["sentences"][0]["claimant"] == "The mayor"
    assert (draft["known_as"], draft["new"], draft["gone"]) == (None, 4, 0)
    assert all(one["labelled"] and not one["known"] for one in draft["sentences"])
    assert script.get("/articles")["items"] == []
    assert surroundings.hints == 0


def test_it_is_mended_corrected_and_added(script_of: Scripts, surroundings: Surroundings) -> None:
    script = script_of("editor")
    path = hand_in(script, top=2)
    mends = {
        "split": [NEWS.index("near the")],
        "join": [NEWS.index("Visits")],
        "leave_out": [NEWS.index("Divers")],
        "take_in": [NEWS.index("Nobody")],
    }
    mended = script("POST", f"{path}/mends", json=mends)
    assert mended.status_code == 200
    assert texts(mended.json)[0].endswith("the auditor reported.")
    assert [one["wish"] for one in mended.json["sentences"]] == [None, False, None, True]
    assert sum(one["labelled"] for one in mended.json["sentences"]) == 2
    changed = script("PATCH", path, json={"publisher": " Coast News ", "top": None}).json
    assert (changed["publisher"], changed["top"]) == ("Coast News", None)
    assert changed == script.get(path)
    made = script("POST", f"{path}/add")
    assert (made.status_code, made.json["new"]) == (201, 4)
    article = made.json["article_id"]
    assert made.location == f"/api/v1/articles/{article}"
    assert script.get(f"/articles/{article}")["publisher"] == "Coast News"
    added = script.get(f"/articles/{article}/sentences")["items"]
    assert [one["text"] for one in added] == texts(changed)
    assert [one["state"] for one in added] == ["waiting", "left_out", "waiting", "waiting"]
    assert surroundings.hints == 1
    assert script("GET", path).status_code == 404, "what is added is off the table"


def test_mends_are_all_made_or_none(script_of: Scripts) -> None:
    script = script_of("editor")
    path = hand_in(script)
    before = script.get(path)
    wrong = script("POST", f"{path}/mends", json={"join": [NEWS.index("Visits")], "leave_out": [3]})
    assert wrong.status_code == 422
    assert script.get(path) == before


def test_a_draft_goes_into_the_chosen_project(script_of: Scripts) -> None:
    script = script_of("editor")
    project = script("POST", "/projects", json={"title": "Elections"}).json["project_id"]
    path = hand_in(script, project_id=project)
    assert script.get(path)["project_id"] == project
    assert script("PATCH", path, json={"project_id": 99}).status_code == 422
    assert script("POST", "/drafts", json={"text": NEWS, "project_id": 99}).status_code == 422
    script("POST", f"{path}/add")
    assert [one["articles"] for one in script.get("/projects")["items"]] == [0, 1]
    assert script("POST", f"/projects/{project}/archive").status_code == 204
    refused = script("POST", "/articles", json={"text": "One sentence.", "project_id": project})
    assert "archived" in refused.json["detail"]
    assert script("POST", "/articles", json={"text": "One sentence.", "project_id": 1}).status_code == 201


def test_what_the_desk_has_already_is_said(script_of: Scripts) -> None:
    script = script_of("editor")
    source = {"text": NEWS, "url": "https://a.example/libraries"}
    [known] = script("POST", "/articles", json=source).json["items"]
    again = script.get(hand_in(script, url=source["url"]))
    assert (again["known_as"], again["unchanged"], again["new"]) == (known["article_id"], True, 0)
    copied = script.get(hand_in(script, url="https://b.example/libraries"))
    assert copied["known_as"] is None
    [alike] = copied["alike"]
    assert (alike["article_id"], alike["sentences"]) == (known["article_id"], 4)


def test_a_table_of_articles_comes_as_a_batch(script_of: Scripts) -> None:
    script = script_of("editor")
    lines = "".join(f'{{"id": "{n}", "text": "Article {n} has one sentence."}}\n' for n in range(5))
    made = script("POST", "/drafts/files?name=day.jsonl&top=1", data=lines.encode(), content_type=FILE)
    assert made.status_code == 201
    batch = made.location.removeprefix("/api/v1")
    assert [one["title"] for one in made.json["items"]] == [
        f"Article {n} has one sentence." for n in range(5)
    ]
    seen = in_pages_of_two(script, batch)
    assert seen == made.json["items"]
    assert in_pages_of_two(script, "/drafts") == seen[::-1]
    assert script("DELETE", f"/drafts/{seen[0]['draft_id']}").status_code == 204
    assert len(script.get("/drafts")["items"]) == 4
    assert script("DELETE", batch).status_code == 204
    assert script.get("/drafts")["items"] == []
    assert script.get("/articles")["items"] == []


def test_what_cannot_be_read_is_said(script_of: Scripts) -> None:
    script = script_of("editor")
    refused = script("POST", "/drafts/files?name=news.pdf", data=b"%PDF-", content_type=FILE)
    assert refused.status_code == 422
    assert "news.pdf" in refused.json["detail"]
    lines = b'{"id": "1", "text": "One sentence."}\nno json\n'
    made = script("POST", "/drafts/files?name=day.jsonl", data=lines, content_type=FILE)
    assert len(made.json["items"]) == len(made.json["problems"]) == 1


def test_nobody_else_sees_a_draft(script_of: Scripts) -> None:
    path = hand_in(script_of("editor"))
    other = script_of("admin")
    assert other.get("/drafts")["items"] == []
    for method, at in (("GET", ""), ("PATCH", ""), ("POST", "/mends"), ("POST", "/add"), ("DELETE", "")):
        assert other(method, f"{path}{at}", json={}).status_code == 404, (method, at)
    assert script_of("checker")("GET", path).status_code == 403
