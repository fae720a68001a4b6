"""How sure a coefficient is: articles drawn again and again with replacement.

Claims of one article are judged by the same people on the same news, so whole
articles are drawn, never single claims. The draws come from a generator whose
stream NumPy has frozen, with a fixed seed: the same data gives the same
interval on every machine (NEP 19 on `numpy.random.RandomState`).

Source: B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13.
"""

import numpy as np

from exports.agreement.patterns import Floats

SAMPLES = 1000
CONFIDENCE = 0.95
SEED = 20220908

ENOUGH_DEFINED = 0.95
"""Share of samples in which the coefficient must be defined for an interval to mean something."""

_AT_ONCE = 5  # samples; bounds the memory


def resampled(by_article: Floats) -> Floats:
    """Sums of `SAMPLES` samples of as many articles as there are: (articles, k) to (samples, k)."""
    articles = len(by_article)
    random = np.random.RandomState(SEED)
    chunks = []
    for _ in range(0, SAMPLES, _AT_ONCE):
        drawn = (random.random_sample((_AT_ONCE, articles)) * articles).astype(np.intp)
        times = np.stack([np.bincount(draw, minlength=articles) for draw in drawn]).astype(np.float64)
        chunks.append(times @ by_article)
    return np.concatenate(chunks)


def interval(values: Floats) -> tuple[float, float] | None:
    """The percentile interval; ``None`` where the coefficient is undefined in too many samples."""
    defined = values[~np.isnan(values)]
    if len(defined) < ENOUGH_DEFINED * len(values):
        return None
    low, high = np.quantile(defined, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return float(low), float(high)
