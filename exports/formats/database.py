"""All tables as one SQLite database: ``dataset.db``."""

from collections.abc import Iterable
from pathlib import Path

from exports.columns import Table
from exports.formats.chunk import Chunk
from exports.tables import ADJUDICATIONS, CLAIMS, NOT_CLAIMS
from tasks.store.dataset import DatasetFile, DatasetTable

DATABASE = "dataset.db"

_SEARCHABLE = {CLAIMS.name: ("sentence", "claimant"), NOT_CLAIMS.name: ("sentence",)}
_FILTERED = {CLAIMS.name: ("verdict", "split"), ADJUDICATIONS.name: ("sentence_id",)}


class DatabaseSink:
    """One file for all tables."""

    def __init__(self, folder: Path, tables: Iterable[Table]) -> None:
        self._file = DatasetFile(folder / DATABASE, map(database_table, tables))

    def write(self, chunk: Chunk) -> None:
        self._file.insert(chunk.table.name, chunk.batch)

    def finish(self) -> None:
        self._file.finish()

    def close(self) -> None:
        self._file.close()


def database_table(table: Table) -> DatasetTable:
    return DatasetTable(
        name=table.name,
        columns={column.name: column.type for column in table.columns},
        required=frozenset(column.name for column in table.columns if not column.nullable),
        key=table.key,
        references=table.references,
        indexed=(
            *(name for name in table.references if name not in table.key),
            *_FILTERED.get(table.name, ()),
        ),
        searchable=_SEARCHABLE.get(table.name, ()),
    )
