"""All that is known about a release when its descriptions are written."""

from collections.abc import Mapping
from dataclasses import dataclass

from exports.agreement.retest import RetestFigures
from exports.agreement.spans import SpanFigures
from exports.agreement.tally import AgreementReport
from exports.census import Census
from exports.columns import Table
from exports.crowd.aggregate import AggregationReport
from exports.particulars import NO_TEXT, Particulars
from exports.tables import AGGREGATIONS, TABLES

AGREEMENT = "agreement.json"


@dataclass(frozen=True, slots=True)
class Account:
    """Where every sentence of the store went."""

    sentences: int
    with_claims: int
    not_claims: int
    left_out: Mapping[str, int]  # by the state that is the reason
    skips: int  # answers in which a checker declined

    @property
    def balanced(self) -> bool:
        return self.sentences == self.with_claims + self.not_claims + sum(self.left_out.values())


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the release."""

    path: str  # relative, POSIX
    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that descriptions are made of. No clock and no machine is in it."""

    name: str
    version: str
    as_of: str
    annotator_version: str
    particulars: Particulars
    splits: str  # how articles were divided, in words
    census: Census
    account: Account
    taken_out: Mapping[str, int]  # personal things, by kind
    agreement: AgreementReport
    spans: SpanFigures
    retest: RetestFigures
    aggregations: tuple[AggregationReport, ...]  # models whose labels were asked for
    files: tuple[DataFile, ...]  # tables and views; descriptions are not among them

    @property
    def tables(self) -> tuple[Table, ...]:
        return (*TABLES, AGGREGATIONS) if self.aggregations else TABLES

    @property
    def title(self) -> str:
        return self.particulars.title or self.name.replace("-", " ").capitalize()

    @property
    def with_text(self) -> bool:
        """Whether the texts of some articles or all are in it."""
        return self.particulars.article_text not in (NO_TEXT, ())

    @property
    def day(self) -> str:
        """The day up to which everything that was recorded is in it."""
        return self.as_of[:10]

    @property
    def checkers(self) -> int:
        return len(self.agreement.by_checker)

    def files_below(self, folder: str) -> tuple[DataFile, ...]:
        return tuple(file for file in self.files if file.path.startswith(f"{folder}/"))
