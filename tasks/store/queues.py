"""Sentences and claims that wait for somebody, oldest first, each queue from an index of its own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.store.connection import Store


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sentence that waits, with its words."""

    sentence_id: str
    article_id: str
    text: str  # as first read
    state: str | None  # tasks.ledger.SentenceState
    since: str | None  # when the last judgement that counts was made


_ALL_ANSWERED = "d.state <> 'partly_labelled'"


def in_trouble(store: Store, limit: int) -> list[Waiting]:
    """Sentences in doubt, missing or quarantined, and those that nobody decided about."""
    never_decided = _sentences(store, "d.state is null order by d.sentence_id", limit)
    if len(never_decided) == limit:
        return never_decided
    in_trouble = "d.state in ('in_doubt', 'missing', 'quarantined') order by d.state, d.sentence_id"
    return never_decided + _sentences(store, in_trouble, limit - len(never_decided))


def contested(store: Store, limit: int) -> list[Waiting]:
    """Sentences that all checkers answered, who differ about a claim that no editor has settled."""
    return _sentences(
        store, f"d.disagree = 1 and {_ALL_ANSWERED} order by d.decided_at, d.sentence_id", limit
    )


def without_evidence(store: Store, limit: int) -> list[Waiting]:
    """Sentences that all checkers answered, with a claim that is verified or disputed without any address."""
    return _sentences(
        store, f"d.without_evidence = 1 and {_ALL_ANSWERED} order by d.decided_at, d.sentence_id", limit
    )


def named(store: Store, sentence_ids: Sequence[str]) -> list[Waiting]:
    """These sentences, by id."""
    which = "d.sentence_id in (select value from json_each(:ids)) order by d.sentence_id"
    return _sentences(store, which, len(sentence_ids), ids=json.dumps(sentence_ids))


def _sentences(store: Store, which: str, limit: int, **values: str) -> list[Waiting]:
    rows = store.rows(
        "select d.sentence_id, d.article_id, s.text, d.state, d.decided_at as since"  # noqa: S608
        f" from sentence_standings d join sentences s using (sentence_id) where {which} limit :limit",
        {"limit": limit, **values},
    )
    return [Waiting(**row) for row in rows]


def unverifiable_since(store: Store, until: str, limit: int) -> list[Waiting]:
    """Claims found unverifiable before a moment for a reason that time may change, by sentence.

    :param until: as the store writes times
    """
    rows = store.rows(
        """
        select c.sentence_id, c.article_id, s.text, null as state, c.decided_at as since
        from claim_standings c join sentences s using (sentence_id)
        where c.label = 'unverifiable' and c.reason <> 'too_vague' and c.decided_at < :until
        order by c.decided_at, c.claim_id limit :limit
        """,
        {"until": until, "limit": limit},
    )
    return [Waiting(**row) for row in rows]


def count_unverifiable_since(store: Store, day: str) -> int:
    """How many there are, judged before a day, ``2022-09-08``."""
    return int(
        store.value(
            "select coalesce(sum(claims), 0) from claim_counts"
            " where label = 'unverifiable' and reason <> 'too_vague' and day < ?",
            [day],
        )
    )
