"""The words of ``contrasts.toml``, laid out for looking up."""

import tomllib
from decimal import Decimal
from importlib.resources import files

_LISTS = tomllib.loads(files(__package__).joinpath("contrasts.toml").read_text("utf-8"))

NEGATIONS = frozenset(word for words in _LISTS["negations"].values() for word in words.split())

NEGATING_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")

IMMATERIAL = frozenset(word for words in _LISTS["immaterial"].values() for word in words.split())
"""Words that name nothing and may change without changing what is claimed."""

SPELLINGS: dict[str, str] = {
    word: spelling for spelling, words in _LISTS["spellings"].items() for word in words.split()
}
"""For a word the form that stands for it; empty if it is to be left out."""

OPPOSITES: dict[str, frozenset[tuple[str, int]]] = {}
"""For a word the axes it lies on, as ``(axis, pole)``; two poles of one axis exclude each other."""

for _axis, _poles in _LISTS["opposites"].items():
    for _pole, _words in enumerate(_poles):
        for _word in _words.split():
            OPPOSITES[_word] = OPPOSITES.get(_word, frozenset()) | {(_axis, _pole)}


def _values(pairs: str) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, _, value in (pair.partition("=") for pair in pairs.split())}


NUMBER_WORDS = _values(_LISTS["numbers"]["words"])
SCALES = _values(_LISTS["numbers"]["scales"])
