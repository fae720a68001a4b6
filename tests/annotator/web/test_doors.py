"""Who gets in where, and what the answers carry."""

import pytest
from flask import Flask

from annotator.sync import SyncStatus
from annotator.web.destinations import inside
from tests.annotator.web.conftest import SignIn, Surroundings

PAGES = [
    "/",
    "/articles",
    "/articles/new",
    "/articles/a-x",
    "/datasets/new",
    "/people",
    "/label",
    "/ledger",
    "/quarantine",
    "/nowhere",
]


@pytest.mark.parametrize("page", PAGES)
def test_strangers_are_asked_to_sign_in(app: Flask, page: str) -> None:
    answer = app.test_client().get(page)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in?next=")


@pytest.mark.parametrize("path", ["/articles/new", "/datasets/new", "/sign-out", "/language"])
def test_a_form_without_our_token_is_refused(app: Flask, path: str) -> None:
    assert app.test_client().post(path, data={"text": "x"}).status_code == 400


def test_every_answer_forbids_what_comes_from_elsewhere(app: Flask) -> None:
    headers = app.test_client().get("/sign-in").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/search.csv", "/articles", "/healthz", "/metrics", "/label"])
def test_no_cache_keeps_what_was_for_one_reader(signed_in: SignIn, path: str) -> None:
    with signed_in("checker").get(path) as answer:
        assert answer.headers["Cache-Control"] == "no-store"


def test_without_label_studio_nobody_gets_in_and_nobody_sees_a_trace(app: Flask) -> None:
    client = app.test_client()
    client.set_cookie("sessionid", "whatever")
    answer = client.get("/")
    assert answer.status_code == 503
    assert "Label Studio does not answer" in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\tevil",
        "http:evil.example",
        "evil",
    ],
)
def test_signing_in_leads_nowhere_else(app: Flask, target: str) -> None:
    with app.test_request_context():
        assert inside(target) == "/"
        assert inside("/articles?page=2") == "/articles?page=2"


def test_health_is_what_it_is(app: Flask, surroundings: Surroundings) -> None:
    client = app.test_client()
    assert client.get("/healthz").json == {
        "status": "ok",
        "label_studio": {"url": "http://127.0.0.1:8080", "status": "running"},
    }
    surroundings.label_studio = "restarting"
    assert client.get("/healthz").json["status"] == "degraded"  # type: ignore[index]
    surroundings.label_studio = "running"
    surroundings.sync = SyncStatus(1.0, "Label Studio does not answer")
    assert client.get("/healthz").json["status"] == "degraded"  # type: ignore[index]


def test_the_page_speaks_the_language_that_the_browser_asks_for(app: Flask) -> None:
    client = app.test_client()
    assert '<html lang="uk"' in client.get("/sign-in", headers={"Accept-Language": "uk,en;q=0.5"}).text
    assert '<html lang="en"' in client.get("/sign-in", headers={"Accept-Language": "fr"}).text


def test_a_language_once_chosen_stays(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    answer = client.post("/language", data={"language": "uk", "next": "/datasets"})
    assert answer.location == "/datasets"
    assert '<html lang="uk"' in client.get("/sign-in", headers={"Accept-Language": "en"}).text
    assert client.post("/language", data={"language": "tlh"}).status_code == 400
