"""Tables as JSON Lines: ``jsonl/TABLE.jsonl``, one object a line, keys in the order of the columns, UTF-8."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.json import Encoder

from exports.columns import Table, Values
from exports.formats.chunk import Chunk
from tasks.errors import ReleaseError


class JsonlSink:
    """One file a table."""

    def __init__(self, folder: Path, tables: Iterable[Table]) -> None:
        folder.mkdir()
        self._encoder = Encoder()
        self._files = {table.name: (folder / f"{table.name}.jsonl").open("wb") for table in tables}

    def write(self, chunk: Chunk) -> None:
        self._files[chunk.table.name].write(self._encoder.encode_lines(chunk.rows))

    def finish(self) -> None:
        self.close()

    def close(self) -> None:
        for file in self._files.values():
            file.close()


def read_jsonl(path: Path, table: Table) -> Iterator[Values]:
    """The rows of a table.

    :raises ReleaseError: a line is not an object with the columns of the table
    """
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            try:
                record = json.loads(line)
            except ValueError as error:
                raise ReleaseError(f"{path.name}, line {number}: not JSON ({error}).") from error
            if not isinstance(record, dict) or tuple(record) != table.header:
                raise ReleaseError(f"{path.name}, line {number}: not the columns of {table.name}.")
            yield tuple(record.values())
