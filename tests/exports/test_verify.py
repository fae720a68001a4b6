"""Whoever has a release can tell whether it is what was released."""

from collections.abc import Callable
from pathlib import Path

import pytest

from exports import files
from exports.formats.csv import CsvWriter
from exports.formats.jsonl import read_jsonl
from exports.tables import TABLES
from exports.verify import verify_release
from tasks.errors import ReleaseError
from tasks.store.connection import Store
from tasks.types import Judgement, Verdict
from tests.exports.desks import MARKET, labelled_desk, released


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Path:
    labelled_desk(store)
    return released(store, tmp_path, with_text=True).folder


def test_a_release_is_sound(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    desk.add(MARKET)
    desk.say("The market", 0, Judgement(Verdict.DISPUTED))
    assert verify_release(released(store, tmp_path, with_text=True).folder) == []


def test_one_byte(folder: Path) -> None:
    edit(folder / "csv" / "claims.csv", lambda text: text.replace("harbour", "harboor", 1))
    assert verify_release(folder) == ["csv/claims.csv is not what was released: its SHA-256 differs."]


def test_a_file_too_many_and_one_too_few(folder: Path) -> None:
    (folder / "csv" / "claims.csv").unlink()
    (folder / "extra.txt").write_text("hello")
    assert verify_release(folder) == [
        "extra.txt is not in SHA256SUMS.",
        "csv/claims.csv is in SHA256SUMS and not there.",
    ]


@pytest.mark.parametrize(
    ("table", "old", "new", "problem"),
    [
        ("claims", '"verdict":"verified"', '"verdict":"disputed"', "does not follow from its votes"),
        ("claims", '"votes_disputed":1', '"votes_disputed":2', "are not as many as its annotations"),
        ("claims", '"char_start":0,', '"char_start":1,', "offsets"),
        ("claims", '"article_id":"a-', '"article_id":"b-', "which is not in articles"),
        ("annotations", '"label":"disputed"', '"label":"verified"', "are not those of its annotations"),
        ("annotations", '"claim_id":"c-', '"claim_id":"d-', "which is not in claims"),
        ("annotations", '"label":"disputed"', '"label":"false"', "which is none of"),
        ("articles", "Repairs cost nine", "Repairs cost five", "its text does not have its SHA-256"),
    ],
)
def test_a_forger_who_mends_the_checksums(folder: Path, table: str, old: str, new: str, problem: str) -> None:
    edit(folder / "jsonl" / f"{table}.jsonl", lambda text: text.replace(old, new, 1))
    as_csv(folder, table)
    renew_checksums(folder)
    found = verify_release(folder)
    assert any(problem in line for line in found), found


def test_formats_that_disagree(folder: Path) -> None:
    edit(folder / "csv" / "claims.csv", lambda text: text.replace(",disputed,", ",verified,", 1))
    renew_checksums(folder)
    assert verify_release(folder) == ["claims, row 3: JSON Lines and CSV differ."]


def test_what_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="holds no release"):
        verify_release(tmp_path)


def edit(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_bytes().decode()
    path.chmod(0o644)
    path.write_bytes(change(before).encode())
    assert path.read_bytes().decode() != before


def as_csv(folder: Path, name: str) -> None:
    """Write the table's CSV anew from its JSON Lines."""
    table = next(table for table in TABLES if table.name == name)
    path = folder / "csv" / f"{name}.csv"
    path.chmod(0o644)
    with CsvWriter(path, table) as writer:
        for row in read_jsonl(folder / "jsonl" / f"{name}.jsonl", table):
            writer.write(row)


def renew_checksums(folder: Path) -> None:
    (folder / files.CHECKSUMS).chmod(0o644)
    files.write_checksums(folder)
