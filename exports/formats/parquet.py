"""Tables as Parquet: ``data/TABLE/SPLIT-00000-of-00001.parquet``, the layout that `datasets` reads.

The bytes depend on the version of PyArrow, which is in every file's footer; it
is pinned.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from exports.columns import Table, Values
from exports.formats.arrow import rows_of, typed_schema
from exports.formats.chunk import Chunk
from exports.splits import Split
from tasks.errors import ReleaseError

GROUP_ROWS = 32_768
"""Rows of a row group: what readers skip or load at once, and what waits in memory for each split."""

FILE_ROWS = 1_000_000
"""Rows of a file, a whole number of groups or the rest: readers load files side by side."""


class ParquetSink:
    """One folder a table, one file or more a split; a table without rows has an empty file for training."""

    def __init__(self, folder: Path, tables: Sequence[Table]) -> None:
        self._folder = folder
        self._tables = tables
        self._parts: dict[tuple[str, str], _Part] = {}

    def write(self, chunk: Chunk) -> None:
        self._part(chunk.table, chunk.split).add(chunk.batch)

    def finish(self) -> None:
        for table in self._tables:
            if not any(name == table.name for name, _ in self._parts):
                self._part(table, Split.TRAIN)
        for part in self._parts.values():
            part.finish()

    def close(self) -> None:
        for part in self._parts.values():
            part.close()

    def _part(self, table: Table, split: str) -> "_Part":
        key = (table.name, split)
        if key not in self._parts:
            folder = self._folder / table.name
            folder.mkdir(parents=True, exist_ok=True)
            self._parts[key] = _Part(folder, split, table)
        return self._parts[key]


class _Part:
    """The files of one split of one table."""

    def __init__(self, folder: Path, split: str, table: Table) -> None:
        self._folder = folder
        self._split = split
        self._schema = typed_schema(table)
        self._repetitive = [column.name for column in table.columns if column.means.values]
        self._waiting: list[pa.RecordBatch] = []
        self._rows_waiting = 0
        self._rows_in_file = 0
        self._files: list[Path] = []
        self._writer: pq.ParquetWriter | None = None

    def add(self, batch: pa.RecordBatch) -> None:
        self._waiting.append(batch)
        self._rows_waiting += batch.num_rows
        if self._rows_waiting >= GROUP_ROWS:
            self._write_group()

    def finish(self) -> None:
        if self._rows_waiting or not self._files:
            self._write_group()
        self.close()
        for number, file in enumerate(self._files):
            file.rename(self._folder / f"{self._split}-{number:05}-of-{len(self._files):05}.parquet")

    def close(self) -> None:
        if self._writer:
            self._writer.close()
            self._writer = None

    def _write_group(self) -> None:
        writer = self._current_writer()
        if self._rows_waiting:  # `datasets` fails on a group without rows, not on a file without groups
            table = pa.Table.from_batches(self._waiting).cast(self._schema)
            writer.write_table(table, row_group_size=self._rows_waiting)
        self._rows_in_file += self._rows_waiting
        self._waiting, self._rows_waiting = [], 0

    def _current_writer(self) -> pq.ParquetWriter:
        if self._writer and self._rows_in_file < FILE_ROWS:
            return self._writer
        self.close()
        self._rows_in_file = 0
        self._files.append(self._folder / f".{self._split}-{len(self._files):05}")
        self._writer = pq.ParquetWriter(
            self._files[-1], self._schema, compression="zstd", use_dictionary=self._repetitive
        )
        return self._writer


def read_parquet(files: Iterable[Path], table: Table) -> Iterator[Values]:
    """The rows of a table, dates and times as texts again, file by file.

    :raises ReleaseError: a file is not of this table
    """
    for path in files:
        try:
            file = pq.ParquetFile(path)
            if not file.schema_arrow.equals(typed_schema(table)):
                raise ReleaseError(f"{path.name}: not the columns of {table.name}.")
            for batch in file.iter_batches():
                yield from rows_of(table, batch)
        except pa.ArrowException as error:
            raise ReleaseError(f"{path.name} cannot be read as Parquet: {error}.") from error
