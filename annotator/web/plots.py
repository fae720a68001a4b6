"""Where things stand in a plot. Pure geometry; templates/plots.html draws it.

All lengths are in the units of the SVG's view box, `WIDTH` by `HEIGHT`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH, HEIGHT = 480, 240
LEFT, RIGHT, TOP, BOTTOM = 46, 8, 12, 30  # margins
_GAP = 0.25  # of a column's room
_MOST_NAMES = 6
_MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A name below an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A figure beside an axis."""

    at: float
    value: float


@dataclass(frozen=True, slots=True)
class Part:
    y: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    x: float
    width: float
    parts: Sequence[Part]
    title: str


@dataclass(frozen=True, slots=True)
class ColumnPlot:
    columns: Sequence[Column]
    figures: Sequence[Tick]  # on the left
    names: Sequence[Mark]  # below


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    low: float | None  # where the interval's ends are
    high: float | None
    title: str


@dataclass(frozen=True, slots=True)
class DotPlot:
    dots: Sequence[Dot]
    line: str  # through all of them, as an SVG polyline has it
    figures: Sequence[Tick]
    names: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value between -1 and 1 with its interval, and what the place is called."""

    name: str
    value: float
    low: float | None
    high: float | None
    title: str


def columns(
    heights: Sequence[Mapping[str, int]], names: Sequence[str], titles: Sequence[str], order: Sequence[str]
) -> ColumnPlot:
    """Stacked columns, side by side.

    :param heights: of each column, how many of which label
    :param order: of the labels, from the bottom up
    """
    ticks = nice_ticks(max((sum(each.values()) for each in heights), default=0))
    scale = (HEIGHT - TOP - BOTTOM) / ticks[-1]
    room = (WIDTH - LEFT - RIGHT) / max(len(heights), 1)
    drawn = [
        Column(
            round(LEFT + room * (place + _GAP / 2), 1),
            round(room * (1 - _GAP), 1),
            tuple(_stack(each, order, scale)),
            title,
        )
        for place, (each, title) in enumerate(zip(heights, titles, strict=True))
    ]
    figures = [Tick(round(HEIGHT - BOTTOM - tick * scale, 1), tick) for tick in ticks]
    middles = [LEFT + room * (place + 0.5) for place in range(len(heights))]
    return ColumnPlot(drawn, figures, thinned(middles, names))


def _stack(counts: Mapping[str, int], order: Iterable[str], scale: float) -> Iterator[Part]:
    y = float(HEIGHT - BOTTOM)
    for label in order:
        if height := counts.get(label, 0) * scale:
            y -= height
            yield Part(round(y, 1), round(height, 1), label)


def dots(estimates: Sequence[Estimate]) -> DotPlot:
    """A dot with its interval for each estimate, joined by a line; the scale ends at 1."""
    lowest = min((each.value if each.low is None else each.low for each in estimates), default=0.0)
    bottom = min(0.0, floor(lowest * 5) / 5)
    room = (WIDTH - LEFT - RIGHT) / max(len(estimates), 1)

    def y(value: float) -> float:
        return round(TOP + (1 - value) / (1 - bottom) * (HEIGHT - TOP - BOTTOM), 1)

    drawn = [
        Dot(
            round(LEFT + room * (place + 0.5), 1),
            y(each.value),
            None if each.low is None else y(each.low),
            None if each.high is None else y(each.high),
            each.title,
        )
        for place, each in enumerate(estimates)
    ]
    figures = [Tick(y(value), value) for value in (bottom, 0.0, 0.4, 0.667, 0.8, 1.0)]
    return DotPlot(
        drawn,
        " ".join(f"{dot.x},{dot.y}" for dot in drawn),
        list(dict.fromkeys(figures)),
        thinned([dot.x for dot in drawn], [each.name for each in estimates]),
    )


def nice_ticks(most: int) -> list[int]:
    """Round figures from 0 to ``most`` or a little more, at most five of them."""
    if most <= _MOST_TICKS:
        return list(range(max(most, 1) + 1))
    rough = most / _MOST_TICKS
    power = 10 ** floor(log10(rough))
    step = int(next(power * times for times in (1, 2, 5, 10) if power * times >= rough))
    return [step * count for count in range(ceil(most / step) + 1)]


def thinned(places: Sequence[float], names: Sequence[str]) -> list[Mark]:
    """As many of the names as there is room for; the last is always among them."""
    every = max(ceil(len(names) / _MOST_NAMES), 1)
    last = len(names) - 1
    return [
        Mark(round(at, 1), name)
        for place, (at, name) in enumerate(zip(places, names, strict=True))
        if (last - place) % every == 0
    ]
