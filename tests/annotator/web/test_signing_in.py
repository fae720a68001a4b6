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
    going_on: set[str] = field(default_factory=set)  # sessions that were begun and not ended
    is_away: bool = False

    def answer(self, request: httpx.Request) -> httpx.Response:
        session = request.headers.get("cookie", "").removeprefix("sessionid=")
        if self.is_away:
            raise httpx.ConnectError("refused", request=request)
        if request.url.path == "/logout":
            self.going_on.discard(session)
            return httpx.Response(302)
        if request.url.path == "/api/current-user/whoami":
            account = {"id": 1, "email": "ana@example.org"}
            return httpx.Response(200, json=account) if session in self.going_on else httpx.Response(401)
        if request.method == "GET":
            return httpx.Response(200, headers={"Set-Cookie": "csrftoken=x; Path=/"})
        said = dict(httpx.QueryParams(request.content.decode()))
        self.attempts.append(said["email"])
        if said["password"] != RIGHT:
            return httpx.Response(200)
        self.going_on.add(begun := f"s{len(self.attempts)}")
        return httpx.Response(302, headers={"Set-Cookie": f"sessionid={begun}; Path=/"})


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


def test_a_network_of_ipv6_is_one_address(browser: Browser, door: Door) -> None:
    """Whoever has one such address has 2**64 of them."""

    def guess(number: int, address: str) -> int:
        browser.environ_base["REMOTE_ADDR"] = address
        return browser.submit("/sign-in", email=f"{number}@example.org", password="guess").status_code

    assert [guess(number, f"2001:db8:1:2:{number:x}::1") for number in range(31)] == [401] * 30 + [429]
    assert guess(40, "2001:db8:1:3::1") == 401
    assert guess(41, "::ffff:192.0.2.1") == 401


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


def test_signing_out_ends_the_session_for_whoever_copied_it(browser: Browser, door: Door) -> None:
    browser.submit("/sign-in", email="ana@example.org", password=RIGHT)
    assert browser.submit("/sign-out", page="/account").location == "/sign-in"
    assert door.going_on == set()
    browser.set_cookie("sessionid", "s1")
    assert browser.get("/account").location.startswith("/sign-in?next=")


@pytest.mark.parametrize("session", ["\xff\xfe", '"a\\015\\012X: y"', "a b", "\xed\xa0\x80", '""'])
def test_what_is_no_session_is_nobodys(browser: Browser, session: str) -> None:
    answer = browser.get("/account", headers={"Cookie": f"sessionid={session}"})
    assert answer.location == "/sign-in?next=/account"


def test_signing_out_works_while_label_studio_is_away(browser: Browser, door: Door) -> None:
    browser.submit("/sign-in", email="ana@example.org", password=RIGHT)
    browser.get("/account")
    door.is_away = True
    assert browser.submit("/sign-out", page="/account").status_code == 302
    assert browser.get_cookie("sessionid") is None


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
