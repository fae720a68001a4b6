"""Tables as CSV by RFC 4180, in UTF-8, safe to open in a spreadsheet: ``csv/TABLE.csv``.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@`` or a
control character for a formula, and may run it. Such text gets an apostrophe in
front, as does text that begins with an apostrophe: so whoever reads the file
takes one leading apostrophe off and has the text back. In most of Europe
spreadsheets part cells at semicolons and heed no quotes then: text gets the same
apostrophe after a semicolon, a tab or a line's end. An empty cell is a value
that is not there.

Source: OWASP, CSV injection.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from exports.columns import Column, Table, Value, Values
from exports.formats.chunk import Chunk
from tasks.errors import ReleaseError

if TYPE_CHECKING:
    import pyarrow as pa

GUARD = "'"
_TO_BE_GUARDED = "^( *[=+\\-@\\t\\r\\n＝＋－＠]|')"
_TO_BE_GUARDED_WITHIN = "([;\\t\\r\\n][ \"]*)([=+\\-@＝＋－＠'])"
_GUARDED_WITHIN = "([;\\t\\r\\n][ \"]*)'"


class CsvSink:
    """One file a table."""

    def __init__(self, folder: Path, tables: Iterable[Table]) -> None:
        from pyarrow import csv as arrow_csv

        from exports.formats.arrow import text_schema

        folder.mkdir()
        options = arrow_csv.WriteOptions(eol="\r\n", quoting_style="needed", quoting_header="none")
        self._writers = {
            table.name: arrow_csv.CSVWriter(
                folder / f"{table.name}.csv", text_schema(table), write_options=options
            )
            for table in tables
        }

    def write(self, chunk: Chunk) -> None:
        self._writers[chunk.table.name].write_batch(_guarded(chunk.table, chunk.batch))

    def finish(self) -> None:
        self.close()

    def close(self) -> None:
        for writer in self._writers.values():
            writer.close()


def _guarded(table: Table, batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """The batch with texts that no spreadsheet takes for formulas."""
    import pyarrow.compute as pc

    for i, column in enumerate(table.columns):
        if column.is_free_text:
            texts = batch.column(i)
            risky = pc.match_substring_regex(texts, f"{_TO_BE_GUARDED}|{_TO_BE_GUARDED_WITHIN}")
            if pc.any(risky).as_py():
                first = pc.match_substring_regex(texts, _TO_BE_GUARDED)
                safe = pc.replace_substring_regex(texts, _TO_BE_GUARDED_WITHIN, r"\1'\2")
                safe = pc.if_else(first, pc.binary_join_element_wise(GUARD, safe, ""), safe)
                batch = batch.set_column(i, batch.schema.field(i), safe)
    return batch


def guarded(text: str) -> str:
    """Text as a cell that no spreadsheet takes for a formula."""
    within = re.sub(_TO_BE_GUARDED_WITHIN, r"\1'\2", text)
    return GUARD + within if re.match(_TO_BE_GUARDED, text) else within


def unguarded(cell: str) -> str:
    """The reverse of `guarded`."""
    return re.sub(_GUARDED_WITHIN, r"\1", cell.removeprefix(GUARD))


def read_csv(path: Path, table: Table, *, within: bool = True) -> Iterator[Values]:
    """The rows of a table, typed, as they were before they were guarded.

    :param within: texts are guarded after separators within them, too; in older releases they are not
    :raises ReleaseError: the file is not of this table
    """
    with path.open(encoding="utf-8", newline="") as file:
        cells = csv.reader(file, strict=True)
        if tuple(next(cells, ())) != table.header:
            raise ReleaseError(f"{path.name}: the first line does not name the columns of {table.name}.")
        try:
            for row in cells:
                yield tuple(_value(c, cell, within) for c, cell in zip(table.columns, row, strict=True))
        except (ValueError, csv.Error) as error:
            raise ReleaseError(f"{path.name}, line {cells.line_num}: {error}.") from error


def _value(column: Column, cell: str, within: bool) -> Value:
    if cell == "" and column.nullable:
        return None
    if column.type is bool:
        return _flag(cell)
    if column.type is str:
        if not column.is_free_text:
            return cell
        return unguarded(cell) if within else cell.removeprefix(GUARD)
    return column.type(cell)


def _flag(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise ValueError(f"{cell!r} is neither true nor false")
    return cell == "true"
