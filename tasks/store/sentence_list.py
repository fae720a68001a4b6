"""Sentences as they stand with their claims, filtered, page by page; read from the standings."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tasks.store.connection import Store


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """A claim and what was decided about it."""

    claim_id: str
    char_start: int | None  # in the sentence; None: the whole of it
    char_end: int | None
    label: str  # a verdict, or undecided
    method: str
    reason: str  # why it is unverifiable; empty where nobody said
    votes_verified: int
    votes_disputed: int
    votes_unverifiable: int
    votes_not_a_claim: int
    evidence: int  # addresses given
    decided_at: str


@dataclass(frozen=True, slots=True)
class ListedSentence:
    """A sentence of an article as it stands."""

    sentence_id: str
    article_id: str
    position: int
    char_start: int  # in the article
    char_end: int
    text: str
    kind: str
    claimant: str | None  # as the machine suggests
    state: str | None
    label: str | None  # a verdict, not_a_claim, undecided or several; None: nothing was said
    disagree: bool
    without_evidence: bool
    claims: tuple[ListedClaim, ...]


@dataclass(frozen=True, slots=True)
class SentenceFilter:
    """Which sentences are asked for; what is ``None`` makes no difference."""

    state: str | None = None
    label: str | None = None
    disagree: bool | None = None
    without_evidence: bool | None = None


EVERY_SENTENCE = SentenceFilter()


def list_sentences(
    store: Store, wanted: SentenceFilter = EVERY_SENTENCE, *, limit: int, after: str = ""
) -> list[ListedSentence]:
    """Sentences of all articles, by id.

    :param after: only those whose id comes after this one
    """
    return _listed(store, wanted, "s.sentence_id > :after", "sentence_id", limit, {"after": after})


def list_sentences_of(
    store: Store, article_id: str, wanted: SentenceFilter = EVERY_SENTENCE, *, limit: int, after: int = -1
) -> list[ListedSentence]:
    """Sentences of one article in reading order.

    :param after: only those behind this position
    """
    where = "s.article_id = :article and s.position > :after"
    return _listed(store, wanted, where, "position", limit, {"article": article_id, "after": after})


def get_sentence(store: Store, sentence_id: str) -> ListedSentence | None:
    """One sentence; ``None`` where there is none in any article as it stands."""
    where, named = "s.sentence_id = :sentence", {"sentence": sentence_id}
    found = _listed(store, EVERY_SENTENCE, where, "sentence_id", 1, named)
    return found[0] if found else None


def _chosen(wanted: SentenceFilter) -> str:
    """The condition. The flags stand in it as they are, so that their partial indexes can serve."""
    parts = ["s.position is not null"]
    parts += ["s.state = :state"] if wanted.state is not None else []
    parts += ["s.label = :label"] if wanted.label is not None else []
    for flag in ("disagree", "without_evidence"):
        value = getattr(wanted, flag)
        parts += [f"s.{flag} = {int(value)}"] if value is not None else []
    return " and ".join(parts)


def _listed(
    store: Store, wanted: SentenceFilter, where: str, order: str, limit: int, named: dict[str, Any]
) -> list[ListedSentence]:
    rows = store.rows(
        f"""
        with page as (
            select s.sentence_id, s.article_id, s.position, s.state, s.label, s.disagree, s.without_evidence
            from sentence_standings s where {_chosen(wanted)} and {where} order by s.{order} limit :limit
        )
        select page.*, p.char_start, p.char_end, p.kind,
               substr(r.text, p.char_start + 1, p.char_end - p.char_start) as text,
               (select claimant from predictions d
                 where d.sentence_id = page.sentence_id and d.superseded_at is null) as claimant
        from page
        join article_revisions r on r.article_id = page.article_id and r.superseded_at is null
        join sentence_places p on p.article_id = r.article_id and p.revision = r.revision
                              and p.position = page.position
        order by page.{order}
        """,  # noqa: S608
        {"limit": limit, "state": wanted.state, "label": wanted.label, **named},
    )
    claims = _claims_of(store, [row["sentence_id"] for row in rows])
    return [
        ListedSentence(
            **row
            | {
                "disagree": bool(row["disagree"]),
                "without_evidence": bool(row["without_evidence"]),
                "claims": tuple(claims.get(row["sentence_id"], ())),
            }
        )
        for row in rows
    ]


def _claims_of(store: Store, sentence_ids: Sequence[str]) -> dict[str, list[ListedClaim]]:
    found: dict[str, list[ListedClaim]] = {}
    for row in store.rows(
        """
        select sentence_id, claim_id, char_start, char_end, label, method, reason, votes_verified,
               votes_disputed, votes_unverifiable, votes_not_a_claim, evidence, decided_at
        from claim_standings
        where sentence_id in (select value from json_each(?)) and label <> 'not_a_claim'
        order by sentence_id, coalesce(char_start, -1), claim_id
        """,
        [json.dumps(sentence_ids)],
    ):
        found.setdefault(row.pop("sentence_id"), []).append(ListedClaim(**row))
    return found
