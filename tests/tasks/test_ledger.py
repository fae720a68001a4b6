"""Every sentence is in one state, and the account says when something is amiss."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.ledger import SentenceState, open_ledger, state_of
from tasks.store import tasks as task_store
from tasks.store.accounts import SentenceFacts
from tasks.store.connection import Store
from tasks.store.decisions import record_decision
from tasks.types import Judgement, Verdict
from tests.tasks.store import builders

FRESH = SentenceFacts(
    article_id="a-1",
    sentence_id="s-1",
    decision="label",
    checkers_needed=2,
    live_tasks=0,
    gone_tasks=0,
    in_doubt=False,
    answered=0,
    skipped=0,
    open_cases=0,
    adjudicated=False,
)
PUSHED = replace(FRESH, live_tasks=1)

small = st.integers(0, 3)
facts = st.builds(
    SentenceFacts,
    article_id=st.just("a-1"),
    sentence_id=st.just("s-1"),
    decision=st.sampled_from(["label", "leave_out", "withdraw"]),
    checkers_needed=st.integers(1, 3),
    live_tasks=st.integers(0, 1),
    gone_tasks=small,
    in_doubt=st.booleans(),
    answered=small,
    skipped=small,
    open_cases=small,
    adjudicated=st.booleans(),
)


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        (FRESH, SentenceState.WAITING),
        (replace(FRESH, in_doubt=True), SentenceState.IN_DOUBT),
        (replace(FRESH, gone_tasks=1), SentenceState.MISSING),
        (PUSHED, SentenceState.PUSHED),
        (replace(PUSHED, answered=1), SentenceState.PARTLY_LABELLED),
        (replace(PUSHED, answered=2), SentenceState.LABELLED),
        (replace(PUSHED, skipped=1), SentenceState.PUSHED),
        (replace(PUSHED, skipped=2), SentenceState.SKIPPED_BY_ALL),
        (replace(PUSHED, answered=1, skipped=2), SentenceState.PARTLY_LABELLED),
        (replace(PUSHED, answered=2, open_cases=1), SentenceState.QUARANTINED),
        (replace(PUSHED, adjudicated=True), SentenceState.ADJUDICATED),
        (replace(PUSHED, decision="leave_out"), SentenceState.LEFT_OUT),
        (replace(PUSHED, decision="withdraw", answered=2), SentenceState.WITHDRAWN),
    ],
)
def test_the_state_follows_from_the_facts(sentence: SentenceFacts, state: SentenceState) -> None:
    assert state_of(sentence) is state


@given(facts)
def test_whatever_is_recorded_there_is_a_state(sentence: SentenceFacts) -> None:
    assert state_of(sentence) is not None


def test_the_account_of_a_day(store: Store) -> None:
    builders.add(store, "One.\nTwo.\nThree.\nFour.")
    project = builders.make_project(store)
    home = builders.push(store, project)
    one, two, three, four = (row["sentence_id"] for row in store.rows("select sentence_id from tasks"))
    ana = builders.checker(store, 1, "ana")
    builders.answer(store, home, one, 11, ana, Judgement(Verdict.VERIFIED))
    builders.answer(store, home, two, 12, ana, skipped=True)
    with store.transaction():
        record_decision(store, three, "leave_out", "a headline")
    ledger = open_ledger(store)
    assert ledger.balanced
    assert ledger.sentences == sum(ledger.states.values()) == 4
    assert ledger.states == {
        SentenceState.LABELLED: 1,
        SentenceState.SKIPPED_BY_ALL: 1,
        SentenceState.LEFT_OUT: 1,
        SentenceState.PUSHED: 1,
    }
    assert four


def test_an_empty_desk_balances(store: Store) -> None:
    assert open_ledger(store).balanced


def test_a_lost_task_is_named_with_what_to_do(store: Store) -> None:
    builders.add(store, "One.")
    home = builders.push(store, builders.make_project(store))
    task_store.mark_gone(store, home, [100])
    ledger = open_ledger(store)
    assert not ledger.balanced
    assert "annotator restore" in ledger.problems[0].what_to_do


def test_an_undecided_sentence_is_found(store: Store) -> None:
    builders.add(store, "One.")
    store.execute("delete from sentence_decisions")
    ledger = open_ledger(store)
    assert not ledger.balanced
    assert "never decided" in ledger.problems[0].what


def test_a_sentence_that_stands_nowhere_is_found(store: Store) -> None:
    builders.add(store, "One.\nTwo.")
    store.execute("delete from sentence_places where position = 0")
    ledger = open_ledger(store)
    assert not ledger.balanced
    assert "stand in no revision" in ledger.problems[0].what


def test_an_answer_under_a_foreign_task_is_found(store: Store) -> None:
    builders.add(store, "One.\nTwo.")
    home = builders.push(store, builders.make_project(store))
    one, two = (row["sentence_id"] for row in store.rows("select sentence_id from tasks"))
    builders.answer(store, home, one, 11, None, Judgement(Verdict.VERIFIED))
    store.execute("update annotations set sentence_id = ?", [two])
    assert not open_ledger(store).balanced


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("update article_revisions set superseded_at = '2026'", "articles of which no text stands (+1)"),
        ("update label_studio_projects set lost_at = '2026'", "Label Studio project that is gone (+2)"),
        ("update annotation_versions set superseded_at = '2026'", "no version stands (+1)"),
        (
            "insert into releases values ('claims', '1.0.0', '2026', '2026', null, '', 3, 3, '[]')",
            "releases with other claims on record than they were made with (+1)",
        ),
    ],
)
def test_every_difference_is_named(store: Store, damage: str, named: str) -> None:
    builders.add(store, "One.\nTwo.")
    home = builders.push(store, builders.make_project(store))
    one = store.value("select sentence_id from tasks")
    builders.answer(store, home, one, 11, None, Judgement(Verdict.VERIFIED))
    assert open_ledger(store).balanced
    store.execute(damage)
    ledger = open_ledger(store)
    assert not ledger.balanced
    assert any(named in problem.what and problem.what_to_do for problem in ledger.problems)


def test_the_totals_go_from_the_article_to_the_release(store: Store) -> None:
    builders.add(store, "One.\nTwo.")
    home = builders.push(store, builders.make_project(store))
    one = store.value("select sentence_id from tasks")
    builders.answer(store, home, one, 11, None, Judgement(Verdict.VERIFIED))
    assert open_ledger(store).totals == {
        "articles": 1,
        "sentences": 2,
        "tasks": 2,
        "annotations": 1,
        "releases": 0,
        "released_sentences": 0,
    }
