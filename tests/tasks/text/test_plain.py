"""Plain text comes in as it is; what cannot be text is refused in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import ArticleError
from tasks.text.plain import MAX_BYTES, check, decode, take_date_field


def test_the_leading_date_is_taken_off() -> None:
    plain = take_date_field(" date 2022-09-08 Disclaimer: All is claimed.\n\nBody.", "a")
    assert plain.published_on == date(2022, 9, 8)
    assert plain.text == "Disclaimer: All is claimed.\n\nBody."


@pytest.mark.parametrize(
    "text", ["Date palms need water.", "date of birth: 1999-01-01", "update 2022-09-08 x"]
)
def test_a_text_that_only_begins_like_a_date_field_is_left_alone(text: str) -> None:
    plain = take_date_field(text, "a")
    assert plain.published_on is None
    assert plain.text == text


@pytest.mark.parametrize("field", ["date 2022-13-45 Text.", "date 2023-02-29 Text."])
def test_a_date_that_is_none_is_named(field: str) -> None:
    with pytest.raises(
        ArticleError, match=r"a: the leading date field holds '20\d\d-\d\d-\d\d', which is no"
    ):
        take_date_field(field, "a")


def test_a_date_alone_is_no_article() -> None:
    with pytest.raises(ArticleError, match="no text after the date field"):
        take_date_field("date 2022-09-08\n", "a")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", "\u00a0\u200b".encode()])
def test_nothing_is_no_article(data: bytes) -> None:
    with pytest.raises(ArticleError, match="there is no text in it"):
        decode(data, "a")


def test_a_binary_file_is_no_article() -> None:
    with pytest.raises(ArticleError, match="binary file"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00", "a.png")


def test_another_encoding_is_named_with_its_place_and_a_way_out() -> None:
    with pytest.raises(ArticleError, match=r"a: the bytes at position 3 are not UTF-8.*iconv"):
        decode("caf\xe9 noir".encode("latin-1"), "a")


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(ArticleError, match="too large"):
        decode(b"x" * (MAX_BYTES + 1), "a")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip))
def test_utf8_and_utf16_give_the_same_text(text: str) -> None:
    text = "a" + text.replace("\ufeff", "")
    assert decode(text.encode("utf-8"), "a") == decode(text.encode("utf-8-sig"), "a") == text
    assert decode(text.encode("utf-16"), "a") == text


def test_half_a_surrogate_pair_becomes_a_character_that_can_be_stored() -> None:
    assert check("half \ud83d done", "a") == "half ? done"
