"""Coefficients with their intervals, side by side, and why one of them is missing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from exports.agreement.bootstrap import interval, resampled
from exports.agreement.coefficients import (
    Coefficient,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    observed,
    randolph_kappa,
    why_undefined,
)
from exports.agreement.patterns import Floats, Layout, Pattern

DIGITS = 6
"""Figures are rounded, so that they do not differ in the last digit from machine to machine."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval, where either can be given, and else why not."""

    value: float | None
    low: float | None = None
    high: float | None = None
    undefined: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """All coefficients side by side: they differ in what they call chance."""

    units: int  # with a judgement
    paired_units: int  # with two judgements or more
    paired_judgements: int  # of those
    observed: Estimate  # share of agreeing pairs
    krippendorff_alpha: Estimate
    fleiss_kappa: Estimate
    gwet_ac1: Estimate
    randolph_kappa: Estimate


@dataclass(frozen=True, slots=True)
class Sample:
    """Sums by article and, where intervals are wanted, sums of resampled articles."""

    at: Layout
    by_article: Floats  # (articles, sums)
    resampled: Floats | None = None  # (samples, sums)

    @property
    def total(self) -> Floats:
        """(1, sums)"""
        total: Floats = self.by_article.sum(axis=0, keepdims=True)
        return total

    def estimate(self, coefficient: Coefficient) -> Estimate:
        value = float(coefficient(self.total, self.at)[0])
        if np.isnan(value):
            return Estimate(None, undefined=why_undefined(self.total[0], self.at))
        if self.resampled is None or len(self.by_article) < 2:
            return Estimate(rounded(value))
        ends = interval(coefficient(self.resampled, self.at))
        return Estimate(rounded(value), *(map(rounded, ends) if ends else ()))

    def figures(self) -> Figures:
        total = self.total[0]
        return Figures(
            units=round(total[self.at.units]),
            paired_units=round(total[self.at.paired_units]),
            paired_judgements=round(total[self.at.paired].sum()),
            observed=self.estimate(observed),
            krippendorff_alpha=self.estimate(krippendorff_alpha),
            fleiss_kappa=self.estimate(fleiss_kappa),
            gwet_ac1=self.estimate(gwet_ac1),
            randolph_kappa=self.estimate(randolph_kappa),
        )


def sample_of_articles(by_article: Floats, labels: int) -> Sample:
    """For figures with intervals."""
    return Sample(Layout(labels), by_article, resampled(by_article) if len(by_article) else None)


def sample_of_patterns(counts: Counter[Pattern], labels: int) -> Sample:
    """For figures without intervals."""
    at = Layout(labels)
    rows = [[value * count for value in at.sums(pattern)] for pattern, count in counts.items()]
    return Sample(at, np.array(rows, dtype=np.float64).reshape(-1, at.width))


def cohen_estimate(table: Sequence[Sequence[int]]) -> Estimate:
    """Of two checkers; see `cohen_kappa`."""
    value = cohen_kappa(table)
    if value is not None:
        return Estimate(rounded(value))
    if not any(map(any, table)):
        return Estimate(None, undefined="they judged no claim in common")
    return Estimate(None, undefined="both gave one and the same label throughout")


def rounded(value: float) -> float:
    """To `DIGITS`."""
    return round(float(value), DIGITS) + 0.0  # no -0.0
