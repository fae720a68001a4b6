"""Which claims say the same across articles: suggestions, for people to confirm.

There are two ways in. `find_clusters` takes many claims at once. For one new
claim against a store, keep the `band_keys` of every claim in an indexed column;
claims that share a key with the new one are worth a look, which `rank_related`
takes::

    claim ─► band_keys ─► claims with a key in common ─► rank_related

Keys lead to claims that read alike, contrasts or not, so that a checker also
meets the claim that has another figure in it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rensa import RMinHash

from tasks.text.likeness import ALIKE, Likeness, Wording, compare, similarity, wording

BANDS = 20
ROWS = 3
"""Claims of similarity s share a key with probability 1 - (1 - s**ROWS)**BANDS: 0.93 at 0.5, 0.99 at 0.6."""

KEYS_VERSION = f"{RMinHash.ALGORITHM_VERSION}.1"
"""Keys of different versions do not compare; make them anew when this changes."""

LOOSE = 0.3
"""Similarity that any two members of a cluster must reach, so that chains of small changes come to an end."""

NEIGHBOURS = 20
"""How many of those that share a key are compared with each: bounds the work when thousands read alike."""


@dataclass(frozen=True, slots=True)
class Related:
    """A known claim and how it compares with the new one."""

    claim_id: str
    likeness: Likeness


def band_keys(claim: str) -> tuple[int, ...]:
    """Keys to find a claim by: `BANDS` signed 64-bit integers, none for a text without words.

    MinHash with banding (Broder 1997; Leskovec, Rajaraman and Ullman, *Mining
    of Massive Datasets*, section 3.4). The same on every machine.
    """
    return _keys(wording(claim))


def rank_related(claim: str, known: Iterable[tuple[str, str]]) -> list[Related]:
    """Compare a claim with known ones, ``(id, text)``; the same claims first, then by similarity.

    What is less than `LOOSE` alike is left out. Look at ``likeness.contrasts``
    to see why a claim that reads alike is another claim.
    """
    new = wording(claim)
    related = [Related(claim_id, compare(new, wording(text))) for claim_id, text in known]
    return sorted(
        (found for found in related if found.likeness.similarity >= LOOSE),
        key=lambda found: (not found.likeness.same_claim, -found.likeness.similarity, found.claim_id),
    )


def find_clusters(claims: Mapping[str, str]) -> dict[str, str]:
    """Put claims, id → text, that say the same into clusters: id → cluster id.

    A cluster is named after the least of its ids; a claim like no other is a
    cluster by itself. No two members contrast with each other. The order of
    ``claims`` does not matter.
    """
    return _find(claims, heed_contrasts=True)


def find_lookalikes(claims: Mapping[str, str]) -> dict[str, str]:
    """The same for claims that read alike, whatever contrasts there are.

    For splits into training and test data: "20 km" in one gives away the
    wording of "40 km" in the other.
    """
    return _find(claims, heed_contrasts=False)


def _find(claims: Mapping[str, str], *, heed_contrasts: bool) -> dict[str, str]:
    ids_of: dict[Wording, list[str]] = defaultdict(list)
    for claim_id, text in claims.items():
        ids_of[wording(text)].append(claim_id)
    speaking = [known for known in ids_of if known.words]
    speaking.sort(key=lambda known: (known.words, sorted(known.names)))
    cluster_of = {claim_id: claim_id for claim_id in claims}
    for cluster in _join(speaking, heed_contrasts):
        ids = [claim_id for member in cluster for claim_id in ids_of[member]]
        cluster_of.update(dict.fromkeys(ids, min(ids)))
    return cluster_of


def _join(wordings: list[Wording], heed_contrasts: bool) -> list[list[Wording]]:
    """Grow clusters along the strongest links; one that brings contrasting claims together is dropped."""
    clusters = {place: [place] for place in range(len(wordings))}
    cluster_at = list(range(len(wordings)))
    for _, one, other in sorted(_links(wordings, heed_contrasts)):
        mine, theirs = clusters[cluster_at[one]], clusters[cluster_at[other]]
        if mine is theirs:
            continue
        if heed_contrasts and not all(_may_meet(wordings[a], wordings[b]) for a in mine for b in theirs):
            continue
        del clusters[cluster_at[other]]
        mine += theirs
        for place in theirs:
            cluster_at[place] = cluster_at[one]
    return [[wordings[place] for place in places] for places in clusters.values()]


def _may_meet(one: Wording, other: Wording) -> bool:
    likeness = compare(one, other)
    return not likeness.contrasts and likeness.similarity >= LOOSE


def _links(wordings: list[Wording], heed_contrasts: bool) -> Iterator[tuple[float, int, int]]:
    """Pairs that belong together, as ``(-similarity, place, place)``."""
    for one, other in _candidates(wordings, heed_contrasts):
        alike = similarity(wordings[one], wordings[other])
        if alike >= ALIKE and not (heed_contrasts and compare(wordings[one], wordings[other]).contrasts):
            yield -alike, one, other


def _candidates(wordings: list[Wording], heed_contrasts: bool) -> set[tuple[int, int]]:
    buckets: dict[Hashable, list[int]] = defaultdict(list)
    for place, known in enumerate(wordings):
        # A thousand weather reports that differ in their figures alone need not even meet.
        must_agree = (known.figures, known.negations) if heed_contrasts else None
        for key in _keys(known):
            buckets[key, must_agree].append(place)
    return {
        (one, other)
        for places in buckets.values()
        for rank, one in enumerate(places)
        for other in places[rank + 1 : rank + 1 + NEIGHBOURS]
    }


def _keys(known: Wording) -> tuple[int, ...]:
    if not known.words:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=1)
    sketch.update(list(known.runs))
    digest = sketch.digest()
    return tuple(_key(band, digest[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))


def _key(band: int, values: list[int]) -> int:
    content = b"".join(value.to_bytes(4, "big") for value in (band, *values))
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big", signed=True)
