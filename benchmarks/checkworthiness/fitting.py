"""Fitting the weights that ``tasks.text.checkworthiness`` ships."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.checkworthiness.corpus import Corpus
from tasks.text.checkworthiness import features
from tasks.text.checkworthiness.model import AnyLanguageModel, EnglishModel
from tasks.text.checkworthiness.wording import plain, tokens, wording

PENALTY = 2.0  # C of the logistic regression
CALIBRATION_PARTS = 5

Weights = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of feature and how its values are scaled before fitting."""

    name: str
    of: Callable[[Sequence[str]], Sequence[str]]
    least: int  # sentences a feature must occur in
    scale: float
    averaged: bool  # divided by the square root of how many there are, weighted by rarity


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of model: what it looks at, and the class that scores with it."""

    families: tuple[Family, ...]
    model: type[EnglishModel] | type[AnyLanguageModel]


ENGLISH = Kind(
    (
        Family("words", lambda words: [f for word in words for f in features.of_word(word)], 2, 0.25, True),
        Family(
            "letters", lambda words: [f for word in words for f in features.of_letters(word)], 3, 0.2, True
        ),
        Family("runs", features.of_runs, 2, 0.2, True),
        Family("sentence", features.of_sentence, 5, 0.12, False),
    ),
    EnglishModel,
)
ANY_LANGUAGE = Kind((Family("marks", features.of_marks, 5, 1.0, False),), AnyLanguageModel)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by family and feature, and what is added to their sum."""

    kind: Kind
    intercept: float
    weights: Weights

    def log_odds(self, sentences: Sequence[str]) -> list[float]:
        """By the code that ships, so that what is measured is what runs."""
        model = self.kind.model(self.intercept, self.weights)
        return [model.log_odds(sentence) for sentence in sentences]

    def stretched(self, slope: float, offset: float) -> "Fitted":
        """The same ranking, with ``slope * log_odds + offset``."""
        weights = {
            family: {name: slope * weight for name, weight in named.items()}
            for family, named in self.weights.items()
        }
        return Fitted(self.kind, slope * self.intercept + offset, weights)


def fit(corpus: Corpus, kind: Kind) -> Fitted:
    """Logistic regression over the kind's features. Deterministic."""
    vocabulary = _words_in_use(corpus.sentences)
    worded = [
        [
            wording(token, opens=not place, vocabulary=vocabulary)
            for place, token in enumerate(tokens(sentence))
        ]
        for sentence in corpus.sentences
    ]
    columns: dict[tuple[str, str], int] = {}
    scales: list[float] = []
    entries: list[tuple[int, int, float]] = []
    for family in kind.families:
        found = [Counter(family.of(words)) for words in worded]
        spread = Counter(name for counts in found for name in counts)
        for name in sorted(name for name, count in spread.items() if count >= family.least):
            columns[family.name, name] = len(columns)
            scales.append(family.scale * (_rarity(spread[name], len(found)) if family.averaged else 1.0))
        for row, counts in enumerate(found):
            size = math.sqrt(counts.total() or 1) if family.averaged else 1.0
            for name, count in counts.items():
                column = columns.get((family.name, name))
                if column is not None:
                    entries.append((row, column, count / size * scales[column]))
    rows, places, values = zip(*entries, strict=True)
    matrix = csr_matrix((values, (rows, places)), shape=(len(worded), len(columns)))
    regression = LogisticRegression(C=PENALTY, solver="liblinear", max_iter=1000, random_state=0)
    regression.fit(matrix, corpus.labels)
    weights: Weights = {family.name: {} for family in kind.families}
    for (family_name, name), column in columns.items():
        weights[family_name][name] = float(regression.coef_[0][column] * scales[column])
    return Fitted(kind, float(regression.intercept_[0]), weights)


def fit_calibrated(corpus: Corpus, kind: Kind) -> Fitted:
    """`fit`, its log-odds mended by Platt's method on groups that were held out."""
    held_out = np.zeros(len(corpus.labels))
    for part in range(CALIBRATION_PARTS):
        outside, inside = corpus.split(
            {group for group in corpus.groups if group % CALIBRATION_PARTS == part}
        )
        held_out[inside] = fit(corpus.part(outside), kind).log_odds(corpus.part(inside).sentences)
    platt = LogisticRegression(C=1e6).fit(held_out.reshape(-1, 1), corpus.labels)
    return fit(corpus, kind).stretched(float(platt.coef_[0][0]), float(platt.intercept_[0]))


def _words_in_use(sentences: Sequence[str]) -> set[str]:
    """Words met in lower case in at least two sentences."""
    counts = Counter(
        word for text in sentences for word in {plain(t) for t in tokens(text) if t[0].islower()}
    )
    return {word for word, count in counts.items() if count > 1}


def _rarity(count: int, sentences: int) -> float:
    """Smoothed inverse document frequency, as scikit-learn defines it."""
    return math.log((1 + sentences) / (1 + count)) + 1
