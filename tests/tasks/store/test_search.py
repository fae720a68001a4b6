"""Sentences are found by their words, by remarks about them, and by what became of them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.standings import refresh
from tasks.store.connection import Store
from tasks.store.search import Found, Wanted, find, iter_found
from tasks.types import Judgement, Span, Verdict
from tests.exports.desks import Desk, labelled_desk
from tests.new_store import new_store


@pytest.fixture
def desk(store: Store) -> Desk:
    desk = labelled_desk(store)
    desk.add(
        "Мер сказав, що міст відкрито.",
        title="Bridge",
        publisher="River News",
    )
    store.execute("update article_revisions set published_on = '2026-03-01' where publisher = 'River News'")
    refresh(store)
    return desk


def words_of(found: list[Found]) -> list[str]:
    return [one.text.split()[0] for one in found]


@pytest.mark.parametrize(
    ("words", "first_words"),
    [
        ("harbour", ["🚢"]),
        ("HARBOUR monday", ["🚢"]),
        ('"harbour reopened"', ["🚢"]),
        ('"harbour monday"', []),
        ("cafe", ["The"]),
        ("port.example.org", ["🚢"]),  # in its evidence
        ("МІСТ", ["Мер"]),
        ("harbour nowhere", []),
    ],
)
def test_words_are_found_in_sentences_and_remarks(
    store: Store, desk: Desk, words: str, first_words: list[str]
) -> None:
    assert words_of(find(store, Wanted(words), limit=10)) == first_words


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (Wanted(), 6),
        (Wanted(label="verified"), 1),
        (Wanted(label="several"), 1),
        (Wanted(state="skipped_by_all"), 1),
        (Wanted(publisher="river"), 1),
        (Wanted(publisher="coast news"), 5),
        (Wanted(since=date(2026, 3, 1)), 1),
        (Wanted(until=date(2026, 2, 28)), 0),
        (Wanted("harbour", label="disputed"), 0),
    ],
)
def test_what_is_found_can_be_narrowed(store: Store, desk: Desk, wanted: Wanted, number: int) -> None:
    assert len(find(store, wanted, limit=10)) == number


def test_only_remarks_that_stand_count(store: Store, desk: Desk) -> None:
    assert find(store, Wanted("notice"), limit=10)[0].remarks == ("https://port.example.org/notice",)
    store.execute("update annotation_versions set superseded_at = 'now' where superseded_at is null")
    assert find(store, Wanted("notice"), limit=10) == []


def test_a_checkers_sentences(store: Store, desk: Desk) -> None:
    assert len(find(store, Wanted(checker=desk.people[0]), limit=10)) == 3
    assert find(store, Wanted(checker=999), limit=10) == []


def test_a_new_answer_is_found_once_it_is_reckoned_with(store: Store, desk: Desk) -> None:
    desk.add("The sluice is shut.")
    desk.say("The sluice", 0, Judgement(Verdict.DISPUTED, Span(0, 10), note="saw it closed"))
    refresh(store)
    [found] = find(store, Wanted("closed", label="disputed"), limit=10)
    assert (found.text, found.remarks) == ("The sluice is shut.", ("saw it closed",))


@pytest.mark.parametrize("size", [1, 2, 4])
def test_pages_miss_nothing_and_repeat_nothing(store: Store, desk: Desk, size: int) -> None:
    seen: list[Found] = []
    before = None
    while page := find(store, Wanted("the"), limit=size, before=before):
        seen += page
        before = page[-1].number
    assert [one.number for one in seen] == sorted({one.number for one in seen}, reverse=True)
    assert seen == list(iter_found(store, Wanted("the")))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(new_store(tmp_path_factory.mktemp("search") / "annotator.db")) as store:
        yield store


@given(words=st.text(max_size=40), name=st.text(max_size=20))
def test_whatever_is_typed_is_only_words(kept: Store, words: str, name: str) -> None:
    assert find(kept, Wanted(words, claimant=name, publisher=name), limit=5) == []
