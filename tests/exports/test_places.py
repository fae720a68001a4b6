"""Offsets in a sentence that is written differently with the same words."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.places import carry
from tasks.text.identity import words_of
from tasks.types import Span


def test_nothing_changes_where_nothing_changed() -> None:
    assert carry(Span(4, 9), "Some words here", "Some words here") == Span(4, 9)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The quay was closed on Monday.", "The quay\nwas   closed on\u00a0Monday."),
        ("Le caf\u00e9 a ferm\u00e9 hier.", "Le cafe\u0301 a ferme\u0301 hier."),
        ("It cost \U0001f4b6 9 million.", "It\u200b cost  \U0001f4b6 9 mil\u00adlion."),
        ("\u202bנמל\u202c open", "\u202bנמל\u202c   open"),
        ("가나 다라", unicodedata.normalize("NFD", "가나  다라")),
    ],
)
def test_each_word_is_found_again(old: str, new: str) -> None:
    start = 0
    for word in old.split():
        start = old.index(word, start)
        there = carry(Span(start, start + len(word)), old, new)
        assert words_of(there.of(new)) == words_of(word)


def test_another_sentence_is_refused() -> None:
    with pytest.raises(ValueError, match="another sentence"):
        carry(Span(0, 3), "One thing", "Other thing")


words = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C", "M")), min_size=1, max_size=5).filter(
        lambda word: words_of(word) == word
    ),
    min_size=1,
    max_size=6,
)
gaps = st.sampled_from([" ", "\n", "  ", "\u00a0", "\r\n", " \u200b"])


@given(words, st.data())
def test_the_way_there_and_back_marks_the_same_words(given_words: list[str], data: st.DataObject) -> None:
    def written(normal_form: Literal["NFC", "NFD"]) -> str:
        text = given_words[0]
        for word in given_words[1:]:
            text += data.draw(gaps) + word
        return unicodedata.normalize(normal_form, text)

    old, new = written("NFC"), written("NFD")
    ends = sorted(data.draw(st.tuples(st.integers(0, len(old)), st.integers(0, len(old)))))
    span = Span(*ends)
    if words_of(old) == words_of(new) and words_of(span.of(old)):
        assert words_of(carry(span, old, new).of(new)) == words_of(span.of(old))
