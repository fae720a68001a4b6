"""What waits for an editor: sentences whose checkers disagree, that lack evidence, or that are flagged.

A sentence that still waits for a checker is not due: one more answer may bring
the evidence, or a majority. Each queue walks an index in the order of the index,
from wherever the reader is. So a page costs the same however long the queue is.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge
from itertools import islice
from typing import NamedTuple

from tasks.store.connection import Store


class QueueKind(StrEnum):
    ALL = "all"
    DISAGREEMENT = "disagreement"  # checkers differ, and no editor settled it
    NO_EVIDENCE = "no_evidence"  # verified or disputed without any address
    FLAGGED = "flagged"
    WAITING = "waiting"  # for checkers: another opinion, or sent back


class QueueOrder(StrEnum):
    """What an editor meets first.

    Most disputed is what the smallest share of its checkers agrees about: the
    share of the answer that is given most often, in the claim where that is
    smallest. One less that share is Freeman's variation ratio (Elementary
    Applied Statistics, 1965). Of equal ones the oldest comes first, and what
    nobody disputes comes last.
    """

    OLDEST = "oldest"
    DISPUTED = "disputed"


class Place(NamedTuple):
    """Where a sentence stands in a queue; orders it."""

    rank: float  # 0 in the order of time, else the share of checkers that agrees most
    at: str  # since when: of the last judgement that counts, or of the request
    sentence_id: str


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A sentence in a queue, with what a list shows of it."""

    place: Place
    sentence: str
    title: str
    publisher: str
    published_on: str | None
    language: str
    disagree: bool
    without_evidence: bool
    flags: int
    claims: tuple[tuple[str, int, int, int, int], ...]  # label; verified, disputed, unverifiable, no claim


_NOT_WAITING = """not exists (select 1 from review_requests w where w.sentence_id = s.sentence_id
    and w.ended_at is null and w.kind in ('opinion', 'send_back'))"""
_ALL_ANSWERED = "s.state <> 'partly_labelled'"
_CONTESTED = f"from sentence_standings s where s.disagree = 1 and {_ALL_ANSWERED} and {_NOT_WAITING}"
_WITHOUT_EVIDENCE = (
    f"from sentence_standings s where s.without_evidence = 1 and {_ALL_ANSWERED} and {_NOT_WAITING}"
)
_ASKED = "from review_requests s where s.ended_at is null and s.kind"


def _first_of(*kinds: str) -> str:
    """Of several such requests about one sentence only the earliest has a place."""
    those = ", ".join(f"'{kind}'" for kind in kinds)
    return f"""not exists (select 1 from review_requests e where e.sentence_id = s.sentence_id
        and e.ended_at is null and e.kind in ({those})
        and (e.asked_at, e.request_id) < (s.asked_at, s.request_id))"""  # noqa: S608


_FLAGGED = f"{_ASKED} = 'flag' and {_first_of('flag')}"
_FIRST_ASKED = _first_of("opinion", "send_back")
_IN_NO_OTHER = """not exists (select 1 from sentence_standings x where x.sentence_id = s.sentence_id
    and (x.disagree = 1 or x.without_evidence = 1) and x.state <> 'partly_labelled')"""

# The table with its conditions, and the columns that order it. In each queue a sentence comes once.
_QUEUES = {
    QueueKind.DISAGREEMENT: ((_CONTESTED, "s.decided_at"),),
    QueueKind.NO_EVIDENCE: ((_WITHOUT_EVIDENCE, "s.decided_at"),),
    QueueKind.FLAGGED: ((_FLAGGED, "s.asked_at"),),
    QueueKind.WAITING: (
        (f"{_ASKED} = 'opinion' and {_FIRST_ASKED}", "s.asked_at"),
        (f"{_ASKED} = 'send_back' and {_FIRST_ASKED}", "s.asked_at"),
    ),
    QueueKind.ALL: (
        (_CONTESTED, "s.decided_at"),
        (f"{_WITHOUT_EVIDENCE} and s.disagree = 0", "s.decided_at"),
        (f"{_FLAGGED} and {_NOT_WAITING} and {_IN_NO_OTHER}", "s.asked_at"),
    ),
}


UNDISPUTED = 1.0
"""The rank of what all agree about."""


def places(
    store: Store,
    kind: QueueKind,
    limit: int,
    *,
    order: QueueOrder = QueueOrder.OLDEST,
    after: Place | None = None,
    before: Place | None = None,
) -> list[Place]:
    """The next sentences of a queue.

    :param after: only what comes behind this place
    :param before: only what comes ahead of this place; the nearest ones
    """
    walks = [_walk(store, source, at, order, limit, after, before) for source, at in _QUEUES[kind]]
    merged = merge(*walks, reverse=before is not None)
    found = list(islice(dict.fromkeys(merged), limit))
    return found[::-1] if before else found


def _walk(
    store: Store,
    source: str,
    at: str,
    order: QueueOrder,
    limit: int,
    after: Place | None,
    before: Place | None,
) -> list[Place]:
    rank = _rank_in(source, order)
    bound = before or after
    if isinstance(rank, float) and bound and bound.rank != rank:
        if (bound.rank < rank) == (before is not None):
            return []
        bound = None
    keys = [at, "s.sentence_id"] if isinstance(rank, float) else [rank, at, "s.sentence_id"]
    values = [":at", ":id"] if isinstance(rank, float) else [":rank", ":at", ":id"]
    beyond = f"({', '.join(keys)}) {'<' if before else '>'} ({', '.join(values)})" if bound else "true"
    way = "desc" if before else "asc"
    rows = store.execute(
        f"select {rank}, {at}, s.sentence_id {source} and {beyond}"
        f" order by {', '.join(f'{key} {way}' for key in keys)} limit :limit",
        {"limit": limit, **(bound._asdict() | {"id": bound.sentence_id} if bound else {})},
    )
    return [Place(*row) for row in rows]


def _rank_in(source: str, order: QueueOrder) -> str | float:
    """The column that ranks what a walk meets, or the rank that all of it has."""
    if order is QueueOrder.OLDEST:
        return 0.0
    return "s.consensus" if source == _CONTESTED else UNDISPUTED


def count_queue(store: Store, kind: QueueKind, most: int) -> int:
    """How many sentences a queue holds; ``most`` where there are as many or more."""
    counted = [
        int(store.value(f"select count(*) from (select 1 {source} limit ?)", [most]))  # noqa: S608
        for source, _ in _QUEUES[kind]
    ]
    return min(most, sum(counted))


def entries(store: Store, queue: Sequence[Place]) -> list[QueueEntry]:
    """What a list shows of these sentences, in the order given."""
    found = {
        row.pop("sentence_id"): row
        for row in store.rows(
            """
            select s.sentence_id, s.text as sentence, r.title, r.publisher, r.published_on, r.language,
                   coalesce(n.disagree, 0) as disagree, coalesce(n.without_evidence, 0) as without_evidence,
                   (select count(*) from review_requests q where q.sentence_id = s.sentence_id
                     and q.kind = 'flag' and q.ended_at is null) as flags,
                   (select json_group_array(json_array(label, votes_verified, votes_disputed,
                           votes_unverifiable, votes_not_a_claim))
                      from claim_standings c where c.sentence_id = s.sentence_id) as claims
            from sentences s
            join article_revisions r on r.article_id = s.article_id and r.superseded_at is null
            left join sentence_standings n using (sentence_id)
            where s.sentence_id in (select value from json_each(?))
            """,
            [json.dumps([place.sentence_id for place in queue])],
        )
    }
    return [_entry(place, found[place.sentence_id]) for place in queue if place.sentence_id in found]


def _entry(place: Place, row: dict[str, object]) -> QueueEntry:
    claims = tuple(tuple(claim) for claim in json.loads(str(row.pop("claims"))))
    flags = {name: bool(row.pop(name)) for name in ("disagree", "without_evidence")}
    return QueueEntry(place=place, claims=claims, **flags, **row)  # type: ignore[arg-type]


def place_of(
    store: Store, kind: QueueKind, sentence_id: str, order: QueueOrder = QueueOrder.OLDEST
) -> Place | None:
    """Where a sentence stands in a queue; ``None`` where it is not in it."""
    for source, at in _QUEUES[kind]:
        row = store.execute(
            f"select {_rank_in(source, order)}, {at} {source} and s.sentence_id = ? order by 2 limit 1",
            [sentence_id],
        ).fetchone()
        if row is not None:
            return Place(row[0], row[1], sentence_id)
    return None
