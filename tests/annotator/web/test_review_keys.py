"""Reviewing by keyboard in a real browser: two keys a claim."""

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server

from annotator.desk_store import open_desk_store
from exports.standings import refresh
from tasks.store import adjudications
from tasks.store.connection import Store
from tasks.types import Judgement, UnverifiableReason, Verdict
from tests.annotator.web.conftest import SignIn, Surroundings
from tests.browser import launched_browser
from tests.exports.desks import Desk
from tests.tasks.store import builders

pytestmark = pytest.mark.browser

SENTENCES = ("The quay is closed.", "The weir holds.", "The lock is open.")


@pytest.fixture
def store(surroundings: Surroundings) -> Iterator[Store]:
    """Three sentences on which two checkers disagree."""
    with closing(open_desk_store(surroundings.settings)) as store:
        desk = Desk(store, people=[builders.checker(store, 50 + n, f"zoe{n}") for n in range(2)])
        desk.add("\n".join(SENTENCES), "https://news.example.org/quay", title="At the quay")
        for sentence in SENTENCES:
            desk.say(sentence, 0, Judgement(Verdict.VERIFIED))
            desk.say(sentence, 1, Judgement(Verdict.DISPUTED))
        refresh(store)
        yield store


@pytest.fixture
def page(app: Flask, store: Store, signed_in: SignIn) -> Iterator[Page]:
    signed_in("editor")
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    with launched_browser() as browser:
        context = browser.new_context(base_url=url)
        context.add_cookies([{"name": "sessionid", "value": "editor", "url": url}])
        yield context.new_page()
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


def wait_for_case(page: Page, sentence: str) -> None:
    page.locator(".in-question", has_text=sentence).wait_for()
    page.wait_for_load_state()


def settled(store: Store) -> list[tuple[str, str | None]]:
    return [
        (word.judgement.label, word.judgement.reason)
        for word in sorted(adjudications.iter_adjudications(store), key=lambda word: word.adjudication_id)
    ]


def test_three_claims_are_settled_with_two_keys_each(page: Page, store: Store) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto("/review")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    for sentence, key, end in zip(SENTENCES, "120", ("Enter", "Control+Enter", "Enter"), strict=True):
        wait_for_case(page, sentence)
        page.keyboard.press(key)
        page.keyboard.press(end)
    page.get_by_text("That was the last one").wait_for()
    assert settled(store) == [("verified", None), ("disputed", None), ("not_a_claim", None)]
    assert problems == []


def test_keys_lead_through_the_cases_and_typing_is_left_alone(page: Page, store: Store) -> None:
    page.goto("/review")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    wait_for_case(page, SENTENCES[0])
    for key, sentence in (("j", 1), ("j", 2), ("k", 1), ("k", 0)):
        page.keyboard.press(key)
        wait_for_case(page, SENTENCES[sentence])
    page.keyboard.press("Enter")  # nothing chosen: the browser asks for a verdict
    assert settled(store) == []
    page.get_by_label("Note").fill("")
    page.get_by_label("Note").press_sequentially("2 of 3, jk")
    assert page.get_by_label("Note").input_value() == "2 of 3, jk"
    assert not page.locator("[name=label]:checked").count()
    page.locator("h2").first.click()
    page.keyboard.press("w")  # a reason is no answer while no verdict is chosen
    page.keyboard.press("3")
    page.keyboard.press("e")
    page.keyboard.press("Enter")
    wait_for_case(page, SENTENCES[1])
    assert settled(store) == [("unverifiable", UnverifiableReason.NOT_YET_HAPPENED)]
