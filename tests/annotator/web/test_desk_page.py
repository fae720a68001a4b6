"""The desk's first page, the account and the list of articles, as people of each role see them."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from annotator.desk_store import open_desk_store
from annotator.web.desk_page import ANOTHER_LOOK_AFTER, desk_page
from annotator.web.views.articles import PAGE_SIZE
from exports.agreement.by_month import refresh_agreement
from exports.standings import refresh
from tasks.store import people, quarantine
from tasks.store import tasks as task_store
from tasks.store.connection import Store
from tasks.store.people import Role
from tasks.store.times import from_text
from tasks.types import Judgement, UnverifiableReason, Verdict
from tests.annotator.web.conftest import SignIn, Surroundings
from tests.exports.desks import labelled_desk
from tests.tasks.store import builders

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def desk_store(surroundings: Surroundings) -> Store:
    """A labelled desk on which one thing of each kind waits for an editor."""
    with closing(open_desk_store(surroundings.settings)) as store:
        desk = labelled_desk(store)
        no_access = Judgement(Verdict.UNVERIFIABLE, reason=UnverifiableReason.NO_ACCESS)
        desk.add(f"{HOSTILE} said so.\nNobody knows.", "https://news.example.org/two", title=HOSTILE)
        desk.say("Nobody knows", 0, no_access)
        desk.answers = (datetime.now(UTC) - builders.START) // timedelta(minutes=1) - 1
        desk.say("Will", 0, Judgement(Verdict.VERIFIED))
        assert desk.home is not None
        task_store.mark_gone(store, desk.home, [store.value("select max(label_studio_id) from tasks")])
        with store.transaction():
            quarantine.quarantine(store, "pull", "rubbish", "{}", sentence_id=desk.sentence("Will"))
        refresh(store)
        refresh_agreement(store)
        return store


def test_an_editor_sees_what_waits_and_where_it_is_dealt_with(desk_store: Store, signed_in: SignIn) -> None:
    page = signed_in("editor").get("/").text
    attention = page[page.index("Needs attention") : page.index("Verdicts so far")]
    for link in ('href="/ledger"', 'href="/quarantine"', 'href="/review?kind=disagreement"'):
        assert link in attention
    assert "Unverifiable claims are due" in attention
    contested = attention[attention.index("checkers disagree") : attention.index("no evidence")]
    assert re.search(r'href="/review/s-[^"]+" dir="auto">', contested)
    assert re.search(r'href="/articles/[^"]+[?]sentence=(s-[^"]+)#\1" dir="auto">Nobody knows', attention)
    assert "ana" in page[page.index('id="checkers"') :]


def test_a_checker_sees_neither_names_nor_what_is_for_editors(desk_store: Store, signed_in: SignIn) -> None:
    page = signed_in("checker").get("/").text
    assert "Needs attention" not in page
    assert "/ledger" not in page
    assert not re.search(r">\s*(ana|bo)\s*<", page)


def test_every_plot_has_a_table_with_its_figures(desk_store: Store, signed_in: SignIn) -> None:
    page = signed_in("checker").get("/").text
    plots = re.findall(r"<svg class=\"plot\".*?</svg>.*?<table class=\"figures\">", page, re.DOTALL)
    assert len(plots) == 2
    assert "style=" not in page


def test_hostile_words_stay_words(desk_store: Store, signed_in: SignIn) -> None:
    editor = signed_in("editor")
    for path in ("/", "/articles", "/ledger"):
        page = editor.get(path).text
        assert "<script>" not in page
        assert "&lt;script&gt;" in page or path == "/ledger"


def test_a_claim_is_due_after_thirty_days_and_not_before(app: Flask, desk_store: Store) -> None:
    with app.test_request_context(), closing(Store(desk_store.path)) as store:
        editor = replace(people.list_people(store)[0], roles=frozenset({Role.EDITOR}))
        judged = from_text(
            store.value("select max(decided_at) from claim_standings where reason = 'no_access'")
        )

        def due(after: timedelta) -> int:
            page = desk_page(store, editor, judged + after)
            return sum(concern.number for concern in page.concerns if concern.kind == "due")

        assert due(ANOTHER_LOOK_AFTER) == 0
        assert due(ANOTHER_LOOK_AFTER + timedelta(days=1)) == 1


def test_an_empty_desk_says_so(signed_in: SignIn) -> None:
    page = signed_in("editor").get("/").text
    assert "Nothing to label yet" in page
    assert "<svg" not in page


def test_the_account_comes_from_standings_and_says_what_to_do(desk_store: Store, signed_in: SignIn) -> None:
    page = signed_in("editor").get("/ledger").text
    assert "7 sentences, each in one state" in page
    assert "Task is gone" in page
    assert "Answers came that make no sense" in page


def test_programs_see_the_same_account(desk_store: Store, signed_in: SignIn) -> None:
    text = signed_in("editor").get("/metrics").text
    assert 'annotator_sentences{state="missing"} 1.0' in text
    assert "annotator_ledger_problems 2.0" in text
    assert "annotator_tasks 6.0" in text
    assert "annotator_annotations 8.0" in text


def test_pages_of_articles_lead_to_and_fro_without_gaps(
    surroundings: Surroundings, signed_in: SignIn
) -> None:
    with closing(open_desk_store(surroundings.settings)) as store:
        for number in range(2 * PAGE_SIZE + 5):
            builders.add(store, f"Sentence {number}.", title=f"Report {number:03}")
        refresh(store)
    editor = signed_in("editor")
    path, seen, pages = "/articles", [], []
    while path:
        page = editor.get(path).text
        pages.append(titles(page))
        seen += titles(page)
        path = link(page, "next")
    assert seen == [f"Report {number:03}" for number in reversed(range(2 * PAGE_SIZE + 5))]
    back = [titles(page)]
    while path := link(page, "prev"):
        page = editor.get(path).text
        back.append(titles(page))
    assert back[1] == pages[1]
    assert back[2][-5:] == pages[0][-5:]
    assert link(page, "prev") == ""


def titles(page: str) -> list[str]:
    return re.findall(r'class="headline"[^>]*>([^<]+)<', page)


def link(page: str, relation: str) -> str:
    found = re.search(f'rel="{relation}" href="([^"]+)"', page)
    return found[1] if found else ""
