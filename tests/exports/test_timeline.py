"""Verdicts over time: nothing is lost between periods, and there are never too many."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from exports.standings import refresh
from exports.timeline import MOST_PERIODS, Unit, start_of, unit_for, verdicts_over_time
from tasks.store.connection import Store
from tests.exports.desks import labelled_desk

days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(days, st.integers(0, 4000))
def test_what_is_not_in_months_fits(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    unit = unit_for(first, last)
    if unit is not Unit.MONTH:
        apart = (start_of(last, unit) - start_of(first, unit)).days
        assert apart // (7 if unit is Unit.WEEK else 1) < MOST_PERIODS


@given(days, st.sampled_from(Unit))
def test_a_day_is_in_the_period_that_starts_before_it(day: date, unit: Unit) -> None:
    start = start_of(day, unit)
    assert start <= day < start + timedelta(days=31)
    assert start_of(start, unit) == start


def test_every_claim_is_in_one_period(store: Store) -> None:
    labelled_desk(store)
    refresh(store)
    store.execute("insert into claim_counts values ('disputed', '', '2026-03-19', 3)")
    timeline = verdicts_over_time(store)
    assert timeline.unit is Unit.DAY
    assert [period.start.day for period in timeline.periods] == list(range(12, 20))
    assert [period.total for period in timeline.periods] == [4, 0, 0, 0, 0, 0, 0, 3]
    store.execute("insert into claim_counts values ('verified', '', '2020-03-19', 5)")
    timeline = verdicts_over_time(store)
    assert timeline.unit is Unit.MONTH
    assert len(timeline.periods) == MOST_PERIODS
    assert timeline.periods[-1].counts["disputed"] == 4


def test_a_desk_without_verdicts_has_no_periods(store: Store) -> None:
    assert verdicts_over_time(store).periods == ()
