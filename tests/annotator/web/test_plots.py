"""Plots stay inside their frame, whatever is drawn."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from annotator.web.plots import (
    BOTTOM,
    HEIGHT,
    LEFT,
    TOP,
    WIDTH,
    Estimate,
    Tick,
    columns,
    dots,
    nice_ticks,
    thinned,
)

LABELS = ("verified", "disputed", "undecided")
heights = st.lists(st.dictionaries(st.sampled_from(LABELS), st.integers(0, 10**9)), min_size=1, max_size=24)
shares = st.floats(-1, 1)


@given(heights)
def test_columns_are_as_high_as_their_numbers(each: list[dict[str, int]]) -> None:
    names = [str(place) for place in range(len(each))]
    plot = columns(each, names, names, LABELS)
    most = max(sum(one.values()) for one in each)
    top = min(part.y for column in plot.columns for part in column.parts) if most else HEIGHT - BOTTOM
    assert TOP - 0.1 <= top <= HEIGHT - BOTTOM
    for column, counts in zip(plot.columns, each, strict=True):
        assert column.x >= LEFT
        assert column.x + column.width <= WIDTH
        assert {part.label for part in column.parts} == {label for label, count in counts.items() if count}
        if parts := column.parts:
            height = HEIGHT - BOTTOM - min(part.y for part in parts)
            assert abs(height - sum(counts.values()) * _scale(plot.figures)) < 0.5


def _scale(figures: Sequence[Tick]) -> float:
    return (HEIGHT - TOP - BOTTOM) / figures[-1].value


@given(st.integers(0, 10**12))
def test_ticks_are_round_and_few(most: int) -> None:
    ticks = nice_ticks(most)
    assert ticks[0] == 0
    assert most <= ticks[-1]
    assert 2 <= len(ticks) <= 6


@given(st.lists(st.tuples(shares, shares, shares).map(sorted), min_size=1, max_size=24))
def test_intervals_stay_inside(values: list[list[float]]) -> None:
    plot = dots([Estimate("m", value, low, high, "t") for low, value, high in values])
    for dot in plot.dots:
        assert dot.low is not None
        assert dot.high is not None
        assert TOP - 0.1 <= dot.high <= dot.y <= dot.low <= HEIGHT - BOTTOM + 0.1
    assert plot.figures[-1].at == TOP


@given(st.integers(1, 60))
def test_the_last_name_is_always_there(number: int) -> None:
    names = [str(place) for place in range(number)]
    marks = thinned([float(place) for place in range(number)], names)
    assert marks[-1].text == names[-1]
    assert len(marks) <= 6
