"""The desk behind a proxy and below a path: believed only where a setting says so."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tasks.label_studio.client import LabelStudioClient
from tests.annotator.web.conftest import NOBODY, Surroundings, make_app

FORWARDED = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "desk.example.org",
    "X-Forwarded-Prefix": "/below",
}

Served = Callable[..., FlaskClient]


@pytest.fixture
def served(surroundings: Surroundings) -> Served:
    """The application with other settings."""

    def serve(**settings: object) -> FlaskClient:
        surroundings.settings = replace(surroundings.settings, **settings)  # type: ignore[arg-type]
        with closing(LabelStudioClient(NOBODY, "no token")) as client:
            return make_app(surroundings, client).test_client()

    return serve


def test_what_a_browser_claims_about_itself_counts_for_nothing(app: Flask) -> None:
    answer = app.test_client().get("/articles", headers=FORWARDED)
    assert answer.location == "/sign-in?next=/articles"
    assert "Secure" not in app.test_client().get("/sign-in", headers=FORWARDED).headers["Set-Cookie"]


def test_behind_a_proxy_that_is_told_of_it_counts(served: Served) -> None:
    client = served(trusted_proxies=1)
    assert client.get("/articles", headers=FORWARDED).location == "/below/sign-in?next=/below/articles"
    page = client.get("/sign-in", headers=FORWARDED)
    assert 'href="/below/static/' in page.text
    assert "; Secure" in page.headers["Set-Cookie"]


@pytest.mark.parametrize("asked", ["/desk/articles", "/articles"], ids=["left on", "taken off"])
def test_below_a_path_every_link_has_it(served: Served, asked: str) -> None:
    client = served(path_prefix="/desk")
    assert client.get(asked).location == "/desk/sign-in?next=/desk/articles"
    assert 'href="/desk/static/desk.css' in client.get("/desk/sign-in").text
    assert client.get("/healthz").status_code == client.get("/desk/healthz").status_code == 200
    assert client.get("/desk").location == "/desk/sign-in?next=/desk/"


def test_a_session_cookie_is_not_for_scripts_and_not_for_other_sites(app: Flask) -> None:
    plain = app.test_client().get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    assert "Secure" in app.test_client().get("/sign-in", base_url="https://localhost").headers["Set-Cookie"]
