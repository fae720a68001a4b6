"""Where a mark belongs: taken as stated, mended where one place is meant, refused where not."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tasks.label_studio.places import place_of
from tasks.label_studio.unreadable import Unreadable
from tasks.text.identity import is_visible
from tasks.types import Span

SENTENCE = "Мер 👩‍👩‍👧 said:\n«5\u00a0км» are open, the cafe\u0301 is open 🙂 and the road is open."


def units(code_points: int, text: str) -> int:
    return len(text[:code_points].encode("utf-16-le")) // 2


@given(st.text(min_size=1), st.data())
def test_true_offsets_are_taken_as_they_are(sentence: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, len(sentence)))
    words = sentence[start:end]
    assume(words == words.strip() and any(map(is_visible, words)))
    assert place_of({"start": start, "end": end, "text": words}, sentence) == (Span(start, end), [])


@given(st.text(st.sampled_from("ab 🙂\n"), min_size=1), st.integers(-9, 99), st.integers(-9, 99), st.text())
def test_a_place_is_never_empty_and_never_outside(sentence: str, start: int, end: int, words: str) -> None:
    try:
        span, _ = place_of({"start": start, "end": end, "text": words}, sentence)
    except Unreadable:
        return
    assert 0 <= span.start < span.end <= len(sentence)
    assert span.of(sentence) == span.of(sentence).strip()
    assert words.split() in ([], span.of(sentence).split()) or "\\n" in words


def test_a_line_break_is_written_as_backslash_n() -> None:
    """So Label Studio's page writes it for what is marked by mouse."""
    start = SENTENCE.index("said")
    stated = {"start": start, "end": start + 12, "text": "said:\\n«5\u00a0км»"}
    span, repairs = place_of(stated, SENTENCE)
    assert (span.of(SENTENCE), repairs) == ("said:\n«5\u00a0км»", [])


def test_white_space_may_differ() -> None:
    span, repairs = place_of({"start": 16, "end": 22, "text": "«5 км»"}, SENTENCE)
    assert (span.of(SENTENCE), repairs) == ("«5\u00a0км»", [])


def test_offsets_may_stand_alone() -> None:
    assert place_of({"start": 0, "end": 3}, SENTENCE) == (Span(0, 3), [])
    assert place_of({"start": 0.0, "end": 3.0, "text": None}, SENTENCE) == (Span(0, 3), [])


def test_utf16_offsets_are_recognised() -> None:
    start = SENTENCE.index("🙂 and")
    stated = {"start": units(start, SENTENCE), "end": units(start + 5, SENTENCE), "text": "🙂 and"}
    span, repairs = place_of(stated, SENTENCE)
    assert (span.of(SENTENCE), repairs) == ("🙂 and", ["took the offsets of a mark for UTF-16 units"])


def test_a_mark_moves_to_the_only_place_of_its_words() -> None:
    span, repairs = place_of({"start": 1, "end": 9, "text": "the road"}, SENTENCE)
    assert (span.of(SENTENCE), repairs) == ("the road", ["moved a mark to where its words stand"])


def test_of_several_places_one_within_a_slip_is_meant() -> None:
    """Five characters here could each have made the offsets slip by one."""
    places = [i for i in range(len(SENTENCE)) if SENTENCE.startswith("open", i)]
    span, _ = place_of({"start": places[1] + 4, "end": places[1] + 8, "text": "open"}, SENTENCE)
    assert span.start == places[1]


def test_without_anything_to_slip_on_several_places_are_ambiguous() -> None:
    with pytest.raises(Unreadable, match="several places"):
        place_of({"start": 1, "end": 5, "text": "open"}, "It is open or not open.")


def test_overlapping_places_are_places() -> None:
    with pytest.raises(Unreadable, match="several places"):
        place_of({"start": 9, "end": 11, "text": "aa"}, "aaa")


def test_a_mark_of_invisible_characters_is_refused() -> None:
    with pytest.raises(Unreadable, match="nothing that can be seen"):
        place_of({"start": 2, "end": 5, "text": "\u200b \u2060"}, "It\u200b \u2060is on.")


def test_spaces_at_the_ends_are_taken_off() -> None:
    span, repairs = place_of({"start": 3, "end": 9, "text": " is on"}, "It  is on.")
    assert (span, repairs) == (Span(4, 9), ["took the spaces off the ends of a mark"])


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        ({}, "no offsets"),
        ({"start": "0", "end": 3}, "no offsets"),
        ({"start": True, "end": 3}, "no offsets"),
        ({"start": 0.5, "end": 3}, "no offsets"),
        ({"start": float("nan"), "end": 3}, "no offsets"),
        ({"start": 0, "end": 99}, "outside"),
        ({"start": -3, "end": 2}, "outside"),
        ({"start": 3, "end": 3}, "outside"),
        ({"start": 5, "end": 2}, "outside"),
        ({"start": 10**30, "end": 10**31, "text": "elsewhere"}, "not in the sentence"),
        ({"start": 0, "end": 3, "text": "elsewhere"}, "not in the sentence"),
        ({"start": 0, "end": 3, "text": "x" * 5_000_000}, "not in the sentence"),
        ({"start": 0, "end": 3, "text": ["a"]}, "not text"),
        ({"start": 3, "end": 4, "text": " "}, "nothing that can be seen"),
    ],
)
def test_what_means_no_place_is_refused(mark: dict[str, object], reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        place_of(mark, SENTENCE)
