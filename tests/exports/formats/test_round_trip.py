"""What is written comes back, whatever is in it."""

import csv
import re
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.columns import Column, Format, Table, Values
from exports.formats.chunk import Chunk, Sink
from exports.formats.csv import CsvSink, guarded, read_csv, unguarded
from exports.formats.jsonl import JsonlSink, read_jsonl
from exports.formats.parquet import ParquetSink, read_parquet
from exports.tables import ALL_TABLES, EVIDENCE
from tasks.errors import ReleaseError
from tasks.store.times import as_text

YEAR_1900 = datetime(1900, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone

texts = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    ["=HYPERLINK(1)", "'quoted'", "\u202eabc", "a\r\nb", "\r", '"', "None", "\U0001f469\u200d\U0001f680"]
)


def values(column: Column) -> st.SearchStrategy[object]:
    if column.means.values:
        kind: st.SearchStrategy[object] = st.sampled_from(column.means.values)
    elif column.type is str:
        kind = texts.filter(bool) if column.nullable else texts
        if column.means.format is Format.DATE:
            kind = st.dates().map(str)
        if column.means.format is Format.DATETIME:
            kind = st.datetimes(YEAR_1900, timezones=st.just(UTC)).map(as_text)
    elif column.type is float:
        kind = st.floats(allow_nan=False, allow_infinity=False)
    else:
        kind = st.booleans() if column.type is bool else st.integers(-(2**53), 2**53)
    return st.none() | kind if column.nullable else kind


def rows(table: Table) -> st.SearchStrategy[list[Values]]:
    return st.lists(st.tuples(*map(values, table.columns)), max_size=4)


tables_with_rows = st.sampled_from(ALL_TABLES).flatmap(lambda table: st.tuples(st.just(table), rows(table)))


def written(sink: Sink, table: Table, given_rows: list[Values]) -> None:
    sink.write(Chunk(table, "train", [table.row(*values) for values in given_rows]))
    sink.finish()
    sink.close()


@given(tables_with_rows)
def test_rows_come_back_as_they_were(table_with_rows: tuple[Table, list[Values]]) -> None:
    table, given_rows = table_with_rows
    with TemporaryDirectory() as name:
        folder = Path(name)
        written(CsvSink(folder / "csv", ALL_TABLES), table, given_rows)
        assert list(read_csv(folder / "csv" / f"{table.name}.csv", table)) == given_rows
        written(JsonlSink(folder / "jsonl", ALL_TABLES), table, given_rows)
        assert list(read_jsonl(folder / "jsonl" / f"{table.name}.jsonl", table)) == given_rows
        written(ParquetSink(folder / "data", ALL_TABLES), table, given_rows)
        files = sorted((folder / "data" / table.name).glob("*.parquet"))
        assert list(read_parquet(files, table)) == given_rows


@given(st.lists(texts, min_size=1))
def test_no_cell_starts_a_formula(urls: list[str]) -> None:
    with TemporaryDirectory() as name:
        rows = [_evidence(url) for url in urls]
        written(CsvSink(Path(name, "csv"), ALL_TABLES), EVIDENCE, rows)
        with Path(name, "csv", "evidence.csv").open(encoding="utf-8", newline="") as file:
            cells = [row[3] for row in csv.reader(file)][1:]
    assert [unguarded(cell) for cell in cells] == urls
    assert [guarded(url) for url in urls] == cells
    for cell in cells:
        assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.lists(st.sampled_from([*";\t\r\n \"'=+-@", "a", "\uff1d"])).map("".join))
def test_no_part_of_a_cell_starts_a_formula(text: str) -> None:
    """Where a spreadsheet parts cells at semicolons, tabs and line ends, and heeds no quotes."""
    cell = guarded(text)
    assert unguarded(cell) == text
    formulas = ("=", "+", "-", "@", "\uff1d")
    begin, *parts = re.split("[;\t\r\n]", cell)
    assert not begin.lstrip(" ").startswith(formulas)
    for part in parts:
        assert not part.lstrip(' "').startswith(formulas)


def _evidence(url: str) -> Values:
    return ("e-1-1-1", None, "n-1-1", url, None, None, None, "neither", None, None, None)


def test_lines_end_as_the_standard_wants(tmp_path: Path) -> None:
    written(CsvSink(tmp_path / "csv", ALL_TABLES), EVIDENCE, [_evidence("a,b")])
    header, row, rest = (tmp_path / "csv" / "evidence.csv").read_bytes().split(b"\r\n")
    assert header == ",".join(EVIDENCE.header).encode()
    assert b'"a,b"' in row
    assert rest == b""


@pytest.mark.parametrize("text", ["", "id,name\r\n", "not json", '{"a": 1}'])
def test_a_file_of_another_table_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "claims"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(ReleaseError):
        list(read_csv(path, EVIDENCE))
    with pytest.raises(ReleaseError):
        list(read_jsonl(path, EVIDENCE))
