"""The manifest: what a release holds, what its words mean, and the account of what it leaves out."""

import importlib.metadata
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exports.labels import LABEL_MEANINGS, METHOD_MEANINGS, REASON_MEANINGS
from exports.tables import TABLES, Column, Table

MANIFEST = "manifest.json"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Account:
    """Where every sentence of the store went."""

    sentences: int
    with_claims: int
    not_claims: int
    left_out: Mapping[str, int]  # by the state that is the reason

    @property
    def balanced(self) -> bool:
        return self.sentences == self.with_claims + self.not_claims + sum(self.left_out.values())


@dataclass(frozen=True, slots=True)
class Contents:
    """What was written, in figures."""

    account: Account
    skips: int
    rows: Mapping[str, int]  # by table
    verdicts: Mapping[str, int]  # claims
    splits: Mapping[str, int]  # claims


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
        "rows": {table.name: contents.rows.get(table.name, 0) for table in TABLES},
        "verdicts": dict(sorted(contents.verdicts.items())),
        "splits": dict(sorted(contents.splits.items())),
        "sentences": {
            "total": account.sentences,
            "with_claims": account.with_claims,
            "not_claims": account.not_claims,
            "left_out": dict(sorted(account.left_out.items())),
        },
        "skipped_answers": contents.skips,
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
        "key": list(table.key),
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
