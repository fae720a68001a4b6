"""Figures about a release that are counted while its rows go by."""

from collections import Counter
from dataclasses import dataclass, field

from exports.rows import Rows
from exports.splits import Split
from tasks.types import UNDECIDED


@dataclass(slots=True)
class Census:
    """Counts of rows and claims."""

    rows: Counter[tuple[str, str]] = field(default_factory=Counter)  # by table and split
    verdicts: Counter[str] = field(default_factory=Counter)
    methods: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    by_month: Counter[tuple[str, str]] = field(default_factory=Counter)  # and verdict; empty: not known
    by_publisher: Counter[tuple[str, str]] = field(default_factory=Counter)  # and verdict
    first_day: str | None = None  # of publication
    last_day: str | None = None

    def add(self, rows: Rows) -> None:
        """Count one article's rows."""
        for table, new in rows.by_table().items():
            if new:
                self.rows[table, rows.split] += len(new)
        if not rows.claims:
            return
        (article,) = rows.articles
        verdicts = Counter(claim.verdict or UNDECIDED for claim in rows.claims)
        self.verdicts += verdicts
        self.methods.update(claim.verdict_method for claim in rows.claims)
        self.languages[article.language] += len(rows.claims)
        for verdict, count in verdicts.items():
            self.by_publisher[article.publisher or "", verdict] += count
            self.by_month[(article.published_on or "")[:7], verdict] += count
        if day := article.published_on:
            self.first_day = min(self.first_day or day, day)
            self.last_day = max(self.last_day or day, day)

    def rows_of(self, table: str) -> int:
        return sum(count for (name, _), count in self.rows.items() if name == table)

    def splits_of(self, table: str) -> dict[str, int]:
        """Rows by split, training first; a table without rows has none of training."""
        counts = {split: self.rows[table, split] for split in Split if self.rows[table, split]}
        return {str(split): count for split, count in counts.items()} or {str(Split.TRAIN): 0}
