"""Where quotations start and end, in the styles that newspapers use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.quotations import find_quotations, without_marks
from tasks.types import Span

CASES = [
    ('He said "yes" and "no".', ['"yes"', '"no"']),
    ("He said “yes” and ‘no’.", ["“yes”", "‘no’"]),
    ("Er sagte „ja“ und »nein«.", ["„ja“", "»nein«"]),
    ("Il a dit « oui ».", ["« oui »"]),
    ("She said ``yes'' once.", ["``yes''"]),
    ("A “word with a “word” inside” here.", ["“word with a “word” inside”"]),
    ("It's the ants' nest, isn't it?", []),
    ("'It's fine,' he said.", ["'It's fine,'"]),
    ("''It's long and tiring,'' she said.", ["''It's long and tiring,''"]),
    ('A 5\'10" man and a 6" nail.', []),
    ('It was called "what "they" call art" then.', ['"what "they" call art"']),
    ("“One paragraph.\n\n“And another.”", ["“One paragraph.", "“And another.”"]),
    ('She said: "It never closed.\n\nNext paragraph.', ['"It never closed.']),
    ("A stray ” mark and a stray “ mark.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations_are_found_with_their_marks(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in find_quotations(text)] == expected


@given(st.text(alphabet="a b\n.,\"'“”„‘’«»`", max_size=80))
def test_quotations_are_in_order_and_lie_apart(text: str) -> None:
    found = find_quotations(text)
    edges = [edge for span in found for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(span.start < span.end <= len(text) for span in found)
    assert all("\n\n" not in span.of(text) for span in found)


def test_marks_are_taken_off_both_ends_only() -> None:
    text = "“ ‘A’ and ‘b’ ”"
    assert without_marks(text, Span(0, len(text))).of(text) == "A’ and ‘b"
    assert without_marks("“”", Span(0, 2)) == Span(2, 2)
