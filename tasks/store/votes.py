"""Who said what of each claim, and how people work and agree (schema/votes.py)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tasks.store.connection import Store

EDITOR = 0
"""Stands for an editor's word where a person's id is asked for."""


class Vote(NamedTuple):
    """What one checker says of a claim, as it counts for the verdict."""

    claim_id: str
    person_id: int
    sentence_id: str
    label: str


def replace_votes(store: Store, sentence_ids: Sequence[str], votes: Iterable[Vote]) -> None:
    """Put down all votes of these sentences. Belongs into a transaction."""
    known = {
        Vote._make(row)
        for row in store.execute(
            "select claim_id, person_id, sentence_id, label from votes"
            " where sentence_id in (select value from json_each(?))",
            [json.dumps(sentence_ids)],
        )
    }
    now = set(votes)
    store.conn.executemany(
        "delete from votes where claim_id = ? and person_id = ?",
        [(vote.claim_id, vote.person_id) for vote in known - now],
    )
    store.conn.executemany("insert into votes values (?, ?, ?, ?)", now - known)


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody did."""

    answered: int
    skipped: int
    days: int  # on which the person answered or skipped something
    recently: int  # answers and skips since the day asked for
    last_at: str | None


def work_of(store: Store, person_ids: Sequence[int], since: str) -> dict[int, Work]:
    """What these people did, by person; those who did nothing are left out.

    :param since: a day, from which on it counts as recent
    """
    rows = store.rows(
        "select person_id, sum(answered) as answered, sum(skipped) as skipped,"
        " sum(answered + skipped > 0) as days, max(last_at) as last_at,"
        " sum(case when day >= ? then answered + skipped else 0 end) as recently"
        " from checker_counts where person_id in (select value from json_each(?)) group by person_id",
        [since, json.dumps(person_ids)],
    )
    return {row.pop("person_id"): Work(**row) for row in rows}


def lead_times_of(store: Store, person_ids: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """Seconds and how many answers took them, shortest first, by person."""
    found: dict[int, list[tuple[int, int]]] = {}
    for person_id, seconds, answers in store.execute(
        "select person_id, seconds, answers from lead_times"
        " where person_id in (select value from json_each(?)) and answers > 0 order by person_id, seconds",
        [json.dumps(person_ids)],
    ):
        found.setdefault(person_id, []).append((seconds, answers))
    return found


class Pair(NamedTuple):
    """Claims on which one side said this and the other that."""

    person_id: int
    other_id: int
    label: str
    other_label: str
    claims: int


EVERYBODY_ELSE = -1
"""Stands for all other checkers together where a person's id is asked for."""


def pairs_of(store: Store, person_ids: Sequence[int]) -> list[Pair]:
    """How often these people said what, and all others together, or editors, of the same claims."""
    rows = store.execute(
        "select person_id, case other_id when :editor then :editor else :others end as other, label,"
        " other_label, sum(claims) from vote_pairs"
        " where person_id in (select value from json_each(:people))"
        " group by 1, 2, 3, 4 having sum(claims) > 0",
        {"editor": EDITOR, "others": EVERYBODY_ELSE, "people": json.dumps(person_ids)},
    )
    return [Pair._make(row) for row in rows]


def pairs_with_each(store: Store, person_id: int) -> list[Pair]:
    """The same of one person with each other checker, and with editors."""
    rows = store.execute(
        "select person_id, other_id, label, other_label, claims from vote_pairs"
        " where person_id = ? and claims > 0",
        [person_id],
    )
    return [Pair._make(row) for row in rows]
