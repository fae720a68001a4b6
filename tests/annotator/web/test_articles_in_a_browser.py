"""An editor's morning in a real browser: an article by its address, mended by keyboard, published.

The desk needs no Label Studio for this: what is to be labelled waits in the store.
"""

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from ipaddress import ip_network

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, expect
from werkzeug.serving import make_server

from annotator.desk_store import open_desk_store
from tasks.label_studio.client import LabelStudioClient
from tasks.store import people
from tasks.types import Judgement, Verdict
from tests.annotator.test_intake import decided
from tests.annotator.web.conftest import NOBODY, Surroundings, make_app
from tests.browser import launched_browser
from tests.exports.desks import labelled_desk
from tests.tasks.store.builders import adjudicate
from tests.tasks.text.reading.websites import website

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

PAGE = """<!doctype html><html lang="en"><head><title>Bridge closed</title>
<meta property="og:site_name" content="Coast News"></head><body><article><h1>Bridge closed</h1>
<p>The harbour bridge at Lorran was closed on Wednesday after a blast damaged two of its nine piers.
Four people were hurt, said Dr. No.
He added that 14 mines had been sighted in the strait since January.</p>
<p>Governor Ines Valdrey thanked the rescue crews for a night of calm and courage in the harbour.
The closure has cut the only road to the island, where about 3,200 people live all year.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with launched_browser() as browser:
        yield browser


@pytest.fixture
def article_url() -> Iterator[str]:
    with website() as site:
        yield site.serve("/bridge", PAGE)


@pytest.fixture
def desk_url(surroundings: Surroundings) -> Iterator[str]:
    surroundings.settings = replace(surroundings.settings, fetch_allow=(ip_network("127.0.0.1/32"),))
    account = {"id": 101, "email": "editor@example.org", "first_name": "Editor", "last_name": ""}
    surroundings.sessions["editor"] = account
    with closing(open_desk_store(surroundings.settings)) as store:
        people.record_people(store, [(101, "editor@example.org", "Editor")])
        people.grant(store, "editor@example.org", "editor")
    with closing(LabelStudioClient(NOBODY, "no token")) as client:
        app: Flask = make_app(surroundings, client)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


@pytest.fixture
def editor(chromium: Chromium, desk_url: str) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": "editor", "url": desk_url}])
    yield context
    context.close()


def listening(page: Page) -> list[str]:
    """What the browser complains about: refused scripts or styles, errors in ours."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def test_an_article_by_its_address(
    editor: BrowserContext, desk_url: str, article_url: str, surroundings: Surroundings
) -> None:
    page = editor.new_page()
    heard = listening(page)
    page.goto(f"{desk_url}/articles/new")
    page.get_by_label("Address").fill(article_url)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing is added yet")).to_be_visible()
    sentences = page.locator(".galley > li")
    before = sentences.count()

    page.evaluate("document.body.dataset.loaded = 'once'")
    page.get_by_label("Headline").fill("Bridge shut")
    page.get_by_label("What checkers meet first").select_option("check-worthiness")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("j")
    while "He added" not in page.locator(".galley > li:focus .words").inner_text():
        page.keyboard.press("j")
    page.keyboard.press("m")  # joined with the one before
    expect(sentences).to_have_count(before - 1)
    expect(page.locator(".galley > li:focus")).to_contain_text("He added that 14 mines")
    page.keyboard.press("c")  # cut before "He"
    page.get_by_role("button", name="Cut before “He”").press("Enter")
    expect(sentences).to_have_count(before)
    page.keyboard.press("m")
    expect(sentences).to_have_count(before - 1)
    while "thanked" not in page.locator(".galley > li:focus .words").inner_text():
        page.keyboard.press("j")
    page.keyboard.press("x")  # left out
    expect(page.locator(".galley > li.out")).to_contain_text("thanked the rescue crews")
    assert page.evaluate("document.body.dataset.loaded") == "once"
    expect(page.get_by_label("Headline")).to_have_value("Bridge shut")  # typed, and not saved yet
    expect(page.get_by_label("What checkers meet first")).to_have_value("check-worthiness")

    page.reload()
    expect(page.locator(".galley > li.out")).to_have_count(1)
    page.get_by_label("Publisher").fill("Coast News")
    page.get_by_role("button", name="Add to the desk").click()
    expect(page.get_by_text("at the labelling page in a few seconds")).to_be_visible()
    assert heard == []
    assert surroundings.hints == 1
    with closing(open_desk_store(surroundings.settings)) as store:
        [out] = decided(store, "leave_out")
        assert "thanked" in out
        assert any("Dr. No." in text and "He added" in text for text in decided(store, "label"))


def test_through_the_sentences_by_keyboard(
    editor: BrowserContext, desk_url: str, surroundings: Surroundings
) -> None:
    with closing(open_desk_store(surroundings.settings)) as store:
        desk = labelled_desk(store)
        article = store.value("select article_id from articles")
        first, second = desk.sentence("\U0001f6a2"), desk.sentence("Repairs")
    page = editor.new_page()
    heard = listening(page)
    page.goto(f"{desk_url}/articles/{article}")
    page.keyboard.press("j")
    expect(page.locator("#panel")).to_contain_text("Verified")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"[id='{second}']")).to_be_focused()
    expect(page.locator("#panel")).to_contain_text("checkers disagree")
    assert page.url.endswith(f"?sentence={second}")
    page.keyboard.press("k")
    expect(page.locator(f"[id='{first}'][aria-current]")).to_be_visible()
    assert heard == []
    page.route("**/projects/**", lambda route: route.fulfill(body="the task"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/projects/7/data?task=*")


def test_the_public_page_of_a_settled_article(
    chromium: Chromium, editor: BrowserContext, desk_url: str, surroundings: Surroundings
) -> None:
    with closing(open_desk_store(surroundings.settings)) as store:
        desk = labelled_desk(store)
        article = store.value("select article_id from articles")
        adjudicate(store, desk.sentence("Nobody"), Judgement(Verdict.DISPUTED), desk.people[0])
    page = editor.new_page()
    page.goto(f"{desk_url}/articles/{article}")
    page.get_by_role("button", name="Switch the public page on").click()
    address = page.get_by_role("link", name="Public page").get_attribute("href")
    stranger = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    heard = listening(stranger)
    stranger.goto(f"{desk_url}{address}")
    assert '"ClaimReview"' in (stranger.locator('script[type="application/ld+json"]').text_content() or "")
    assert stranger.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert heard == []  # the policy refuses scripts in the page; this one is data
    stranger.context.close()
