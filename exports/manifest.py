"""The manifest: what a release holds, what its words mean, and the account of what it leaves out."""

import importlib.metadata
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from exports.columns import Column, Table
from exports.describe.facts import Facts
from exports.labels import LABEL_MEANINGS, METHOD_MEANINGS, REASON_MEANINGS
from exports.tables import AGGREGATIONS, ALL_TABLES

MANIFEST = "manifest.json"
FORMAT_VERSION = 2
"""Since 2, texts in CSV are guarded after separators within them, too, and the data's digests are here."""


def manifest(facts: Facts) -> dict[str, Any]:
    """The manifest as JSON; nothing in it depends on when or where the release is built."""
    account, census = facts.account, facts.census
    return {
        "format_version": FORMAT_VERSION,
        "name": facts.name,
        "version": facts.version,
        "as_of": facts.as_of,
        "annotator_version": facts.annotator_version,
        "licence": facts.particulars.terms.spdx,
        "article_text": facts.with_text,
        "split": facts.splits,
        "rows": {table.name: census.rows_of(table.name) for table in facts.tables},
        "verdicts": dict(sorted(census.verdicts.items())),
        "splits": census.splits_of("claims"),
        **({"aggregations": list(map(asdict, facts.aggregations))} if facts.aggregations else {}),
        "sentences": {
            "total": account.sentences,
            "with_claims": account.with_claims,
            "not_claims": account.not_claims,
            "left_out": dict(account.left_out),
        },
        "skipped_answers": account.skips,
        "taken_out": dict(facts.taken_out),
        "labels": dict(LABEL_MEANINGS),
        "methods": dict(METHOD_MEANINGS),
        "reasons": dict(REASON_MEANINGS),
        "tables": [_table(table, facts) for table in facts.tables],
        "sha256": {file.path: file.sha256 for file in facts.files},
    }


def tables_of(described: Mapping[str, Any]) -> tuple[Table, ...]:
    """The tables of a release.

    :param described: its manifest
    """
    return tuple(table for table in ALL_TABLES if table.name in described["rows"])


def holdings(described: Mapping[str, Any]) -> frozenset[str]:
    """What readers of a release may count on finding: its tables, and each model's labels.

    :param described: its manifest
    """
    models = (f"{AGGREGATIONS.name}: {model['method']}" for model in described.get("aggregations", ()))
    return frozenset((*described["rows"], *models)) - {AGGREGATIONS.name}


def annotator_version() -> str:
    try:
        return importlib.metadata.version("annotator")
    except importlib.metadata.PackageNotFoundError:  # run from a checkout
        return "0+checkout"


def _table(table: Table, facts: Facts) -> dict[str, Any]:
    files = (f"csv/{table.name}.csv", f"jsonl/{table.name}.jsonl")
    return {
        "name": table.name,
        "about": table.about,
        "key": list(table.key),
        "references": dict(table.references),
        "files": [*files, *(file.path for file in facts.files_below(f"data/{table.name}"))],
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
