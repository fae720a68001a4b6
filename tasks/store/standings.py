"""How every sentence and claim stands, kept ready for pages (schema/standings.py)."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from tasks.store.connection import Store


class SentenceStanding(NamedTuple):
    """A sentence; the columns are explained in the schema."""

    sentence_id: str
    article_id: str
    position: int | None
    state: str | None
    label: str | None
    method: str | None
    answered: int
    skipped: int
    claims: int
    disagree: bool
    without_evidence: bool
    decided_at: str | None
    consensus: float


class ClaimStanding(NamedTuple):
    """A claim, or a sentence that was found to hold none."""

    claim_id: str
    sentence_id: str
    article_id: str
    char_start: int | None
    char_end: int | None
    label: str
    method: str
    reason: str
    votes_verified: int
    votes_disputed: int
    votes_unverifiable: int
    votes_not_a_claim: int
    evidence: int
    decided_at: str


def any_stale(store: Store) -> bool:
    """Whether a standing has to be worked out again."""
    return bool(store.value("select exists (select 1 from stale_standings)"))


def next_stale(store: Store, limit: int) -> dict[str, list[str]]:
    """The next sentences whose standing has to be worked out again, by article."""
    found: dict[str, list[str]] = {}
    for article_id, sentence_id in store.execute(
        "select article_id, sentence_id from stale_standings order by article_id, sentence_id limit ?",
        [limit],
    ):
        found.setdefault(article_id, []).append(sentence_id)
    return found


def mark_all_stale(store: Store) -> None:
    """Have every standing worked out again."""
    with store.transaction():
        store.execute("insert or ignore into stale_standings select article_id, sentence_id from sentences")


def replace(store: Store, sentences: Sequence[SentenceStanding], claims: Sequence[ClaimStanding]) -> None:
    """Put down how these sentences stand, all their claims included. Belongs into a transaction.

    Most of what becomes stale comes out as it was, so only what differs is written.
    """
    ids = json.dumps([sentence.sentence_id for sentence in sentences])
    stood = {SentenceStanding._make(row) for row in store.execute(_SENTENCES, [ids])}
    known = {ClaimStanding._make(row) for row in store.execute(_CLAIMS, [ids])}
    now = set(claims)
    store.conn.executemany(_PUT_SENTENCE, (each for each in sentences if each not in stood))
    store.conn.executemany(
        "delete from claim_standings where claim_id = ?", [(claim.claim_id,) for claim in known - now]
    )
    store.conn.executemany(_PUT_CLAIM, (each for each in claims if each not in known))
    store.conn.executemany(
        "delete from stale_standings where article_id = ? and sentence_id = ?",
        [(sentence.article_id, sentence.sentence_id) for sentence in sentences],
    )


def _those(row: type[SentenceStanding] | type[ClaimStanding], table: str) -> str:
    return (
        f"select {', '.join(row._fields)} from {table}"  # noqa: S608
        " where sentence_id in (select value from json_each(?))"
    )


_SENTENCES = _those(SentenceStanding, "sentence_standings")
_CLAIMS = _those(ClaimStanding, "claim_standings")
_PUT_CLAIM = (
    f"insert into claim_standings ({', '.join(ClaimStanding._fields)})"  # noqa: S608
    f" values ({', '.join('?' * len(ClaimStanding._fields))})"
)
_PUT_SENTENCE = (
    f"insert into sentence_standings ({', '.join(SentenceStanding._fields)})"  # noqa: S608
    f" values ({', '.join('?' * len(SentenceStanding._fields))}) on conflict (sentence_id) do update set "
    + ", ".join(f"{name} = excluded.{name}" for name in SentenceStanding._fields[1:])
)
