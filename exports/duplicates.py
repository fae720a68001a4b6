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

import sys
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

ALIKE = 0.8
FEWEST_WORDS = 5
"""Shorter claims are alike by chance."""
TOO_COMMON = 25

_BANDS, _ROWS = 8, 3  # finds 99.6 % of the pairs that are 0.8 alike
_AT_ONCE = 50_000  # claims; bounds the memory
_COMPARED = 10  # claims that each is compared with; bounds the work where many read alike
_SIGNS = {
    ord(sign): " "
    for sign in map(chr, range(0x2FFF))
    if not sign.isalnum() and not unicodedata.combining(sign) and not sign.isspace()
}
"""Punctuation and the like of most scripts: no part of a word."""

Words: TypeAlias = npt.NDArray[np.uint32]
Bands: TypeAlias = npt.NDArray[np.uint64]
Places: TypeAlias = npt.NDArray[np.intp]


def groups_of(claims: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The group of each article that shares a claim with another: the least of its members' ids.

    :param claims: article ids with texts of claims, those of one article together
    """
    known = _Claims(claims)
    groups = _Groups()
    for band in known.bands():
        for bucket in _in_common(band):
            articles = {known.articles[claim] for claim in bucket}
            if 1 < len(articles) <= TOO_COMMON:
                for one, other in _neighbours(bucket):
                    if known.articles[one] != known.articles[other] and known.alike(one, other):
                        groups.join(known.articles[one], known.articles[other])
    return groups.by_member()


class _Claims:
    """Claims as sets of numbered words, in arrays: a hundred bytes a claim."""

    def __init__(self, claims: Iterable[tuple[str, str]]) -> None:
        self.articles: list[str] = []  # of each claim
        words, begins = array("I"), array("Q", [0])
        numbers: dict[str, int] = {}
        number_of = numbers.setdefault
        for article_id, text in claims:
            found = {number_of(word, len(numbers)) for word in text.casefold().translate(_SIGNS).split()}
            if len(found) >= FEWEST_WORDS:
                self.articles.append(sys.intern(article_id))  # one for all claims of an article
                words.extend(found)
                begins.append(len(words))
        self._words: Words = np.asarray(words, dtype=np.uint32)
        self._begins: Places = np.asarray(begins, dtype=np.intp)

    def bands(self) -> Iterator[Bands]:
        """For each band a number a claim; claims that are alike have it in common in some band."""
        if not self.articles:
            return
        random = np.random.RandomState(1)
        for _ in range(_BANDS):
            draws = random.randint(1, 2**30, (_ROWS, 2))
            yield np.concatenate(
                [self._band(start, draws) for start in range(0, len(self.articles), _AT_ONCE)]
            )

    def _band(self, start: int, draws: Places) -> Bands:
        begins = self._begins[start : start + _AT_ONCE + 1]
        words = self._words[begins[0] : begins[-1]]
        band = np.zeros(len(begins) - 1, dtype=np.uint64)
        for factor, shift in draws:
            shuffled = words * np.uint32(2 * factor + 1) + np.uint32(shift)  # a permutation of 32-bit numbers
            least = np.minimum.reduceat(shuffled, begins[:-1] - begins[0])
            band = band * np.uint64(0x100000001B3) ^ least
        return band

    def alike(self, one: int, other: int) -> bool:
        """Whether the two claims' words overlap enough."""
        sizes = [self._begins[c + 1] - self._begins[c] for c in (one, other)]
        if min(sizes) < ALIKE * max(sizes):
            return False
        a, b = (set(self._words[self._begins[c] : self._begins[c + 1]].tolist()) for c in (one, other))
        return len(a & b) >= ALIKE * len(a | b)


def _in_common(band: Bands) -> Iterator[list[int]]:
    """The claims that have a number in common, where several do."""
    order = np.argsort(band, kind="stable")
    ends = np.flatnonzero(np.diff(band[order])) + 1
    begins = np.concatenate([[0], ends])
    sizes = np.diff(np.concatenate([begins, [len(order)]]))
    for begin, size in zip(begins[sizes > 1], sizes[sizes > 1], strict=True):
        yield order[begin : begin + size].tolist()


def _neighbours(bucket: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each claim with the few before it."""
    for rank, other in enumerate(bucket):
        for one in bucket[max(0, rank - _COMPARED) : rank]:
            yield one, other


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
