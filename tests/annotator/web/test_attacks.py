"""Attacks on the pages: whatever hostile people hand in, type into an address, or send."""

import re
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from urllib.parse import urlsplit

import lxml.html
import pytest
from flask import Flask

from annotator.desk_store import open_desk_store
from docs.access import bare_app, routes
from exports.standings import refresh
from tasks.label_studio.client import LabelStudioClient
from tasks.store import audit, people, quarantine
from tasks.store.connection import Store
from tasks.store.tokens import create_token
from tasks.types import Judgement, Span, Verdict
from tests.annotator.web.conftest import Browser, SignIn, Surroundings
from tests.exports.desks import Desk, labelled_desk, released

MARKUP = "\"'><script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a>"
JAVASCRIPT = "javascript:alert(1)//https://example.org"
MOST_PAGES = 120


@pytest.fixture
def hostile(surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk where every text that somebody can choose is an attack."""
    monkeypatch.setattr(LabelStudioClient, "invitation_path", lambda _self: "/user/signup/?token=x")
    with closing(open_desk_store(surroundings.settings)) as store:
        desk = labelled_desk(store)
        desk.add(f"{MARKUP} said the mayor.", title=MARKUP, publisher=MARKUP, url=JAVASCRIPT)
        people.record_people(store, [(77, "hostile@example.org", MARKUP)])
        desk.people.append(people.person_ids(store)[77])
        judgement = Judgement(Verdict.DISPUTED, Span(0, 20), evidence=(JAVASCRIPT, MARKUP), note=MARKUP)
        desk.say('"', 2, judgement)
        desk.say('"', 1, Judgement(Verdict.VERIFIED, evidence=("data:text/html,<script>",), note=MARKUP))
        create_token(store, desk.people[2], MARKUP, ["read"])
        with store.transaction():
            store.execute("update predictions set claimant = ?", [MARKUP])
            quarantine.quarantine(store, "pull", MARKUP, MARKUP)
            audit.record(store, desk.people[2], MARKUP, MARKUP, note=MARKUP)
        refresh(store)
        released(store, surroundings.settings.releases_dir)
        yield desk


def crawl(browser: Browser) -> dict[str, str]:
    """Every page of the desk that links lead to, by address."""
    pages: dict[str, str] = {}
    to_read = ["/", "/audit", "/ledger", "/quarantine", "/account", "/search?words=mayor"]
    while to_read and len(pages) < MOST_PAGES:
        address = to_read.pop(0)
        if address in pages:
            continue
        with browser.get(address, follow_redirects=False) as answer:
            assert answer.status_code < 500, address
            if answer.mimetype != "text/html" or answer.status_code != 200:
                continue
            pages[address] = answer.get_data(as_text=True)
        links = lxml.html.fromstring(pages[address]).iter("a")
        targets = (urlsplit(link.get("href") or "") for link in links)
        to_read += [
            t.path + (f"?{t.query}" if t.query else "") for t in targets if t.path[:1] == "/" and not t.netloc
        ]
    return pages


def dangers(page: str) -> list[str]:
    """What a browser would run, or would be made to do on a click."""
    found = []
    for element in lxml.html.fromstring(page).iter(lxml.etree.Element):
        if element.tag == "script" and not (element.get("src") or "").startswith("/static/"):
            found.append("script")
        for name, value in element.attrib.items():
            is_link = name in ("href", "src", "action", "formaction")
            if name.startswith("on") or name == "style":
                found.append(f"{element.tag} {name}")
            elif is_link and urlsplit(value.strip()).scheme not in ("", "http", "https"):
                found.append(f"{element.tag} {name}={value}")
    return found


def test_the_tests_see_an_attack() -> None:
    assert len(dangers(f"<p title='{MARKUP}'>{MARKUP}</p>")) >= 3


@pytest.mark.parametrize("role", ["admin", "checker", "researcher"])
def test_no_text_becomes_markup_on_any_page(signed_in: SignIn, hostile: Desk, role: str) -> None:
    """Stored XSS by article, title, note, evidence, claimant, user name, token name, payload."""
    pages = crawl(signed_in(role))
    assert len(pages) > (10 if role == "admin" else 2)
    assert {address: found for address, page in pages.items() if (found := dangers(page))} == {}


INJECTIONS = ["' or 1=1 --", '"; drop table people; --', "%' union select email from people --",
              "\x00", "9" * 40, "NEAR(*"]  # fmt: skip


NAMES = ["page", "before", "after", "subject", "words", "label", "state", "claimant", "publisher",
         "since", "until", "checker", "article_id", "cursor", "limit", "next", "q"]  # fmt: skip


def test_no_field_of_an_address_reaches_sql(signed_in: SignIn, hostile: Desk, app: Flask) -> None:
    browser = signed_in("admin")
    before = _contents(hostile.store)
    for route, injection in product(routes(app), INJECTIONS):
        if route.method != "GET" or route.endpoint.startswith(("api_", "static")):
            continue
        for place in ("x", injection):
            path = place.join(re.split(r"<[^>]+>", route.rule))
            with browser.get(path, query_string=dict.fromkeys(NAMES, injection)) as answer:
                assert answer.status_code < 500, (path, injection, answer.status_code)
    assert _contents(hostile.store) == before


def _contents(store: Store) -> dict[str, int]:
    tables = ("people", "articles", "sentences", "annotations", "audit_log")
    return {table: store.value(f"select count(*) from {table}") for table in tables}  # noqa: S608


TRAVERSALS = ["../credentials.json", "../../credentials.json", "..%2f..%2fcredentials.json",
              "%2e%2e/%2e%2e/annotator.db",
              "..\\..\\credentials.json", "/etc/passwd", "//etc/passwd", "....//....//credentials.json",
              "%00", "jsonl/../../../credentials.json", "file:///etc/passwd"]  # fmt: skip


def test_a_download_leaves_no_release(signed_in: SignIn, hostile: Desk) -> None:
    browser = signed_in("admin")
    [row] = hostile.store.rows("select name, version from releases")
    for path in TRAVERSALS:
        for address in (
            f"/datasets/{row['name']}/{row['version']}/{path}",
            f"/datasets/{path}/1.0.0/README.md",
        ):
            with browser.get(address) as answer:
                assert answer.status_code in (301, 302, 308, 400, 404), address
                assert b"secret" not in answer.data
                assert b"root:" not in answer.data


FORMS = [route for route in routes(bare_app()) if route.method != "GET" and not route.access.by_token_only]


def test_no_form_is_taken_from_another_site(signed_in: SignIn, hostile: Desk) -> None:
    """CSRF: the browser's cookie comes along, the token of our page does not."""
    browser = signed_in("admin")
    held = _contents(hostile.store)
    for route in FORMS:
        is_hook = route.endpoint.startswith("hooks.")  # it has a secret of its own, and looks at no cookie
        path = re.sub(r"<[^>]+>", "1", route.rule)
        answer = browser.post(path, data={"name": "x", "text": "x", "note": "x"})
        assert answer.status_code == (401 if is_hook else 400), path
    assert _contents(hostile.store) == held


def test_what_is_too_large_is_refused(signed_in: SignIn) -> None:
    browser = signed_in("editor")
    too_large = browser.post("/articles/new", data={"text": "x" * 11_000_100})
    assert too_large.status_code == 413
    assert browser.post("/articles/new", data={f"f{i}": (None, "") for i in range(3)}).status_code == 400
    many_parts = {f"part{number}": "x" for number in range(1100)}
    answer = browser.post("/articles/new", data=many_parts, content_type="multipart/form-data")
    assert answer.status_code in (400, 413)
    assert browser.get(f"/articles?{'a' * 100_000}").status_code < 500
    assert browser.get("/articles", headers={"Authorization": f"Bearer {'x' * 60_000}"}).status_code == 401
    assert browser.get("/", headers={"Cookie": "sessionid=" + "x" * 60_000}).status_code < 504


def test_no_address_tells_another_site_where_somebody_was(app: Flask) -> None:
    """Tokens and searches in addresses reach no other site by the Referer header."""
    for path in ("/sign-in", "/", "/api/v1/articles", "/nowhere", "/static/desk.css"):
        with app.test_client().get(path) as answer:
            assert answer.headers["Referrer-Policy"] == "same-origin", path
