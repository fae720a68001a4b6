"""What agreement by month is worked out from, and what it came to."""

from collections.abc import Iterator
from typing import NamedTuple

from tasks.store.connection import Store


class MonthlyAgreement(NamedTuple):
    """Krippendorff's alpha among the judgements of one month, with its 95 % interval."""

    month: str  # 2022-09
    units: int  # claims, and sentences found to hold none, with two judgements or more
    alpha: float | None
    low: float | None
    high: float | None


def stale_months(store: Store) -> list[tuple[str, int]]:
    """Months whose agreement has to be worked out again, with how often they changed since."""
    return [(row[0], row[1]) for row in store.execute("select month, changes from stale_agreement")]


def iter_votes(store: Store, month: str) -> Iterator[tuple[str, tuple[int, int, int, int], int]]:
    """By article: how many checkers gave each of four answers, and about how many claims they did so."""
    for article_id, *votes, units in store.execute(
        """
        select article_id, votes_verified, votes_disputed, votes_unverifiable, votes_not_a_claim, count(*)
        from claim_standings where substr(decided_at, 1, 7) = ?
        group by article_id, votes_verified, votes_disputed, votes_unverifiable, votes_not_a_claim
        order by article_id
        """,
        [month],
    ):
        verified, disputed, unverifiable, denied = votes
        if any(votes):
            yield article_id, (verified, disputed, unverifiable, denied), units


def put(store: Store, found: MonthlyAgreement, changes: int) -> None:
    """Put down a month's agreement; it stays stale if it changed while it was worked out."""
    with store.transaction():
        store.execute("insert or replace into agreement_standings values (?, ?, ?, ?, ?)", found)
        store.execute("delete from stale_agreement where month = ? and changes = ?", [found.month, changes])


def agreement_by_month(store: Store, most: int) -> list[MonthlyAgreement]:
    """The last months in which anything was judged, in their order."""
    rows = store.execute(
        "select month, units, alpha, low, high from agreement_standings"
        " where units > 0 order by month desc limit ?",
        [most],
    )
    return [MonthlyAgreement._make(row) for row in rows][::-1]
