"""What coefficients need to know of the judgements, small enough to keep.

Coefficients for nominal labels see a unit (a claim) only through its *pattern*:
how many checkers gave each label. There are few patterns, however many units,
so counting patterns by article is enough for every coefficient and for
resampling articles.
"""

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Pattern: TypeAlias = tuple[int, ...]  # checkers by label


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the sums of a pattern stand in a vector, for ``labels`` labels.

    For a unit with ``m`` judgements, ``c`` of them of label ``k``:
    """

    labels: int

    @property
    def same(self) -> slice:
        """``c (c - 1) / (m - 1)`` for each label, where m > 1: the coincidence matrix's diagonal."""
        return slice(0, self.labels)

    @property
    def paired(self) -> slice:
        """``c`` for each label, where m > 1: the coincidence matrix's margins."""
        return slice(self.labels, 2 * self.labels)

    @property
    def share(self) -> slice:
        """``c / m`` for each label."""
        return slice(2 * self.labels, 3 * self.labels)

    @property
    def agreeing(self) -> int:
        """The share of agreeing pairs among the unit's pairs, where m > 1."""
        return 3 * self.labels

    @property
    def paired_units(self) -> int:
        """1 where m > 1."""
        return 3 * self.labels + 1

    @property
    def units(self) -> int:
        """1."""
        return 3 * self.labels + 2

    @property
    def width(self) -> int:
        return 3 * self.labels + 3

    def sums(self, pattern: Pattern) -> list[float]:
        """The vector of one unit; sums over units are sums of such vectors."""
        m = sum(pattern)
        shares = [c / m for c in pattern]
        if m < 2:
            return [0.0] * (2 * self.labels) + shares + [0.0, 0.0, 1.0]
        same = [c * (c - 1) / (m - 1) for c in pattern]
        return [*same, *map(float, pattern), *shares, sum(same) / m, 1.0, 1.0]


@dataclass(slots=True)
class PatternCounts:
    """How often each pattern occurs in each article."""

    labels: int
    _ids: dict[Pattern, int] = field(default_factory=dict)
    _articles: int = 0
    _article: "array[int]" = field(default_factory=lambda: array("L"))
    _pattern: "array[int]" = field(default_factory=lambda: array("L"))
    _count: "array[int]" = field(default_factory=lambda: array("L"))

    def add_article(self, patterns: Iterable[Pattern]) -> None:
        """The patterns of one article's units, each with at least one judgement."""
        counts = Counter(patterns)
        if not counts:
            return
        for pattern, count in counts.items():
            self._article.append(self._articles)
            self._pattern.append(self._ids.setdefault(pattern, len(self._ids)))
            self._count.append(count)
        self._articles += 1

    def by_article(self) -> Floats:
        """One row of sums an article."""
        at = Layout(self.labels)
        sums = np.array([at.sums(pattern) for pattern in self._ids], dtype=np.float64).reshape(-1, at.width)
        article = np.asarray(self._article, dtype=np.intp)
        pattern = np.asarray(self._pattern, dtype=np.intp)
        count = np.asarray(self._count, dtype=np.float64)
        columns = [  # one by one: all at once take more memory than anything else in a release
            np.bincount(article, weights=column[pattern] * count, minlength=self._articles)
            for column in sums.T
        ]
        return np.column_stack(columns)
