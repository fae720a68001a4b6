"""What holds for every resource: tokens, pages, entity tags, errors."""

import json

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from annotator.web.api.pages import PageQuery, cursor
from tests.annotator.web.api.conftest import API, Scripts
from tests.annotator.web.conftest import SignIn
from tests.exports.desks import Desk as Labelled

MOST_BYTES = 150_000
"""What anything but a download may weigh, uncompressed."""


def test_a_session_is_no_token(signed_in: SignIn) -> None:
    """A forged request comes with the browser's cookie, and must get nowhere."""
    browser = signed_in("admin")
    for method, path in (("GET", "/articles"), ("POST", "/articles"), ("PUT", "/people/1/roles/admin")):
        answer = browser.open(f"{API}{path}", method=method, json={"text": "x"})
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_scopes_hold(script_of: Scripts) -> None:
    reader, writer = script_of("admin", "read"), script_of("admin", "write")
    assert reader("GET", "/articles").status_code == 200
    refused = reader("POST", "/articles", json={"text": "One sentence."})
    assert (refused.status_code, refused.mimetype) == (403, "application/problem+json")
    assert "scope write" in refused.json["detail"]
    assert writer("GET", "/articles").status_code == 403
    assert reader("GET", "/audit").status_code == 403


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer x", "Basic eDp5", "Bearer annotator_", "bearer  "])
def test_what_is_no_token_opens_nothing(app: Flask, shown: str) -> None:
    answer = app.test_client().get(f"{API}/articles", headers={"Authorization": shown})
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.json is not None
    assert answer.json["status"] == 401


def test_lists_come_in_pages(script_of: Scripts) -> None:
    script = script_of("editor")
    for number in range(7):
        assert (
            script("POST", "/articles", json={"text": f"Article {number} has one sentence."}).status_code
            == 201
        )
    seen, page, pages = [], "", 0
    while True:
        found = script.get(f"/articles?limit=3&cursor={page}")
        seen += [one["article_id"] for one in found["items"]]
        pages += 1
        if found["next"] is None:
            break
        page = found["next"]
    assert pages == 3
    assert seen == [one["article_id"] for one in script.get("/articles")["items"]]
    assert len(set(seen)) == 7


@pytest.mark.parametrize("wrong", ["x", "!!!", cursor(1), cursor("a"), cursor("a", "b", "c"), "ﬀ"])
def test_a_foreign_cursor_is_refused_in_words(script_of: Scripts, wrong: str) -> None:
    answer = script_of("editor")("GET", f"/articles?cursor={wrong}")
    assert answer.status_code == 422
    assert "cursor" in answer.json["detail"]


@given(st.tuples(st.text(), st.integers()))
def test_a_cursor_says_what_it_was_given(keys: tuple[str, int]) -> None:
    assert PageQuery(cursor=cursor("", 0), limit=1).after(str, int) == ["", 0]
    made = cursor(*keys)
    assert PageQuery.model_construct(cursor=made, limit=1).after(str, int) == list(keys)


def test_what_did_not_change_is_not_sent_again(script_of: Scripts, labelled: Labelled) -> None:
    script = script_of("editor")
    first = script("GET", "/articles")
    tag = {"If-None-Match": first.headers["ETag"]}
    again = script("GET", "/articles", headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    script("POST", "/articles", json={"text": "Another article."})
    assert script("GET", "/articles", headers=tag).status_code == 200


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"x"', b'{"text": 7}', b'{"txet": "x"}', b'{"text": "\\ud800"}', b"\xff",
     b'{"text": "x", "top": 1e400}', b'{"text": "x", "top": ' + b"9" * 5000 + b"}", b"[" * 100_000],
    ids=lambda body: body[:20].decode("latin-1"),
)  # fmt: skip
def test_rubbish_is_refused_in_words(script_of: Scripts, body: bytes) -> None:
    answer = script_of("editor")("POST", "/articles", data=body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.mimetype == "application/problem+json"
    assert answer.json["detail"]
    assert "Traceback" not in answer.text


def test_errors_are_problem_details(script_of: Scripts) -> None:
    script = script_of("editor")
    for method, path, status in (
        ("GET", "/articles/none", 404),
        ("GET", "/nothing-here", 404),
        ("PATCH", "/articles", 405),
        ("GET", "/articles?limit=0", 422),
        ("GET", "/articles?page=2", 422),
        ("GET", "/quarantine/99999999999999999999999", 422),
    ):
        answer = script(method, path)
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), path
        assert set(answer.json) >= {"type", "title", "status", "detail"}
    assert "Allow" in script("PATCH", "/articles").headers


def test_an_oversized_request_is_refused(script_of: Scripts) -> None:
    answer = script_of("editor")("POST", "/articles", data=b" " * 11_000_001, content_type="application/json")
    assert answer.status_code == 413


def test_the_document_describes_every_address(app: Flask) -> None:
    answer, again = (app.test_client().get(f"{API}/openapi.json") for _ in range(2))
    assert answer.data == again.data
    assert answer.status_code == 200
    described = answer.json
    assert described is not None
    assert described["openapi"].startswith("3.1")
    assert len(answer.data) <= MOST_BYTES
    addresses = {
        (json.dumps(operation["security"]), operation["x-roles"] != [])
        for path in described["paths"].values()
        for operation in path.values()
    }
    assert addresses == {(f'[{{"token": ["{scope}"]}}]', True) for scope in ("read", "write", "admin")}
