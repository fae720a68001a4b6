"""An article keeps its ids when only its looks change, and a word changed is a new sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.identity import article_id, canonical_url, identity_of, sentence_ids, words_of
from tasks.types import ArticleId

A = ArticleId("a-x")
texts = st.text(max_size=200)


@given(texts)
def test_white_space_makes_no_difference(text: str) -> None:
    rewrapped = "\r\n".join(words_of(text).split(" "))
    assert sentence_ids(A, [text]) == sentence_ids(A, [rewrapped])
    assert identity_of(text) == identity_of(rewrapped)


@given(st.lists(st.text(min_size=1, max_size=20), max_size=20))
def test_each_sentence_has_an_id_of_its_own(sentences: list[str]) -> None:
    ids = sentence_ids(A, sentences)
    assert len(set(ids)) == len(sentences)


@given(st.lists(st.sampled_from(["One.", "Two.", "Three."]), max_size=8), st.integers(0, 8))
def test_a_new_sentence_leaves_the_others_alone(sentences: list[str], at: int) -> None:
    longer = [*sentences[:at], "Something new.", *sentences[at:]]
    assert set(sentence_ids(A, sentences)) < set(sentence_ids(A, longer))


def test_the_same_words_in_another_article_are_another_sentence() -> None:
    assert sentence_ids(A, ["It rained."]) != sentence_ids(ArticleId("a-y"), ["It rained."])


def test_invisible_characters_make_no_difference() -> None:
    assert sentence_ids(A, ["The har\u00adbour\u200b is\u00a0shut."]) == sentence_ids(
        A, ["\ufeffThe harbour is shut."]
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://News.example/story/",
        "https://news.example/story#comments",
        "https://news.example/story?utm_source=x&fbclid=y",
        "HTTPS://news.example/story",
    ],
)
def test_an_address_is_known_in_all_its_dresses(url: str) -> None:
    assert identity_of("any text", url) == identity_of("other text", "https://news.example/story")


def test_what_the_address_asks_for_matters() -> None:
    assert canonical_url("https://news.example/?id=1") != canonical_url("https://news.example/?id=2")


def test_an_address_that_is_none_stays_as_it_is() -> None:
    assert canonical_url("http://[bad") == "http://[bad"


def test_ids_are_short_and_safe_in_addresses() -> None:
    assert article_id("url:https://news.example/story").startswith("a-")
    assert all(char.isalnum() or char == "-" for char in article_id("text:abc"))
