"""The database inside of a release: its tables with keys, indexes and full-text search.

It is a file of its own, made once and never written again, for people who would
rather query than load: with the sqlite3 shell, Datasette, or any driver.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from tasks.errors import StoreError
from tasks.store.connection import our_errors

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class DatasetTable:
    """A table as the database is to have it."""

    name: str
    columns: Mapping[str, type]
    required: frozenset[str]  # columns that are never null
    key: Sequence[str]
    references: Mapping[str, str] = field(default_factory=dict)  # column -> table
    indexed: Sequence[str] = ()  # columns that people filter by
    searchable: Sequence[str] = ()  # columns with words to be found


class DatasetFile:
    """Writes the database. What fails raises `StoreError`.

    Rows come as columns and go in through SQLite's Arrow driver, which makes no
    Python object of any value: millions of rows take less than half the time.
    """

    def __init__(self, path: Path, tables: Iterable[DatasetTable]) -> None:
        self._path = path
        self._tables = {table.name: table for table in tables}
        with our_errors(path), closing(Database(path)) as empty:
            needs = {name: set(table.references.values()) for name, table in self._tables.items()}
            for name in TopologicalSorter(needs).static_order():
                self._create(empty, self._tables[name])
        self._filling: _Filling | None = _Filling(path)

    def insert(self, table: str, rows: "pa.RecordBatch") -> None:
        """Add rows, their columns in the order of the table's."""
        if self._filling is None:
            raise AssertionError("nothing is inserted after the database is finished")
        self._filling.insert(table, rows)

    def finish(self) -> None:
        """Build the indexes and the search; nothing is inserted after."""
        if self._filling:
            self._filling.commit()
            self.close()
        with our_errors(self._path), closing(Database(self._path)) as full:
            for pragma in _FINISHING:
                full.execute(pragma)
            for table in self._tables.values():
                for column in table.indexed:
                    full.table(table.name).create_index([column])
                if table.searchable:
                    full.table(table.name).enable_fts(
                        list(table.searchable), tokenize="unicode61 remove_diacritics 2"
                    )

    def close(self) -> None:
        """Let go of the file, finished or not."""
        if self._filling:
            self._filling.close()
            self._filling = None

    def _create(self, database: Database, table: DatasetTable) -> None:
        others = {other.name: other.key[0] for other in self._tables.values()}
        database.table(table.name).create(
            dict(table.columns),
            pk=table.key[0] if len(table.key) == 1 else list(table.key),
            not_null=set(table.required),
            foreign_keys=[(column, other, others[other]) for column, other in table.references.items()],
        )


_UNFINISHED = (
    "pragma journal_mode = off",  # a file that is not finished is thrown away
    "pragma synchronous = off",
    "pragma locking_mode = exclusive",
)
_FILLING = (*_UNFINISHED, "pragma cache_size = -65536")  # KiB: the keys are inserted in no order
_FINISHING = (*_UNFINISHED, "pragma cache_size = -16384")  # KiB: as much again goes into sorting an index


class _Filling:
    """A connection that takes rows as columns, in one transaction."""

    def __init__(self, path: Path) -> None:
        from adbc_driver_sqlite import dbapi

        self._path = path
        self._error = dbapi.Error
        with self._our_errors():
            self._connection = dbapi.connect(path.absolute().as_uri(), autocommit=True)
            self._cursor = self._connection.cursor()
            for pragma in _FILLING:
                self._cursor.execute(pragma)
                self._cursor.fetchall()
            self._connection.adbc_connection.set_autocommit(False)

    def insert(self, table: str, rows: "pa.RecordBatch") -> None:
        with self._our_errors():
            self._cursor.adbc_ingest(table, rows, mode="append")

    def commit(self) -> None:
        with self._our_errors():
            self._connection.adbc_connection.commit()

    def close(self) -> None:
        with self._our_errors():
            self._cursor.close()
            self._connection.close()

    @contextmanager
    def _our_errors(self) -> Iterator[None]:
        try:
            yield
        except self._error as error:
            raise StoreError(f"{self._path} cannot be written: {error}") from error
