"""Do two claims say the same? Alike in wording is not enough: "20 km" is not "40 km".

The wording is compared by Jaccard's index of four-letter runs, which forgives
inflection and needs no word list, so it serves every language. On top of it
stand contrasts: what makes two claims different however alike they read.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest

from tasks.text.contrasts import (
    IMMATERIAL,
    NEGATING_PREFIXES,
    NEGATIONS,
    NUMBER_WORDS,
    OPPOSITES,
    SCALES,
    SPELLINGS,
)

ALIKE = 0.5
"""Similarity from which two claims without a contrast count as the same."""

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u200c\u200d"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_FIGURE = r"\d{1,3}(?:[.,]\d{3})+(?!\d)(?:[.,]\d{1,9})?|\d{1,18}(?:[.,]\d{1,9})?"
_TOKEN = re.compile(rf"{_FIGURE}|[{_HAN}]|(?:(?![{_HAN}])[^\W\d_]|[{_MARKS}])+(?:['’][^\W\d_]+)*")
_GROUPING = re.compile(r"[.,](?=\d{3}(?!\d))")


class Contrast(StrEnum):
    """Why two claims that read alike are not the same claim."""

    FIGURES = "figures"  # "20 km", "40 km"
    NEGATION = "negation"  # "was hit", "was not hit"
    NAMES = "names"  # other names, or the same ones in each other's place
    OPPOSITE = "opposite"  # "rose", "fell"
    WORDS = "words"  # each has a word of substance that the other has not: "the school", "the bridge"


@dataclass(frozen=True)
class Wording:
    """What of a claim's text is compared. Equal wordings are equal claims."""

    words: tuple[str, ...]  # as a dictionary would list them, figures as plain numbers
    names: frozenset[str]  # words written with a capital
    led: frozenset[tuple[str, str]]  # names with the word that follows each: who does what
    figures: frozenset[Decimal]
    negations: int

    @cached_property
    def runs(self) -> frozenset[str]:
        """Every four letters in a row, blanks between words among them."""
        if not self.words:
            return frozenset()
        text = f" {' '.join(self.words)} "
        return frozenset(text[start : start + 4] for start in range(max(1, len(text) - 3)))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def poles(self) -> frozenset[tuple[str, int]]:
        return frozenset(pole for word in self.words for pole in OPPOSITES.get(word, ()))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two claims read (0..1), and what sets them apart all the same."""

    similarity: float
    contrasts: frozenset[Contrast]

    @property
    def same_claim(self) -> bool:
        return self.similarity >= ALIKE and not self.contrasts


def wording(claim: str) -> Wording:
    """Take a claim's text apart. Case, punctuation, spacing and digit grouping do not count."""
    found = _TOKEN.findall(unicodedata.normalize("NFKC", claim))
    found = [token for token in found if _plain(token)]
    words = tuple(_plain(token) for token in found)
    named = [token[0].isupper() and word not in IMMATERIAL for token, word in zip(found, words, strict=True)]
    return Wording(
        words=words,
        names=frozenset(word for word, name in zip(words, named, strict=True) if name),
        led=frozenset(
            (word, after)
            for word, after, name, named_after in zip(words, words[1:], named, named[1:], strict=False)
            if name and not named_after and after not in IMMATERIAL
        ),
        figures=frozenset(_figures(words)),
        negations=sum(word in NEGATIONS or word.endswith("n't") for word in words),
    )


def compare(one: Wording, other: Wording) -> Likeness:
    """Compare two claims; symmetric."""
    return Likeness(similarity(one, other), frozenset(_contrasts(one, other)))


def similarity(one: Wording, other: Wording) -> float:
    """Jaccard's index of the letter runs, 0..1; 0 where there are no words."""
    shared = len(one.runs & other.runs)
    total = len(one.runs) + len(other.runs) - shared
    return shared / total if total else 0.0


def _contrasts(one: Wording, other: Wording) -> Iterator[Contrast]:
    if one.figures != other.figures:
        yield Contrast.FIGURES
    only_one, only_other = one.vocabulary - other.vocabulary, other.vocabulary - one.vocabulary
    if one.negations != other.negations or _negated(only_one, only_other) or _negated(only_other, only_one):
        yield Contrast.NEGATION
    if (one.names & only_one and other.names & only_other) or _places_changed(one, other):
        yield Contrast.NAMES
    if _opposed(one.poles, other.poles):
        yield Contrast.OPPOSITE
    if _unrelated(only_one, only_other) and _unrelated(only_other, only_one):
        yield Contrast.WORDS


def _negated(words: Iterable[str], others: frozenset[str]) -> bool:
    return any(prefix + word in others for word in words if len(word) > 3 for prefix in NEGATING_PREFIXES)


def _unrelated(words: Iterable[str], others: Collection[str]) -> bool:
    """Is there a word of substance that none of the others could be another form of?"""
    substance = (word for word in words if word not in IMMATERIAL and not word[0].isdigit())
    return any(not any(_same_stem(word, other) for other in others) for word in substance)


def _same_stem(one: str, other: str) -> bool:
    """Do they share the first half of the shorter word, or three letters at least?"""
    size = max(3, (min(len(one), len(other)) + 1) // 2)
    return one[:size] == other[:size]


def _places_changed(one: Wording, other: Wording) -> bool:
    """Does another of the shared names do what the first did? "Ada beat Bo", "Bo beat Ada"."""
    shared = one.names & other.names
    return any(
        deed == other_deed and name != other_name and name in shared and other_name in shared
        for name, deed in one.led - other.led
        for other_name, other_deed in other.led - one.led
    )


def _opposed(one: frozenset[tuple[str, int]], other: frozenset[tuple[str, int]]) -> bool:
    axes = {axis for axis, _ in one} & {axis for axis, _ in other}
    return any(
        {pole for on, pole in one if on == axis}.isdisjoint(pole for on, pole in other if on == axis)
        for axis in axes
    )


def _plain(token: str) -> str:
    if token[0].isdigit():
        return str(_number(token))
    word = token.replace("’", "'").casefold().removesuffix("'s")
    return SPELLINGS.get(word, word)


def _number(token: str) -> Decimal:
    """The value of "1,000", "1.000", "3.5" or "3,5": three digits after a mark are a group."""
    return Decimal(_GROUPING.sub("", token).replace(",", "."))


def _figures(words: tuple[str, ...]) -> Iterator[Decimal]:
    for word, after in zip_longest(words, words[1:], fillvalue=""):
        value = Decimal(word) if word[0].isdigit() else NUMBER_WORDS.get(word)
        if value is not None:
            yield value * SCALES.get(after.removesuffix("s"), 1)
