"""Evidence and notes: as typed, within bounds, and nothing a database refuses."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.label_studio.typed import (
    ADDRESS_LIMIT,
    EVIDENCE_LIMIT,
    NOTE_LIMIT,
    read_evidence,
    read_note,
)

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("", ()),
        (" \n\t\n", ()),
        ("https://a.example", ("https://a.example",)),
        ("https://a.example\nhttps://b.example", ("https://a.example", "https://b.example")),
        ("https://a.example https://b.example", ("https://a.example", "https://b.example")),
        ("https://a.example, www.b.example;", ("https://a.example", "www.b.example")),
        ("https://a.example\r\n\r\nhttps://a.example", ("https://a.example",)),
        ("Yearbook 2023, p. 5", ("Yearbook 2023, p. 5",)),
        ("see https://a.example for it", ("see https://a.example for it",)),
        ("javascript:alert(1)", ("javascript:alert(1)",)),  # kept as typed; nobody may link to it
    ],
)
def test_evidence_is_split_where_addresses_meet(typed: str, pieces: tuple[str, ...]) -> None:
    assert read_evidence(typed) == (pieces, [])


def test_too_much_evidence_is_cut_and_said_so() -> None:
    lines = "\n".join(f"https://a.example/{n}" for n in range(EVIDENCE_LIMIT + 1))
    pieces, repairs = read_evidence(lines)
    assert (len(pieces), repairs) == (EVIDENCE_LIMIT, ["kept the first 50 of 51 pieces of evidence"])


def test_long_evidence_is_cut_and_said_so() -> None:
    [piece], repairs = read_evidence("https://a.example/" + "x" * 5_000_000)
    assert (len(piece), repairs) == (ADDRESS_LIMIT, ["cut a piece of evidence to 2000 characters"])


def test_a_note_keeps_its_lines() -> None:
    assert read_note("  one\n\ntwo ") == ("one\n\ntwo", [])


def test_a_huge_note_is_cut_and_said_so() -> None:
    note, repairs = read_note("n" * 5_000_000)
    assert (len(note), repairs) == (NOTE_LIMIT, ["cut a note to 10000 characters"])


def test_what_cannot_be_stored_is_replaced_and_said_so() -> None:
    assert read_note("a\x00b\ud800c") == (
        "a\ufffdb\ufffdc",
        ["replaced characters that cannot be stored"],
    )


@given(ANY_TEXT)
def test_all_of_it_can_be_stored(typed: str) -> None:
    note, _ = read_note(typed)
    pieces, _ = read_evidence(typed)
    with sqlite3.connect(":memory:") as database:
        for text in (note, *pieces):
            assert database.execute("select ?, length(?)", [text, text]).fetchone() == (text, len(text))
    assert all(pieces)
    assert len(set(pieces)) == len(pieces)
