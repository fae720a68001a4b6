"""Tables as CSV by RFC 4180, in UTF-8, safe to open in a spreadsheet.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@`` or a
control character for a formula, and may run it. Such text gets an apostrophe in
front, as does text that begins with an apostrophe: so whoever reads the file
takes one leading apostrophe off and has the text back. An empty cell is a value
that is not there, or empty text in a column that always has a value.
"""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from exports.tables import Column, Row, Table, Value
from tasks.errors import ReleaseError

GUARD = "'"
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    if text.startswith(GUARD) or text.lstrip(" ").startswith(_FORMULA_STARTS):
        return GUARD + text
    return text


def unguarded(cell: str) -> str:
    """The reverse of `guarded`."""
    return cell.removeprefix(GUARD)


class CsvWriter:
    """Writes one table to one file."""

    def __init__(self, path: Path, table: Table) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._cells = [_cell_of(column) for column in table.columns]
        self._writer = csv.writer(self._file)
        self._writer.writerow(table.header)

    def write(self, row: Row) -> None:
        self._writer.writerow([cell(value) for cell, value in zip(self._cells, row, strict=True)])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def _cell_of(column: Column) -> Callable[[Value], object]:
    if column.type is bool:
        return _flag_cell
    return _text_cell if column.is_free_text else _plain_cell


def _plain_cell(value: Value) -> object:
    return value


def _flag_cell(value: Value) -> str:
    return "true" if value else "false"


def _text_cell(value: Value) -> str:
    return "" if value is None else guarded(str(value))


def read_csv(path: Path, table: Table) -> Iterator[Row]:
    """The rows of a table, typed, as they were before they were guarded.

    :raises ReleaseError: the file is not of this table
    """
    with path.open(encoding="utf-8", newline="") as file:
        cells = csv.reader(file, strict=True)
        if tuple(next(cells, ())) != table.header:
            raise ReleaseError(f"{path.name}: the first line does not name the columns of {table.name}.")
        try:
            for row in cells:
                yield tuple(_value(column, cell) for column, cell in zip(table.columns, row, strict=True))
        except (ValueError, csv.Error) as error:
            raise ReleaseError(f"{path.name}, line {cells.line_num}: {error}.") from error


def _value(column: Column, cell: str) -> Value:
    if cell == "" and column.nullable:
        return None
    if column.type is bool:
        return _flag(cell)
    if column.type is str:
        return unguarded(cell) if column.is_free_text else cell
    return column.type(cell)


def _flag(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise ValueError(f"{cell!r} is neither true nor false")
    return cell == "true"
