"""Whether a release is what was released, and whether what it says holds together.

Nothing is taken from the store: who downloaded a release can check it alone.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from exports.consistency import Consistency
from exports.files import CHECKSUMS, files_in, sha256_of
from exports.formats.csv import read_csv
from exports.formats.jsonl import read_jsonl
from exports.manifest import MANIFEST
from exports.tables import TABLES, Table
from tasks.errors import ReleaseError


def verify_release(folder: Path) -> list[str]:
    """What is wrong with a release, in words for people; empty where all is well.

    :raises ReleaseError: there is no release in the folder
    """
    if not (folder / MANIFEST).is_file() or not (folder / CHECKSUMS).is_file():
        raise ReleaseError(f"{folder} holds no release: {MANIFEST} or {CHECKSUMS} is missing.")
    problems = list(_changed_files(folder))
    if problems:
        return problems  # what is not what was released need not hold together
    try:
        return list(_contradictions(folder))
    except (ReleaseError, UnicodeDecodeError) as error:
        return [str(error)]


def _changed_files(folder: Path) -> Iterator[str]:
    promised = {}
    for line in (folder / CHECKSUMS).read_text(encoding="utf-8", errors="replace").splitlines():
        digest, _, name = line.partition("  ")
        promised[name] = digest
    there = [name for name in files_in(folder) if name != CHECKSUMS]
    for name in there:
        if name not in promised:
            yield f"{name} is not in {CHECKSUMS}."
        elif sha256_of(folder / name) != promised[name]:
            yield f"{name} is not what was released: its SHA-256 differs."
    for name in sorted(promised.keys() - set(there)):
        yield f"{name} is in {CHECKSUMS} and not there."


def _contradictions(folder: Path) -> Iterator[str]:
    described = _manifest(folder)
    consistency = Consistency()
    for table in TABLES:
        rows = 0
        for record in _records(folder, table):
            rows += 1
            yield from consistency.check(table, record)
        if rows != described["rows"].get(table.name):
            yield f"{table.name} has {rows} rows, and the manifest says {described['rows'].get(table.name)}."
    yield from consistency.check_whole()
    yield from _account(described["sentences"], consistency)


def _manifest(folder: Path) -> Mapping[str, Any]:
    try:
        described = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except ValueError as error:
        raise ReleaseError(f"{MANIFEST} is not JSON: {error}.") from error
    if not isinstance(described, dict) or not {"rows", "sentences"} <= described.keys():
        raise ReleaseError(f"{MANIFEST} does not say how many rows and sentences there are.")
    return described


def _records(folder: Path, table: Table) -> Iterator[Mapping[str, Any]]:
    """The rows of a table, which its formats must agree about."""
    from_json = read_jsonl(folder / "jsonl" / f"{table.name}.jsonl", table)
    from_csv = read_csv(folder / "csv" / f"{table.name}.csv", table)
    for number, (row, other) in enumerate(zip_longest(from_json, from_csv), 1):
        if row is None or row != other:
            raise ReleaseError(f"{table.name}, row {number}: JSON Lines and CSV differ.")
        yield dict(zip(table.header, row, strict=True))


def _account(sentences: Mapping[str, Any], found: Consistency) -> Iterable[str]:
    """Whether every sentence is accounted for, as in the ledger of the day."""
    left_out = sum(sentences["left_out"].values())
    if sentences["total"] != sentences["with_claims"] + sentences["not_claims"] + left_out:
        yield "The manifest's account of sentences does not add up."
    if sentences["with_claims"] != found.sentences_with_claims:
        yield f"{found.sentences_with_claims} sentences have claims, and the manifest says otherwise."
    if sentences["not_claims"] != found.sentences_without_claims:
        yield f"{found.sentences_without_claims} sentences are no claims, and the manifest says otherwise."
