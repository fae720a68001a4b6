"""Figures of the whole desk, read from the standings in no time."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from tasks.store.connection import Store


@dataclass(frozen=True, slots=True)
class Totals:
    """Sentences, as far as their standing was worked out."""

    states: Mapping[str, int]  # by tasks.ledger.SentenceState; '' where nothing was decided
    disagree: int  # that all checkers answered
    without_evidence: int  # that all checkers answered

    @property
    def sentences(self) -> int:
        return sum(self.states.values())


def sentence_totals(store: Store) -> Totals:
    rows = store.rows(
        "select state, sum(sentences) as sentences, sum(disagree) as disagree,"
        " sum(without_evidence) as without_evidence from standing_totals group by state"
    )
    return Totals(
        {row["state"]: row["sentences"] for row in rows if row["sentences"]},
        sum(row["disagree"] for row in rows if row["state"] != "partly_labelled"),
        sum(row["without_evidence"] for row in rows if row["state"] != "partly_labelled"),
    )


def claim_totals(store: Store) -> dict[str, int]:
    """Claims by verdict, undecided ones, and sentences found to hold no claim; only labels that occur."""
    rows = store.execute("select label, sum(claims) from claim_counts group by label having sum(claims) > 0")
    return {row[0]: row[1] for row in rows}


def count_articles(store: Store) -> int:
    return int(store.value("select count(*) from articles"))


def count_tasks(store: Store) -> int:
    """Tasks that Label Studio has."""
    return int(store.value("select coalesce(sum(live), 0) from task_counts"))


def count_annotations(store: Store) -> int:
    """Annotations that stand, skips included."""
    return int(store.value("select coalesce(sum(answered + skipped), 0) from checker_counts"))


@dataclass(frozen=True, slots=True)
class ArticleTotals:
    """How far an article is, in sentences."""

    to_label: int
    labelled: int


def article_totals(store: Store, article_id: str) -> ArticleTotals:
    """How many sentences of an article are to be labelled, and how many are."""
    row = store.execute(
        "select coalesce(sum(sentences) filter (where state not in ('left_out', 'withdrawn')), 0),"
        " coalesce(sum(sentences) filter (where state in ('labelled', 'adjudicated')), 0)"
        " from standing_counts where article_id = ?",
        [article_id],
    ).fetchone()
    return ArticleTotals(*row)


def on_record(store: Store, sentences: int) -> dict[str, int]:
    """How many there are of what the ledger accounts for, from the article to the release.

    :param sentences: as `sentence_totals` has them
    """
    releases = int(store.value("select count(*) from releases"))
    return {
        "articles": count_articles(store),
        "sentences": sentences,
        "tasks": count_tasks(store),
        "annotations": count_annotations(store),
        "releases": releases,
        "released_sentences": _released_sentences(store.path, releases),
    }


@lru_cache(maxsize=4)
def _released_sentences(path: Path, releases: int) -> int:
    """Releases never change, so their number tells whether to count again."""
    if not releases:
        return 0
    with closing(Store(path)) as store:
        return int(store.value("select count(distinct sentence_id) from release_claims"))


def first_and_last_day(store: Store) -> tuple[date, date] | None:
    """The days between which claims were judged; ``None`` where none was."""
    row = store.row("select min(day) as first, max(day) as last from claim_counts where claims > 0")
    if row is None or row["first"] is None:
        return None
    return date.fromisoformat(row["first"]), date.fromisoformat(row["last"])


def claims_by_period(store: Store, since: date, *, monthly: bool) -> list[tuple[date, str, int]]:
    """How many claims with which label were judged on each day, or in each month, told by its first day."""
    period = "substr(day, 1, 7) || '-01'" if monthly else "day"
    rows = store.execute(
        f"select {period}, label, sum(claims) from claim_counts"  # noqa: S608
        " where day >= ? group by 1, 2 having sum(claims) > 0",
        [since.isoformat()],
    )
    return [(date.fromisoformat(row[0]), row[1], row[2]) for row in rows]
