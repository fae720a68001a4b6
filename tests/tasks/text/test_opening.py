"""The first words of an article: whole words, one line, never too long."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.text.opening import LONGEST, opening


def test_a_short_text_is_its_own_opening() -> None:
    assert opening("Ferries sail\n twice as often.") == "Ferries sail twice as often."


def test_a_long_text_is_cut_between_words() -> None:
    text = "Disclaimer: A number of claims and counterclaims are being made on the Ukraine-Russia conflict."
    assert opening(text) == text.removesuffix(" conflict.") + "…"


def test_words_without_spaces_are_cut_anywhere() -> None:
    assert opening("渡" * 200) == "渡" * (LONGEST - 1) + "…"


@given(st.text(max_size=400))
def test_it_is_one_line_of_bounded_length(text: str) -> None:
    found = opening(text)
    assert len(found) <= LONGEST
    assert found == " ".join(found.split())
