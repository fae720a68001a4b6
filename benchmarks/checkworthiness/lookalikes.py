"""Sentences that read alike: what must not stand on both sides of a split.

"20 km" in one half gives away the wording of "40 km" in the other, so figures,
names and negations make no difference here (`tasks.text.likeness`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tasks.text.duplicates import band_keys
from tasks.text.likeness import ALIKE, Wording, similarity, wording

NEIGHBOURS = 20
"""How many of those that share a key are compared with each: bounds the work when thousands read alike."""


def find_lookalikes(sentences: Mapping[str, str]) -> dict[str, str]:
    """Put sentences, id → text, that read alike into groups: id → the least id of its group.

    A sentence like no other is a group by itself. The order of ``sentences``
    does not matter.
    """
    ids_of: dict[Wording, list[str]] = defaultdict(list)
    for sentence_id, text in sentences.items():
        ids_of[wording(text)].append(sentence_id)
    speaking = sorted(
        (known for known in ids_of if known.words), key=lambda known: (known.words, sorted(known.names))
    )
    leader_of = {sentence_id: sentence_id for sentence_id in sentences}
    for group in _groups(speaking, [band_keys(sentences[ids_of[known][0]]) for known in speaking]):
        ids = [sentence_id for member in group for sentence_id in ids_of[member]]
        leader_of.update(dict.fromkeys(ids, min(ids)))
    return leader_of


def _groups(wordings: Sequence[Wording], keys: Sequence[tuple[int, ...]]) -> list[list[Wording]]:
    """Wordings that chains of likeness connect."""
    groups = {place: [place] for place in range(len(wordings))}
    group_at = list(range(len(wordings)))
    for one, other in _candidates(keys):
        mine, theirs = group_at[one], group_at[other]
        if mine != theirs and similarity(wordings[one], wordings[other]) >= ALIKE:
            for place in groups.pop(theirs):
                groups[mine].append(place)
                group_at[place] = mine
    return [[wordings[place] for place in places] for places in groups.values()]


def _candidates(keys: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    buckets: dict[int, list[int]] = defaultdict(list)
    for place, of_place in enumerate(keys):
        for key in of_place:
            buckets[key].append(place)
    for places in buckets.values():
        for rank, one in enumerate(places):
            for other in places[rank + 1 : rank + 1 + NEIGHBOURS]:
                yield one, other
