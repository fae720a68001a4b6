"""Rows on their way into files: some thousand of one table and one split at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import astuple

from exports.columns import Table, TableRow, Values

if TYPE_CHECKING:
    import pyarrow as pa

WRITE_BUFFER = 1 << 20
"""Bytes gathered before a file is written to: millions of lines are short."""

CHUNK_ROWS = 2048
"""Bounds the memory: some 6 MB of claims."""


@dataclass(frozen=True)
class Chunk:
    """Rows of one table and one split. Articles are whole within a split, and in their order."""

    table: Table
    split: str
    rows: Sequence[TableRow]

    @cached_property
    def values(self) -> list[Values]:
        """The rows as plain tuples."""
        return [astuple(row) for row in self.rows]

    @cached_property
    def batch(self) -> "pa.RecordBatch":
        """The rows as columns, dates and times as texts; made once for all formats that want it."""
        from exports.formats.arrow import batch_of

        return batch_of(self.table, self.values)


class Sink(Protocol):
    """A format that takes chunks, in the order of the release."""

    def write(self, chunk: Chunk) -> None: ...

    def finish(self) -> None:
        """Complete the files; nothing is written after."""

    def close(self) -> None:
        """Let go of the files, complete or not."""
