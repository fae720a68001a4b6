"""Cuts that people mended, kept through the revisions of an article. Pure.

A mend is a stretch of the text in which people cut otherwise than the machine.
It is known by its words, not by its offsets: where a later revision has the
same words between cuts of the machine, the mend holds there as well; where the
words have changed, the machine's cuts come back. White space, invisible
characters and the composition of accents make no difference, as they make none
to a sentence's id (`tasks.text.identity`).
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tasks.text.cuts import gap_after
from tasks.text.identity import is_visible
from tasks.types import Span


@dataclass(frozen=True, slots=True)
class Mend:
    """A stretch and where people cut it."""

    text: str  # the stretch as it stands in the article; the machine cuts before and after it
    starts: tuple[int, ...]  # of all its sentences but the first, in visible characters of the stretch
    occurrence: int = 1  # which of the places in the article that have these words


def find_mends(text: str, machine: Sequence[Span], people: Sequence[Span]) -> list[Mend]:
    """How two ways to cut the same text differ.

    :param machine: sentences as `find_sentences` gives them
    :param people: the same text cut by people, by way of `merge` and `split`
    """
    visible = _Visible(text)
    places = _Places(visible, machine)
    mends = []
    for theirs, ours in _stretches(machine, people):
        if ours == theirs:
            continue
        stretch = Span(theirs[0].start, theirs[-1].end)
        first, last = visible.index(stretch.start), visible.index(stretch.end)
        if first == last:
            continue  # without words it could not be known again
        starts = tuple(visible.index(span.start) - first for span in ours[1:])
        occurrence = places.of(visible.text[first:last]).index(Span(first, last)) + 1
        mends.append(Mend(stretch.of(text), starts, occurrence))
    return mends


def apply_mends(text: str, machine: Sequence[Span], mends: Iterable[Mend]) -> list[Span]:
    """The machine's sentences, mended where the text still has the words of a mend."""
    return [span for span, _ in _mended(text, machine, mends)]


def held_mends(text: str, machine: Sequence[Span], mends: Iterable[Mend]) -> list[Mend]:
    """The mends that hold in this text."""
    return list(dict.fromkeys(mend for _, mend in _mended(text, machine, mends) if mend))


def _mended(text: str, machine: Sequence[Span], mends: Iterable[Mend]) -> Iterator[tuple[Span, Mend | None]]:
    """Each sentence, with the mend that made it."""
    mends = tuple(mends)
    if not mends:
        yield from ((span, None) for span in machine)
        return
    visible = _Visible(text)
    places = _Places(visible, machine)
    here: dict[int, tuple[Span, Mend]] = {}  # by the first visible character
    for mend in mends:
        found = places.of(_Visible(mend.text).text)
        if len(found) >= mend.occurrence:
            place = found[mend.occurrence - 1]
            here[place.start] = place, mend
    ends = {visible.index(span.end): span.end for span in reversed(machine)}
    through = 0  # up to where the last mend reaches
    for span in machine:
        start = visible.index(span.start)
        if start < through:
            continue
        if start not in here:
            yield span, None
            continue
        place, mend = here[start]
        through = place.end
        stretch = Span(span.start, ends[through])
        yield from ((part, mend) for part in visible.cut(stretch, start, mend.starts))


def _stretches(machine: Sequence[Span], people: Sequence[Span]) -> Iterator[tuple[list[Span], list[Span]]]:
    """The shortest stretches at whose ends both cut."""
    theirs: list[Span] = []
    ours: list[Span] = []
    ahead = iter(people)
    for span in machine:
        theirs.append(span)
        while not ours or ours[-1].end < span.end:
            ours.append(next(ahead))
        if ours[-1].end == span.end:
            yield theirs, ours
            theirs, ours = [], []


class _Visible:
    """The characters of a text that make up its words, decomposed, and where each stands."""

    def __init__(self, text: str) -> None:
        self._source = text
        seen = [
            (part, offset)
            for offset, char in enumerate(text)
            if is_visible(char)
            for part in unicodedata.normalize("NFD", char)
        ]
        self.text = "".join(part for part, _ in seen)
        self._offsets = [offset for _, offset in seen]

    def index(self, offset: int) -> int:
        """How many visible characters stand before an offset."""
        return bisect_left(self._offsets, offset)

    def cut(self, stretch: Span, first: int, starts: Sequence[int]) -> list[Span]:
        """A stretch cut before these visible characters, counted from its first, number ``first``."""
        spans, start = [], stretch.start
        for at in starts:
            end, following = gap_after(self._source, self._offsets[first + at - 1])
            spans.append(Span(start, end))
            start = following
        return [*spans, Span(start, stretch.end)]


class _Places:
    """Where in a text words stand between two cuts of the machine."""

    def __init__(self, visible: _Visible, machine: Sequence[Span]) -> None:
        self._text = visible.text
        self._starts = {visible.index(span.start) for span in machine}
        self._ends = {visible.index(span.end) for span in machine}

    def of(self, words: str) -> list[Span]:
        """In visible characters, in reading order."""
        found = []
        at = self._text.find(words) if words else -1
        while at >= 0:
            if at in self._starts and at + len(words) in self._ends:
                found.append(Span(at, at + len(words)))
            at = self._text.find(words, at + 1)
        return found
