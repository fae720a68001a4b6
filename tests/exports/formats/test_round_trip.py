"""What is written comes back, whatever is in it."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.formats.csv import CsvWriter, guarded, read_csv, unguarded
from exports.formats.jsonl import JsonlWriter, read_jsonl
from exports.tables import ANNOTATIONS, EVIDENCE, TABLES, Column, Row, Table
from tasks.errors import ReleaseError

texts = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    ["=HYPERLINK(1)", "'quoted'", "\u202eabc", "a\r\nb", "\r", '"', "None", "\U0001f469\u200d\U0001f680"]
)


def values(column: Column) -> st.SearchStrategy[object]:
    if column.means.values:
        kind: st.SearchStrategy[object] = st.sampled_from(column.means.values)
    elif column.type is str:
        kind = texts.filter(bool) if column.nullable else texts
        if not column.is_free_text:
            kind = st.dates().map(str)
    elif column.type is float:
        kind = st.floats(allow_nan=False, allow_infinity=False)
    else:
        kind = st.booleans() if column.type is bool else st.integers(-(2**53), 2**53)
    return st.none() | kind if column.nullable else kind


def rows(table: Table) -> st.SearchStrategy[list[Row]]:
    return st.lists(st.tuples(*map(values, table.columns)), max_size=4)


tables_with_rows = st.sampled_from(TABLES).flatmap(lambda table: st.tuples(st.just(table), rows(table)))


@given(tables_with_rows)
def test_rows_come_back_as_they_were(table_with_rows: tuple[Table, list[Row]]) -> None:
    table, given_rows = table_with_rows
    with TemporaryDirectory() as folder:
        path = Path(folder, "table")
        with CsvWriter(path, table) as writer:
            for row in given_rows:
                writer.write(row)
        assert list(read_csv(path, table)) == given_rows
        with JsonlWriter(path, table) as json_writer:
            for row in given_rows:
                json_writer.write(row)
        assert list(read_jsonl(path, table)) == given_rows


@given(texts)
def test_no_cell_starts_a_formula(text: str) -> None:
    assert not guarded(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unguarded(guarded(text)) == text


def test_addresses_that_are_formulas_are_guarded(tmp_path: Path) -> None:
    row = ("e-1-1-1", None, "n-1-1", "=cmd|' /C calc'!A0", None, "@title", None, "neither", None, None)
    with CsvWriter(tmp_path / "evidence.csv", EVIDENCE) as writer:
        writer.write(row)
    with (tmp_path / "evidence.csv").open(encoding="utf-8", newline="") as file:
        cells = list(csv.reader(file))[1]
    assert cells[3] == "'=cmd|' /C calc'!A0"
    assert cells[5] == "'@title"


def test_lines_end_as_the_standard_wants(tmp_path: Path) -> None:
    with CsvWriter(tmp_path / "annotations.csv", ANNOTATIONS):
        pass
    assert (tmp_path / "annotations.csv").read_bytes() == ",".join(ANNOTATIONS.header).encode() + b"\r\n"


@pytest.mark.parametrize("text", ["", "id,name\r\n", "not json", '{"a": 1}'])
def test_a_file_of_another_table_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "claims"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(ReleaseError):
        list(read_csv(path, EVIDENCE))
    with pytest.raises(ReleaseError):
        list(read_jsonl(path, EVIDENCE))
