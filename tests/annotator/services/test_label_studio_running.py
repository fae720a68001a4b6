"""The Label Studio that we run: open to its account and to nobody else, discreet, quiet."""

import re
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tasks.label_studio.sessions import SessionDoor
from tests.conftest import RunningLabelStudio

pytestmark = pytest.mark.server


@pytest.fixture
def browser(label_studio: RunningLabelStudio) -> Iterator[httpx.Client]:
    """Keeps cookies, and is nobody yet."""
    with httpx.Client(base_url=label_studio.url, timeout=30) as client:
        yield client


@pytest.fixture
def api(label_studio: RunningLabelStudio) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Token {label_studio.token}"}
    with httpx.Client(base_url=label_studio.url, headers=headers, timeout=30) as client:
        yield client


def send_form(browser: httpx.Client, path: str, origin: str = "", **fields: str) -> httpx.Response:
    """Open the page and send its form the way a browser does."""
    browser.get(path)
    return browser.post(
        path,
        data={"csrfmiddlewaretoken": browser.cookies["csrftoken"], **fields},
        headers={"Origin": origin or str(browser.base_url).rstrip("/")},
    )


def sign_in(browser: httpx.Client, label_studio: RunningLabelStudio, origin: str = "") -> httpx.Response:
    return send_form(
        browser,
        "/user/login/",
        origin,
        email=label_studio.admin_email,
        password=label_studio.admin_password,
    )


def test_the_token_opens_the_first_account(api: httpx.Client, label_studio: RunningLabelStudio) -> None:
    assert api.get("/api/current-user/whoami").json()["email"] == label_studio.admin_email
    assert api.get("/api/current-user/whoami", headers={"Authorization": "Token no"}).status_code == 401


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_people_sign_in_under_every_name_of_the_machine(label_studio: RunningLabelStudio, name: str) -> None:
    url = f"http://{name}:{urlsplit(label_studio.url).port}"
    with httpx.Client(base_url=url, timeout=30) as browser:
        answer = sign_in(browser, label_studio)
        assert (answer.status_code, answer.headers["location"]) == (302, "/")
        assert browser.get("/api/current-user/whoami").json()["email"] == label_studio.admin_email


def test_people_sign_in_under_the_machines_own_name(
    browser: httpx.Client, label_studio: RunningLabelStudio
) -> None:
    """As on the network, where the name leads here; the test says it in the request's head."""
    host = f"{socket.gethostname()}:{urlsplit(label_studio.url).port}"
    browser.headers["Host"] = host
    answer = sign_in(browser, label_studio, origin=f"http://{host}")
    assert (answer.status_code, answer.headers["location"]) == (302, "/")


def test_a_form_sent_from_another_site_is_refused(
    browser: httpx.Client, label_studio: RunningLabelStudio
) -> None:
    assert sign_in(browser, label_studio, origin="http://elsewhere.example").status_code == 403


def test_the_session_cookie_goes_to_the_desk_and_to_no_script(
    browser: httpx.Client, label_studio: RunningLabelStudio
) -> None:
    answer = sign_in(browser, label_studio)
    (cookie,) = [line for line in answer.headers.get_list("set-cookie") if line.startswith("sessionid=")]
    attributes = {
        part.strip().partition("=")[0].lower(): part.partition("=")[2] for part in cookie.split(";")
    }
    assert "httponly" in attributes
    assert attributes["samesite"] == "Lax"
    assert attributes["path"] == "/"
    assert "domain" not in attributes  # so it goes back to the same host, on every port
    assert "secure" not in attributes  # the desk on this host speaks plain HTTP


def test_other_sites_scripts_may_not_read_its_answers(api: httpx.Client) -> None:
    answer = api.get("/api/projects/", headers={"Origin": "http://elsewhere.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_nobody_signs_up_without_an_invitation(browser: httpx.Client) -> None:
    stranger = {"email": "stranger@example.org", "password": "a long enough password"}
    browser.get("/user/login/")
    token = {"csrfmiddlewaretoken": browser.cookies["csrftoken"]}
    assert browser.post("/user/signup/", data=stranger | token).status_code == 403
    assert (
        send_form(browser, "/user/login/", **stranger).status_code == 200
    )  # the form again: no such account


def test_an_invitation_makes_a_member(api: httpx.Client, browser: httpx.Client) -> None:
    link = api.get("/api/invite").json()["invite_url"]
    answer = send_form(browser, link, email="checker@example.org", password="a long enough password")
    assert answer.status_code == 302
    assert "checker@example.org" in {member["email"] for member in api.get("/api/users/").json()}


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("http://127.0.0.1:5000/hooks/label-studio", 201),
        ("http://127.0.0.2:5000/hooks/label-studio", 403),
        ("http://10.0.0.1/", 403),
        ("http://169.254.169.254/latest/meta-data/", 403),
        ("http://0.0.0.0:5000/", 403),
    ],
)
def test_webhooks_reach_our_address_and_no_other_inside(api: httpx.Client, url: str, status: int) -> None:
    project = api.post("/api/projects/", json={"title": "Webhooks"}).json()["id"]
    answer = api.post("/api/webhooks/", json={"project": project, "url": url})
    api.delete(f"/api/projects/{project}/")
    assert answer.status_code == status


def test_it_fetches_no_news_from_the_internet(api: httpx.Client) -> None:
    answer = api.get("/heidi-tips/")
    assert (answer.status_code, answer.text) == (404, "{}")
    assert answer.elapsed.total_seconds() < 1


def test_its_pages_carry_no_telemetry(browser: httpx.Client, label_studio: RunningLabelStudio) -> None:
    sign_in(browser, label_studio)
    page = browser.get("/projects/").text
    assert re.search(r"collect_analytics:\s*false", page)
    assert "ingest.sentry.io" not in page


def test_no_secret_is_where_others_could_look(label_studio: RunningLabelStudio) -> None:
    process = Path("/proc") / str(label_studio.pid)
    log = label_studio.data_dir / "logs" / "label-studio.log"
    for place in (process / "cmdline", process / "environ", log):
        text = place.read_text(errors="replace")
        assert label_studio.token not in text
        assert label_studio.admin_password not in text


def test_its_files_are_for_the_owner_only(label_studio: RunningLabelStudio) -> None:
    folder = label_studio.data_dir / "label-studio"
    log = label_studio.data_dir / "logs" / "label-studio.log"
    for path in (folder, folder / "label_studio.sqlite3", folder / ".env", folder / "media", log):
        assert path.stat().st_mode & 0o077 == 0


def test_its_database_lets_readers_and_a_writer_work_at_once(label_studio: RunningLabelStudio) -> None:
    path = label_studio.data_dir / "label-studio" / "label_studio.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_half_a_character_stops_nobody_from_reading(api: httpx.Client) -> None:
    """Label Studio would take it from any script, and fail at every list that it is in."""
    project = api.post("/api/projects/", json={"title": "Halves"}).json()["id"]
    [task] = api.post(
        f"/api/projects/{project}/import",
        params={"return_task_ids": "true"},
        content=b'[{"data": {"text": "a \\ud83d b, and whole: \\ud83d\\ude00"}}]',
        headers={"Content-Type": "application/json"},
    ).json()["task_ids"]
    api.post(
        f"/api/tasks/{task}/annotations",
        content=b'{"result": [{"type": "textarea", "from_name": "n", "to_name": "t",'
        b' "value": {"text": ["\\udfff"]}}]}',
        headers={"Content-Type": "application/json"},
    )
    listed = api.get("/api/tasks", params={"project": project, "fields": "all"}).raise_for_status().json()
    exported = api.get(f"/api/projects/{project}/export", params={"exportType": "JSON"}).raise_for_status()
    api.delete(f"/api/projects/{project}/")
    [found] = listed["tasks"]
    assert found["data"]["text"] == "a ? b, and whole: \N{GRINNING FACE}"
    assert found["annotations"][0]["result"][0]["value"]["text"] == ["?"]
    assert len(exported.json()) == 1


def test_no_member_can_switch_off_the_desks_token(api: httpx.Client) -> None:
    settings = api.get("/api/jwt/settings").json()
    answer = api.post("/api/jwt/settings", json=settings | {"legacy_api_tokens_enabled": False})
    assert answer.status_code == 403
    assert api.get("/api/jwt/settings").json() == settings


def test_a_copied_session_ends_with_the_original(label_studio: RunningLabelStudio) -> None:
    door = SessionDoor(label_studio.url)
    session = door.sign_in(label_studio.admin_email, label_studio.admin_password)
    assert session
    assert door.who_is(session)
    door.sign_out(session)
    assert door.who_is(session) is None
