"""Dates in a sentence, seen from the day of publication: Thursday, 8 September 2022."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.dates import find_dates
from tasks.types import Span

PUBLISHED = date(2022, 9, 8)


def dates(text: str, language: str = "en", published_on: date = PUBLISHED) -> list[tuple[str, str]]:
    """The words of each date, and the days it means: one, or the first and last."""
    found = find_dates(text, Span(0, len(text)), published_on, language)
    return [
        (each.span.of(text), f"{each.first}" if each.first == each.last else f"{each.first}..{each.last}")
        for each in found
    ]


@pytest.mark.parametrize(
    ("expression", "days"),
    [
        ("Wednesday (September 7)", "2022-09-07"),
        ("Wednesday, 7 September 2022", "2022-09-07"),
        ("Tuesday", "2022-09-06"),
        ("Thursday", "2022-09-08"),
        ("last Thursday", "2022-09-01"),
        ("February 24", "2022-02-24"),
        ("Dec. 24", "2021-12-24"),
        ("2021-12-24", "2021-12-24"),
        ("yesterday", "2022-09-07"),
        ("two days ago", "2022-09-06"),
        ("overnight", "2022-09-07..2022-09-08"),
        ("last week", "2022-08-29..2022-09-04"),
        ("last month", "2022-08-01..2022-08-31"),
        ("last year", "2021-01-01..2021-12-31"),
        ("February 2020", "2020-02-01..2020-02-29"),
    ],
)
def test_an_expression_means_the_nearest_day_in_the_past(expression: str, days: str) -> None:
    assert dates(f"The dam broke {expression}.") == [(expression, days)]


def test_a_year_is_one_only_behind_a_preposition() -> None:
    assert dates("In 2019, it had 2019 holes.") == [("2019", "2019-01-01..2019-12-31")]


def test_words_about_the_future_turn_to_the_next_day() -> None:
    assert dates("It closed on Friday and will open on Friday.") == [
        ("Friday", "2022-09-02"),
        ("Friday", "2022-09-09"),
    ]


def test_words_that_only_look_like_dates_are_none() -> None:
    assert dates("They may march in a second; the sun is out, April is a name of hers.") == []


@pytest.mark.parametrize(
    ("language", "expression", "days"),
    [
        ("de", "7. September", "2022-09-07"),
        ("de", "Montag", "2022-09-05"),
        ("de", "letzte Woche", "2022-08-29..2022-09-04"),
        ("es", "7 de septiembre", "2022-09-07"),
        ("es", "ayer", "2022-09-07"),
        ("fr", "7 septembre", "2022-09-07"),
        ("fr", "hier", "2022-09-07"),
        ("uk", "7 вересня", "2022-09-07"),
        ("uk", "24 лютого 2022", "2022-02-24"),
        ("uk", "вівторок, 6 вересня", "2022-09-06"),
        ("uk", "середу", "2022-09-07"),
        ("uk", "п’ятницю", "2022-09-02"),
        ("uk", "вчора", "2022-09-07"),
        ("uk", "минулого тижня", "2022-08-29..2022-09-04"),
        ("uk", "вночі", "2022-09-07..2022-09-08"),
        ("ru", "7 сентября", "2022-09-07"),
        ("ru", "24 февраля 2022", "2022-02-24"),
        ("ru", "среду", "2022-09-07"),
        ("ru", "на прошлой неделе", "2022-08-29..2022-09-04"),
        ("ru", "два дня назад", "2022-09-06"),
    ],
)
def test_other_languages_have_their_own_words(language: str, expression: str, days: str) -> None:
    assert dates(f"… {expression} …", language) == [(expression, days)]


def test_a_language_without_words_has_no_dates() -> None:
    assert dates("7. September", "xx") == []


def test_how_it_was_resolved_is_told() -> None:
    text = "On Monday, on 3 May 2021, last week, and they will meet on Sunday."
    assert [each.how for each in find_dates(text, Span(0, len(text)), PUBLISHED)] == [
        "nearest before publication",
        "as written",
        "counted from publication",
        "nearest after publication",
    ]


expressions = st.sampled_from(
    ["Monday", "last", "week", "(", "May", "31", "99", "years ago", "in", "1999", "a", ".", "30"]
)


@given(st.lists(expressions, max_size=8), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_any_row_of_date_words_is_read_without_fail(parts: list[str], published_on: date) -> None:
    text = " ".join(parts)
    for each in find_dates(text, Span(0, len(text)), published_on):
        assert each.first <= each.last
        assert each.span.of(text)


def test_the_library_is_loaded_only_when_a_date_is_read() -> None:
    program = "import sys, tasks.text.dates; sys.exit('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
