"""The scoring itself: a sum of weights, turned into a probability."""

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import repeat
from typing import Any, NamedTuple

from tasks.text.checkworthiness import features
from tasks.text.checkworthiness.wording import tokens, wording

Weights = Mapping[str, float]


class _Word(NamedTuple):
    wording: str
    weight: float  # of the word and its classes
    features: int  # how many of those there are
    letters_weight: float
    letters: int


class EnglishModel:
    """Logistic regression on named features, as ``benchmarks/checkworthiness`` fits it.

    The weights of words, letter runs and word runs are divided by the square
    root of how many there are, so that long sentences do not win by length.
    """

    def __init__(self, intercept: float, weights: Mapping[str, Weights]) -> None:
        self._intercept = intercept
        self._words = weights["words"]
        self._letters = weights["letters"]
        self._runs = weights["runs"]
        self._sentence = weights["sentence"]
        self._word = lru_cache(maxsize=1 << 16)(self._weigh_word)

    def log_odds(self, sentence: str) -> float:
        words: list[str] = []
        word_sum = letter_sum = 0.0
        word_count = letter_count = 0
        for token in tokens(sentence):
            word = self._word(token, not words)
            words.append(word.wording)
            word_sum += word.weight
            word_count += word.features
            letter_sum += word.letters_weight
            letter_count += word.letters
        runs = features.of_runs(words)
        return (
            self._intercept
            + word_sum / math.sqrt(word_count or 1)
            + letter_sum / math.sqrt(letter_count or 1)
            + _total(self._runs, runs) / math.sqrt(len(runs))
            + _total(self._sentence, features.of_sentence(words))
        )

    def _weigh_word(self, token: str, opens: bool) -> _Word:
        word = wording(token, opens=opens, vocabulary=self._words)
        names, letters = features.of_word(word), features.of_letters(word)
        return _Word(
            word, _total(self._words, names), len(names), _total(self._letters, letters), len(letters)
        )


class AnyLanguageModel:
    """The same by figures and marks alone, for languages that no model has learned."""

    def __init__(self, intercept: float, weights: Mapping[str, Weights]) -> None:
        self._intercept = intercept
        self._marks = weights["marks"]

    def log_odds(self, sentence: str) -> float:
        words = [wording(token, opens=False, vocabulary=()) for token in tokens(sentence)]
        return self._intercept + _total(self._marks, features.of_marks(words))


def _total(weights: Weights, names: Iterable[str]) -> float:
    return sum(map(weights.get, names, repeat(0.0)))


@cache
def english_model() -> EnglishModel:
    """The model for English that comes with the package; read once, on first use."""
    return EnglishModel(**_shipped("english"))


@cache
def any_language_model() -> AnyLanguageModel:
    """The model for everything else that comes with the package."""
    return AnyLanguageModel(**_shipped("any_language"))


def _shipped(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(files(__package__).joinpath(f"{name}.json").read_text("utf-8"))
    return content
