"""Verdicts over time, in days, weeks or months, whichever a plot can hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tasks.store.connection import Store
from tasks.store.totals import claims_by_period, first_and_last_day

MOST_PERIODS = 24


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"  # from Monday
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """Claims whose last judgement that counts was made then."""

    start: date
    counts: Mapping[str, int]  # by label; those that occur

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Timeline:
    unit: Unit
    periods: Sequence[Period]  # without gaps; the last `MOST_PERIODS`


def verdicts_over_time(store: Store) -> Timeline:
    """Claims by verdict, and sentences found to hold none, by when they were judged last."""
    ends = first_and_last_day(store)
    if ends is None:
        return Timeline(Unit.DAY, ())
    first, last = ends
    unit = unit_for(first, last)
    starts = list(_starts(first, last, unit))[-MOST_PERIODS:]
    counts: dict[date, dict[str, int]] = {start: {} for start in starts}
    for day, label, claims in claims_by_period(store, starts[0], monthly=unit is Unit.MONTH):
        here = counts[start_of(day, unit)]
        here[label] = here.get(label, 0) + claims
    return Timeline(unit, [Period(start, labels) for start, labels in counts.items()])


def unit_for(first: date, last: date) -> Unit:
    """The finest unit that spans it all in `MOST_PERIODS`, else months."""
    days = (last - first).days
    if days < MOST_PERIODS:
        return Unit.DAY
    return Unit.WEEK if days < 7 * (MOST_PERIODS - 1) else Unit.MONTH


def start_of(day: date, unit: Unit) -> date:
    """The first day of the period that a day is in."""
    if unit is Unit.MONTH:
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if unit is Unit.WEEK else day


def _starts(first: date, last: date, unit: Unit) -> Iterator[date]:
    at = start_of(first, unit)
    while at <= last:
        yield at
        if unit is Unit.MONTH:
            at = (at + timedelta(days=31)).replace(day=1)
        else:
            at += timedelta(days=7 if unit is Unit.WEEK else 1)
