"""Articles that share a claim, word for word or nearly.

News is copied: agencies' reports appear in many papers with a word changed.
Two claims count as the same when the sets of their words overlap by
`ALIKE` (Jaccard). Candidates come from MinHash signatures cut into bands, and
are compared exactly. A claim that stands in more than `TOO_COMMON` articles is
boiler-plate and binds nothing. This is made for a whole dataset at once, in
arrays; for few claims and finer distinctions there is `tasks.text.duplicates`.

Source: A. Broder, On the resemblance and containment of documents, 1997;
J. Leskovec, A. Rajaraman, J. Ullman, Mining of Massive Datasets, ch. 3.
"""

import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

ALIKE = 0.8
FEWEST_WORDS = 5
"""Shorter claims are alike by chance."""
TOO_COMMON = 25

_BANDS, _ROWS = 8, 3  # finds 99.6 % of the pairs that are 0.8 alike
_AT_ONCE = 50_000  # claims; bounds the memory
_ROUNDING = 1e-9
_COMPARED = 10  # claims that each is compared with; bounds the work where many read alike
_SIGNS = {
    ord(sign): " "
    for sign in map(chr, range(0x2FFF))
    if not sign.isalnum() and not unicodedata.combining(sign) and not sign.isspace()
}
"""Punctuation and the like of most scripts: no part of a word."""
_ASCII_SIGNS = bytes(map(ord, "".join(map(chr, range(128))).translate(_SIGNS))).ljust(256)

Words: TypeAlias = npt.NDArray[np.uint32]
Hashes: TypeAlias = npt.NDArray[np.uint64]
Places: TypeAlias = npt.NDArray[np.intp]


def groups_of(claims: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The group of each article that shares a claim with another: the least of its members' ids.

    :param claims: article ids with texts of claims, those of one article together
    """
    known = _Claims(claims)
    groups = _Groups()
    for band in known.bands():
        for ones, others in _pairs(band, known.homes):
            for one, other in known.perhaps_alike(ones, others):
                if known.alike(one, other):
                    groups.join(known.article_of(one), known.article_of(other))
    return groups.by_member()


def words_of(text: str) -> list[str]:
    """The words without punctuation and case. Bytes are looked up many times quicker than characters."""
    if text.isascii():
        return text.lower().encode().translate(_ASCII_SIGNS).decode().split()
    return text.casefold().translate(_SIGNS).split()


class _Claims:
    """Claims as sets of numbered words, in arrays: a hundred bytes a claim."""

    def __init__(self, claims: Iterable[tuple[str, str]]) -> None:
        self._articles: list[str] = []
        homes, words, begins = array("I"), array("I"), array("Q", [0])
        number_of = defaultdict[str, int](count().__next__).__getitem__
        for article_id, text in claims:
            found = set(map(number_of, words_of(text)))
            if len(found) >= FEWEST_WORDS:
                if not self._articles or self._articles[-1] != article_id:
                    self._articles.append(article_id)
                homes.append(len(self._articles) - 1)
                words.extend(found)
                begins.append(len(words))
        self.homes: Words = np.asarray(homes, dtype=np.uint32)  # the article's number of each claim
        self._words: Words = np.asarray(words, dtype=np.uint32)
        self._begins: Places = np.asarray(begins, dtype=np.intp)
        self._sizes = np.diff(self._begins)
        self._sketches: Hashes = self._by_claim(_sketches)

    def article_of(self, claim: int) -> str:
        return self._articles[int(self.homes[claim])]

    def bands(self) -> Iterator[Hashes]:
        """For each band a number a claim; claims that are alike have it in common in some band."""
        random = np.random.RandomState(1)
        for _ in range(_BANDS):
            draws = random.randint(1, 2**30, (_ROWS, 2))
            yield self._by_claim(partial(_band, draws))

    def _by_claim(self, work_out: Callable[[Words, Places], Hashes]) -> Hashes:
        """A number for each claim, from the words of some thousand claims and where each claim's begin."""
        found: list[Hashes] = [np.zeros(0, dtype=np.uint64)]
        for start in range(0, len(self.homes), _AT_ONCE):
            begins = self._begins[start : start + _AT_ONCE + 1]
            found.append(work_out(self._words[begins[0] : begins[-1]], begins[:-1] - begins[0]))
        return np.concatenate(found)

    def perhaps_alike(self, ones: Places, others: Places) -> Iterator[tuple[int, int]]:
        """The pairs without those whose sketches alone say that they differ too much.

        Of two sets A and B with the Jaccard index s, |A Δ B| = (1 - s) / (1 + s) (|A| + |B|). Each bit in
        which their sketches differ stands for a word that one of them lacks.
        """
        differ = np.bitwise_count(self._sketches[ones] ^ self._sketches[others])
        most = (1 - ALIKE) / (1 + ALIKE) * (self._sizes[ones] + self._sizes[others])
        perhaps = differ <= most + _ROUNDING
        yield from zip(ones[perhaps].tolist(), others[perhaps].tolist(), strict=True)

    def alike(self, one: int, other: int) -> bool:
        """Whether the two claims' words overlap enough."""
        a, b = (set(self._words[self._begins[c] : self._begins[c + 1]].tolist()) for c in (one, other))
        return len(a & b) >= ALIKE * len(a | b)


def _band(draws: Places, words: Words, begins: Places) -> Hashes:
    band = np.zeros(len(begins), dtype=np.uint64)
    for factor, shift in draws:
        shuffled = words * np.uint32(2 * factor + 1) + np.uint32(shift)  # a permutation of 32-bit numbers
        band = band * np.uint64(0x100000001B3) ^ np.minimum.reduceat(shuffled, begins)
    return band


def _sketches(words: Words, begins: Places) -> Hashes:
    """64 bits a claim, one set for each of its words (a Bloom filter with one hash)."""
    bits = np.uint64(1) << (words * np.uint32(0x9E3779B1) >> np.uint32(26)).astype(np.uint64)
    return np.bitwise_or.reduceat(bits, begins)


def _pairs(band: Hashes, homes: Words) -> Iterator[tuple[Places, Places]]:
    """Claims of different articles that have a number in common, each with the few before it."""
    order = np.argsort(band, kind="stable")
    begins = np.flatnonzero(np.diff(band[order], prepend=~band[order[:1]]))
    sizes = np.diff(begins, append=len(order))
    bucket = np.repeat(np.arange(len(begins)), sizes)
    order, bucket = (array[np.repeat(sizes > 1, sizes)] for array in (order, bucket))
    home = homes[order]
    articles = np.zeros(len(begins))
    np.add.at(articles, bucket[:1], 1)
    np.add.at(articles, bucket[1:], (bucket[1:] != bucket[:-1]) | (home[1:] != home[:-1]))
    for distance in range(1, _COMPARED + 1):
        before, after = slice(0, -distance), slice(distance, None)
        compared = (bucket[before] == bucket[after]) & (home[before] != home[after])
        compared &= articles[bucket[after]] <= TOO_COMMON
        yield order[before][compared], order[after][compared]


class _Groups:
    """Articles that belong together, joined pair by pair (union-find)."""

    def __init__(self) -> None:
        self._leader: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self._find(one), self._find(other)))
        self._leader[second] = first

    def by_member(self) -> dict[str, str]:
        return {member: self._find(member) for member in sorted(self._leader)}

    def _find(self, member: str) -> str:
        leader = self._leader.setdefault(member, member)
        if leader != member:
            leader = self._leader[member] = self._find(leader)
        return leader
