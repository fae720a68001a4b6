"""Agreement month by month, worked out again where judgements changed."""

from itertools import groupby
from operator import itemgetter

from exports.agreement.coefficients import krippendorff_alpha
from exports.agreement.figures import sample_of_articles
from exports.agreement.patterns import PatternCounts
from tasks.store import agreement
from tasks.store.agreement import MonthlyAgreement
from tasks.store.connection import Store

_ANSWERS = 4  # the verdicts, and not a claim


def refresh_agreement(store: Store) -> int:
    """Bring the months up to date whose standings changed.

    :return: how many these were
    """
    stale = agreement.stale_months(store)
    for month, changes in stale:
        agreement.put(store, _agreement(store, month), changes)
    return len(stale)


def _agreement(store: Store, month: str) -> MonthlyAgreement:
    counts = PatternCounts(_ANSWERS)
    for _, found in groupby(agreement.iter_votes(store, month), key=itemgetter(0)):
        counts.add_article(pattern for _, pattern, units in found for _ in range(units))
    sample = sample_of_articles(counts.by_article(), _ANSWERS)
    alpha = sample.estimate(krippendorff_alpha)
    paired = round(sample.total[0][sample.at.paired_units])
    return MonthlyAgreement(month, paired, alpha.value, alpha.low, alpha.high)
