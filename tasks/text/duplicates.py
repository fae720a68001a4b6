"""Which claims say the same across articles: suggestions, for people to confirm.

Keep the `band_keys` of every claim in an indexed column; claims that share a key
with a new one are worth a look, which `rank_related` takes::

    claim ─► band_keys ─► claims with a key in common ─► rank_related

Keys lead to claims that read alike, contrasts or not, so that a checker also
meets the claim that has another figure in it.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from rensa import RMinHash

from tasks.text.likeness import Likeness, compare, wording

BANDS = 20
ROWS = 3
"""Claims of similarity s share a key with probability 1 - (1 - s**ROWS)**BANDS: 0.93 at 0.5, 0.99 at 0.6."""

LOOSE = 0.3
"""Similarity below which a claim is of no interest."""


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
    known = wording(claim)
    if not known.words:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=1)
    sketch.update(list(known.runs))
    digest = sketch.digest()
    return tuple(_key(band, digest[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))


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


def _key(band: int, values: list[int]) -> int:
    content = b"".join(value.to_bytes(4, "big") for value in (band, *values))
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big", signed=True)
