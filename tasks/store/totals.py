"""Figures of the whole desk, read from the standings in no time."""

from collections.abc import Mapping
from dataclasses import dataclass

from tasks.store.connection import Store


@dataclass(frozen=True, slots=True)
class Totals:
    """Sentences, as far as their standing was worked out."""

    states: Mapping[str, int]  # by tasks.ledger.SentenceState; '' where nothing was decided
    disagree: int
    without_evidence: int

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
        sum(row["disagree"] for row in rows),
        sum(row["without_evidence"] for row in rows),
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
