"""How much a sentence is worth checking: a number by which tasks can be put in order.

The model is a logistic regression over the wording of a sentence, trained on
presidential debates that people annotated for check-worthiness. It knows no
names of people or places. ``WEIGHTS.md`` beside this file tells where the
weights come from and on what terms.
"""

import math
from collections.abc import Sequence

from tasks.text.checkworthiness.model import any_language_model, english_model

__all__ = ["check_worthiness"]

_LARGEST_EXPONENT = 700.0
"""Of the natural exponential: the largest number is just above it."""


def check_worthiness(sentences: Sequence[str], language: str = "en") -> list[float]:
    """Score each sentence from 0 (nothing to check) to 1 (a factual claim that matters).

    In English the score is a calibrated probability for political speech in
    which a quarter of the sentences are worth checking; elsewhere read it as a
    rank. Other languages (``language`` is a BCP 47 tag) are ranked coarsely, by
    figures and marks. A score depends on its sentence only.
    """
    english = language.partition("-")[0].lower() == "en"
    model = english_model() if english else any_language_model()
    return [_probability(model.log_odds(sentence)) for sentence in sentences]


def _probability(log_odds: float) -> float:
    """The same for all odds that a number can hold: ten thousand question marks have others."""
    return 1 / (1 + math.exp(min(-log_odds, _LARGEST_EXPONENT)))
