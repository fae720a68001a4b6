"""Signing in: few attempts, a fresh session each time, and nowhere else to go on to."""

from contextlib import closing
from dataclasses import dataclass, field

import httpx
import pytest
from flask import Flask

from annotator.credentials import ensure_credentials
from annotator.desk import Desk
from annotator.web import create_app
from annotator.web.destinations import inside
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.sessions import SessionDoor
from tests.annotator.web.conftest import NOBODY, Browser, Surroundings

RIGHT = "a long enough password"


@dataclass
class Door:
    """Label Studio's sign-in page: one password opens it."""

    attempts: list[str] = field(default_factory=list)

    def answer(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, headers={"Set-Cookie": "csrftoken=x; Path=/"})
        said = dict(httpx.QueryParams(request.content.decode()))
        self.attempts.append(said["email"])
        if said["password"] != RIGHT:
            return httpx.Response(200)
        return httpx.Response(302, headers={"Set-Cookie": f"sessionid=s{len(self.attempts)}; Path=/"})


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def browser(surroundings: Surroundings, door: Door) -> Browser:
    with closing(LabelStudioClient(NOBODY, "no token")) as client:
        app = create_app(
            Desk(
                surroundings.settings,
                ensure_credentials(surroundings.settings),
                SessionDoor(NOBODY, transport=httpx.MockTransport(door.answer)),
                client,
                hint=surroundings.hint,
                label_studio_status=lambda: "running",
                sync_status=lambda: surroundings.sync,
            )
        )
    app.test_client_class = Browser
    made = app.test_client()
    assert isinstance(made, Browser)
    return made


def test_an_account_can_be_guessed_at_ten_times(browser: Browser, door: Door) -> None:
    for spelling in ["Ana@example.org", " ana@example.org"] * 5:
        assert browser.submit("/sign-in", email=spelling, password="guess").status_code == 401
    refused = browser.submit("/sign-in", email="ana@example.org", password=RIGHT)
    assert refused.status_code == 429
    assert "Too many attempts" in refused.text
    assert int(refused.headers["Retry-After"]) > 0
    assert len(door.attempts) == 10


def test_one_address_can_guess_thirty_times_at_whatever_account(browser: Browser, door: Door) -> None:
    for number in range(30):
        assert browser.submit("/sign-in", email=f"{number}@example.org", password="guess").status_code == 401
    assert browser.submit("/sign-in", email="other@example.org", password="guess").status_code == 429
    assert len(door.attempts) == 30


def test_signing_in_rightly_uses_nothing_up(browser: Browser) -> None:
    for _ in range(12):
        assert browser.submit("/sign-in", email="ana@example.org", password=RIGHT).status_code == 302


def test_whoever_signs_in_gets_a_session_of_their_own(browser: Browser) -> None:
    """Session fixation: what a stranger planted in the browser beforehand is worth nothing."""
    browser.set_cookie("sessionid", "planted")
    browser.get("/sign-in")
    with browser.session_transaction() as session:
        session["planted"] = "yes"
    answer = browser.submit("/sign-in", email="ana@example.org", password=RIGHT)
    assert answer.status_code == 302
    cookie = browser.get_cookie("sessionid")
    assert cookie is not None
    assert cookie.value == "s1"
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    with browser.session_transaction() as session:
        assert "planted" not in session
        assert "csrf_token" not in session


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "/%0d/x\r"])
def test_whoever_signs_in_stays_here(browser: Browser, target: str) -> None:
    browser.get("/sign-in")
    answer = browser.submit(
        f"/sign-in?{httpx.QueryParams(next=target)}", email="ana@example.org", password=RIGHT
    )
    assert answer.location == "/"


def test_below_a_path_other_applications_of_the_host_are_elsewhere(app: Flask) -> None:
    with app.test_request_context("/", base_url="http://localhost/desk"):
        assert inside("/desk/articles") == "/desk/articles"
        assert inside("/desk") == "/desk"
        assert inside("/desk-of-another") == "/desk/"
        assert inside("/wiki") == "/desk/"
