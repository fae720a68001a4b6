"""The manifest: what a release holds, what its words mean, and the account of what it leaves out."""

import importlib.metadata
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from exports.labels import LABEL_MEANINGS, METHOD_MEANINGS, REASON_MEANINGS
from exports.rows import Account
from exports.tables import TABLES, ClaimRow, Column, Row, Table, table_of
from tasks.types import UNDECIDED

MANIFEST = "manifest.json"
FORMAT_VERSION = 1


@dataclass(slots=True)
class Contents:
    """Counts of what was written, and of where every sentence went."""

    account: Account = field(default_factory=Account)
    rows: Counter[str] = field(default_factory=Counter)  # by table
    verdicts: Counter[str] = field(default_factory=Counter)
    splits: Counter[str] = field(default_factory=Counter)  # claims

    def count(self, row: Row) -> None:
        self.rows[table_of(row).name] += 1
        if isinstance(row, ClaimRow):
            self.verdicts[row.verdict or UNDECIDED] += 1
            self.splits[row.split] += 1


def manifest(
    name: str,
    version: str,
    as_of: str,
    contents: Contents,
    files: Mapping[str, list[str]],
    *,
    with_text: bool,
) -> dict[str, Any]:
    """The manifest as JSON; nothing in it depends on when or where the release is built.

    :param files: relative paths of each table's files
    """
    account = contents.account
    return {
        "format_version": FORMAT_VERSION,
        "name": name,
        "version": version,
        "as_of": as_of,
        "annotator_version": annotator_version(),
        "article_text": with_text,
        "rows": {table.name: contents.rows[table.name] for table in TABLES},
        "verdicts": dict(sorted(contents.verdicts.items())),
        "splits": dict(sorted(contents.splits.items())),
        "sentences": {
            "total": account.sentences,
            "with_claims": account.with_claims,
            "not_claims": account.without_claims,
            "left_out": dict(sorted(account.left_out.items())),
        },
        "skipped_answers": account.skips,
        "labels": dict(LABEL_MEANINGS),
        "methods": dict(METHOD_MEANINGS),
        "reasons": dict(REASON_MEANINGS),
        "tables": [_table(table, files[table.name]) for table in TABLES],
    }


def manifest_text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def annotator_version() -> str:
    try:
        return importlib.metadata.version("annotator")
    except importlib.metadata.PackageNotFoundError:  # run from a checkout
        return "0+checkout"


def _table(table: Table, files: list[str]) -> dict[str, Any]:
    return {
        "name": table.name,
        "about": table.about,
        "key": table.key,
        "references": dict(table.references),
        "files": files,
        "columns": [_column(column) for column in table.columns],
    }


def _column(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": _TYPE_NAMES[column.type],
        "nullable": column.nullable,
        "about": column.means.text,
    }
    if column.means.format:
        described["format"] = column.means.format
    if column.means.values:
        described["values"] = list(column.means.values)
    return described


_TYPE_NAMES: Mapping[type, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}
