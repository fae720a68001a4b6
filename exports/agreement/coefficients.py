"""Coefficients of agreement for nominal labels, with judgements missing where they are.

All are ``(observed - expected) / (1 - expected)`` with another idea of what
chance would give. They are worked out from sums (`patterns.Layout`), for many
samples at once: arrays of shape (samples, sums) in, (samples,) out, NaN where a
coefficient is 0/0. `why_undefined` says why.

Sources: K. Krippendorff, Content Analysis, 4th ed., 2018, ch. 12 (α);
J. L. Fleiss, Psychological Bulletin 76, 1971 (κ); K. L. Gwet, Handbook of
Inter-Rater Reliability, 4th ed., 2014, ch. 2 and 5 (AC1, and all of them with
missing judgements); J. J. Randolph, Free-marginal multirater kappa, 2005;
J. Cohen, Educational and Psychological Measurement 20, 1960.
"""

from collections.abc import Callable, Sequence

import numpy as np

from exports.agreement.patterns import Floats, Layout

Coefficient = Callable[[Floats, Layout], Floats]


def observed(sums: Floats, at: Layout) -> Floats:
    """The share of agreeing pairs of checkers, averaged over units with two judgements or more."""
    return _ratio(sums[:, at.agreeing], sums[:, at.paired_units])


def krippendorff_alpha(sums: Floats, at: Layout) -> Floats:
    """1 - observed/expected disagreement; expected from the labels of all pairable judgements."""
    paired = sums[:, at.paired]
    n = paired.sum(axis=1)
    differing = n - sums[:, at.same].sum(axis=1)
    expected = n**2 - (paired**2).sum(axis=1)
    return 1 - _ratio((n - 1) * differing, expected)


def alpha_of_label(label: int) -> Coefficient:
    """Krippendorff's α of one label against all others."""

    def alpha(sums: Floats, at: Layout) -> Floats:
        n = sums[:, at.paired].sum(axis=1)
        of_label = sums[:, at.paired][:, label]
        differing = of_label - sums[:, at.same][:, label]
        return 1 - _ratio((n - 1) * differing, of_label * (n - of_label))

    return alpha


def fleiss_kappa(sums: Floats, at: Layout) -> Floats:
    """Chance agreement from how often each label is given."""
    return _corrected(sums, at, (_prevalence(sums, at) ** 2).sum(axis=1))


def gwet_ac1(sums: Floats, at: Layout) -> Floats:
    """Chance agreement from how often a label is given by guessing; steady where one label prevails."""
    prevalence = _prevalence(sums, at)
    guessed = (prevalence * (1 - prevalence)).sum(axis=1)
    return _corrected(sums, at, _ratio(guessed, np.full(len(sums), at.labels - 1.0)))


def randolph_kappa(sums: Floats, at: Layout) -> Floats:
    """Chance agreement from the number of labels alone."""
    return _corrected(sums, at, np.full(len(sums), 1 / at.labels))


def why_undefined(sums: Floats, at: Layout) -> str:
    """Why a coefficient cannot be worked out, in words for people."""
    if not sums[at.paired_units]:
        return "no claim was judged by two checkers"
    return "only one label was given, so agreement by chance cannot be told from agreement"


def cohen_kappa(table: Sequence[Sequence[int]]) -> float | None:
    """Of two checkers: how often (one's label, the other's label) occurred; ``None`` where it is 0/0."""
    n = sum(map(sum, table))
    if n == 0:
        return None
    agreed = sum(table[k][k] for k in range(len(table))) / n
    chance = sum(sum(table[k]) * sum(row[k] for row in table) for k in range(len(table))) / n**2
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def _prevalence(sums: Floats, at: Layout) -> Floats:
    units = sums[:, at.units]
    return _ratio(sums[:, at.share].T, units).T


def _corrected(sums: Floats, at: Layout, chance: Floats) -> Floats:
    return _ratio(observed(sums, at) - chance, 1 - chance)


def _ratio(part: Floats, whole: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.abs(whole) > _ZERO, part / whole, np.nan)


_ZERO = 1e-12
"""Below this a divisor is 0 but for rounding."""
