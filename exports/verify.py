"""Whether a release is what was released, and whether what it says holds together.

Nothing is taken from the store: who downloaded a release can check it alone.
"""

import json
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import Any

from exports.columns import Table, Values
from exports.consistency import check_row
from exports.crowd.check import contradicted_models
from exports.describe.facts import AGREEMENT
from exports.files import CHECKSUMS, files_in, sha256_of
from exports.formats.csv import read_csv
from exports.formats.database import DATABASE, database_table
from exports.formats.jsonl import read_jsonl
from exports.manifest import MANIFEST, tables_of
from exports.statistics import contradicted_figures
from exports.tables import ADJUDICATIONS, NOT_CLAIMS, TABLES
from tasks.errors import ReleaseError, StoreError
from tasks.store.dataset_reading import DatasetReader

_ALWAYS = {table.name for table in TABLES} - {ADJUDICATIONS.name}
"""Tables without which there is no release; there are some that know nothing of adjudications."""


def verify_release(folder: Path) -> list[str]:
    """What is wrong with a release, in words for people; empty where all is well.

    :raises ReleaseError: there is no release in the folder
    """
    if not (folder / MANIFEST).is_file() or not (folder / CHECKSUMS).is_file():
        raise ReleaseError(f"{folder} holds no release: {MANIFEST} or {CHECKSUMS} is missing.")
    try:
        if problems := list(_changed_files(folder)):
            return problems  # what is not what was released need not hold together
        with closing(DatasetReader(folder / DATABASE)) as database:
            problems = list(_contradictions(folder, database))
            if not problems:  # figures of what makes no sense make none
                problems += contradicted_figures(
                    database.votes(), database.marks(), _json(folder, AGREEMENT), database.article_agreement()
                )
                problems += contradicted_models(database, _manifest(folder))
            return problems
    except (ReleaseError, StoreError, UnicodeDecodeError) as error:
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
    for name, digest in _json(folder, MANIFEST).get("sha256", {}).items():
        if promised.get(name) != digest:
            yield f"{name} is not the file that {MANIFEST} names: its SHA-256 differs."


def _contradictions(folder: Path, database: DatasetReader) -> Iterator[str]:
    described = _manifest(folder)
    rows = {}
    for table in tables_of(described):
        rows[table.name] = 0
        for row in _agreed_rows(folder, table, database, described.get("format_version", 1)):
            rows[table.name] += 1
            yield from check_row(table, dict(zip(table.header, row, strict=True)))
        if rows[table.name] != described["rows"].get(table.name):
            yield (
                f"{table.name} has {rows[table.name]} rows, "
                f"and the manifest says {described['rows'].get(table.name)}."
            )
    yield from database.contradictions()
    yield from _account(described["sentences"], database.count_sentences_with_claims(), rows[NOT_CLAIMS.name])


def _manifest(folder: Path) -> Mapping[str, Any]:
    described = _json(folder, MANIFEST)
    if not described.keys() >= {"rows", "sentences"}:
        raise ReleaseError(f"{MANIFEST} does not say how many rows and sentences there are.")
    if missing := _ALWAYS - described["rows"].keys():
        raise ReleaseError(f"{MANIFEST} does not say how many {' and '.join(sorted(missing))} there are.")
    return described


def _json(folder: Path, name: str) -> Mapping[str, Any]:
    try:
        content = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{name} is not there or not JSON: {error}.") from error
    if not isinstance(content, dict):
        raise ReleaseError(f"{name} is not an object.")
    return content


def _agreed_rows(
    folder: Path, table: Table, database: DatasetReader, format_version: int
) -> Iterator[Values]:
    """The rows of a table, which all formats must agree about."""
    from exports.formats.parquet import read_parquet

    digest = 0
    with closing(_database_rows(table, database)) as from_database:
        in_order = zip_longest(
            from_database,
            read_jsonl(folder / "jsonl" / f"{table.name}.jsonl", table),
            read_csv(folder / "csv" / f"{table.name}.csv", table, within=format_version > 1),
        )
        for number, (row, from_json, from_csv) in enumerate(in_order, 1):
            if row is None or not row == from_json == from_csv:
                raise ReleaseError(f"{table.name}, row {number}: the database, JSON Lines and CSV differ.")
            digest += hash(row)
            yield row
    for row in read_parquet(sorted((folder / "data" / table.name).glob("*.parquet")), table):
        digest -= hash(row)
    if digest:  # Parquet has the rows split by split: the order differs, the rows may not
        raise ReleaseError(f"{table.name}: Parquet does not have the rows of the other formats.")


def _database_rows(table: Table, database: DatasetReader) -> Generator[Values, None, None]:
    flags = [i for i, column in enumerate(table.columns) if column.type is bool]
    with closing(database.rows(database_table(table))) as rows:
        for row in rows:
            values = list(row)
            for i in flags:
                values[i] = None if values[i] is None else bool(values[i])
            yield tuple(values)


def _account(sentences: Mapping[str, Any], with_claims: int, without: int) -> Iterator[str]:
    """Whether every sentence is accounted for, as in the ledger of the day."""
    left_out = sum(sentences["left_out"].values())
    if sentences["total"] != sentences["with_claims"] + sentences["not_claims"] + left_out:
        yield "The manifest's account of sentences does not add up."
    if sentences["with_claims"] != with_claims:
        yield f"{with_claims} sentences have claims, and the manifest says {sentences['with_claims']}."
    if sentences["not_claims"] != without:
        yield f"{without} sentences are no claims, and the manifest says {sentences['not_claims']}."
