"""Reading a release in Python."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, cast

import pyarrow as pa
import pyarrow.parquet as pq

from exports.columns import Table, TableRow
from exports.files import CHECKSUMS, sha256_of
from exports.formats.parquet import read_parquet
from exports.manifest import MANIFEST
from exports.sources import Source, open_source
from exports.tables import (
    ADJUDICATIONS,
    AGGREGATIONS,
    ANNOTATIONS,
    ARTICLES,
    CLAIMS,
    EVIDENCE,
    NOT_CLAIMS,
    VERDICT_HISTORY,
    AdjudicationRow,
    AggregationRow,
    AnnotationRow,
    ArticleRow,
    ClaimRow,
    EvidenceRow,
    HistoryRow,
    NotClaimRow,
)
from tasks.errors import ReleaseError

RowT = TypeVar("RowT", bound=TableRow)


class LoadedTable(Generic[RowT]):
    """A table of a release. Iterating gives rows, in the order of the splits; nothing is held in memory."""

    def __init__(self, table: Table, described: Mapping[str, Any], fetch: Callable[[str], Path]) -> None:
        """:param described: the release's manifest"""
        self._table = table
        self._described = described
        self._fetch = fetch

    def __len__(self) -> int:
        return int(self._described["rows"][self._table.name])

    def __iter__(self) -> Iterator[RowT]:
        make = cast(Callable[..., RowT], self._table.row)
        return (make(*values) for values in read_parquet(self._files(), self._table))

    def to_arrow(self) -> pa.Table:
        """All rows as an Arrow table, dates and times typed; from there to pandas or polars."""
        return pa.concat_tables([pq.read_table(file) for file in self._files()])

    def _files(self) -> list[Path]:
        return [self._fetch(name) for name in self._names]

    @cached_property
    def _names(self) -> list[str]:
        (table,) = (t for t in self._described["tables"] if t["name"] == self._table.name)
        return [name for name in table["files"] if name.endswith(".parquet")]


class Dataset:
    """A release, open for reading. Close it, or use it in a ``with``, to let go of temporary files."""

    def __init__(self, source: Source) -> None:
        """:raises ReleaseError: it holds no release"""
        self._source = source
        self._checked: set[str] = set()
        self._promised = _promised(source)
        self.manifest: Mapping[str, Any] = _manifest(self._fetch(MANIFEST))

    @property
    def name(self) -> str:
        return str(self.manifest["name"])

    @property
    def version(self) -> str:
        return str(self.manifest["version"])

    @property
    def claims(self) -> LoadedTable[ClaimRow]:
        return self._table(CLAIMS)

    @property
    def annotations(self) -> LoadedTable[AnnotationRow]:
        return self._table(ANNOTATIONS)

    @property
    def evidence(self) -> LoadedTable[EvidenceRow]:
        return self._table(EVIDENCE)

    @property
    def verdict_history(self) -> LoadedTable[HistoryRow]:
        return self._table(VERDICT_HISTORY)

    @property
    def adjudications(self) -> LoadedTable[AdjudicationRow]:
        return self._table(ADJUDICATIONS)

    @property
    def not_claims(self) -> LoadedTable[NotClaimRow]:
        return self._table(NOT_CLAIMS)

    @property
    def articles(self) -> LoadedTable[ArticleRow]:
        return self._table(ARTICLES)

    @property
    def aggregations(self) -> LoadedTable[AggregationRow]:
        """What models of the checkers say, where that was asked for."""
        return self._table(AGGREGATIONS)

    @property
    def agreement(self) -> Mapping[str, Any]:
        """How far the checkers agreed: what is in ``agreement.json``."""
        content: Mapping[str, Any] = json.loads(self._fetch("agreement.json").read_text(encoding="utf-8"))
        return content

    def __contains__(self, table: str) -> bool:
        """Whether the release has this table."""
        return table in self.manifest["rows"]

    def close(self) -> None:
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _table(self, table: Table) -> LoadedTable[Any]:
        if table.name not in self:
            raise ReleaseError(f"{self.name} {self.version} has no table {table.name}.")
        return LoadedTable(table, self.manifest, self._fetch)

    def _fetch(self, name: str) -> Path:
        """A file of the release, at hand and checked."""
        path = self._source.folder / name
        if name not in self._checked:
            if name not in self._promised:
                raise ReleaseError(f"{name} is not in {CHECKSUMS}.")
            self._source.fetch(name)
            if not path.is_file() or sha256_of(path) != self._promised[name]:
                raise ReleaseError(f"{name} is not what was released: it is missing or its SHA-256 differs.")
            self._checked.add(name)
        return path


def open_dataset(source: str | Path) -> Dataset:
    """See `exports.load`."""
    opened = open_source(source)
    try:
        return Dataset(opened)
    except BaseException:
        opened.close()
        raise


def _promised(source: Source) -> dict[str, str]:
    try:
        lines = source.fetch(CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseError(f"{source.folder} holds no release: there is no {CHECKSUMS}.") from error
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _manifest(path: Path) -> Mapping[str, Any]:
    """The manifest, if it says what is needed to find the tables.

    :raises ReleaseError: it does not
    """
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
        files = {table["name"]: list(map(str, table["files"])) for table in described["tables"]}
        complete = described["name"] and described["version"] and described["rows"].keys() <= files.keys()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ReleaseError(f"{MANIFEST} is not that of a release: {error!r}.") from error
    if not complete:
        raise ReleaseError(f"{MANIFEST} is not that of a release: it does not name all files.")
    return cast(Mapping[str, Any], described)
