"""Tables as JSON Lines: one object a line, keys in the order of the columns, UTF-8."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from exports.tables import Row, Table, as_record
from tasks.errors import ReleaseError


class JsonlWriter:
    """Writes one table to one file."""

    def __init__(self, path: Path, table: Table) -> None:
        self._table = table
        self._file = path.open("w", encoding="utf-8", newline="\n")

    def write(self, row: Row) -> None:
        self._file.write(as_json(as_record(self._table, row)) + "\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def read_jsonl(path: Path, table: Table) -> Iterator[Row]:
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
