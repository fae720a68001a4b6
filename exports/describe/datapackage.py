"""``datapackage.json``: the CSV files by Data Package v2, for frictionless and others.

Source: https://datapackage.org, version 2.0.
"""

from typing import Any

from exports.columns import Column, Format, Table
from exports.describe.citation import about
from exports.describe.facts import Facts
from exports.tables import ALL_TABLES

_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def datapackage(facts: Facts) -> dict[str, Any]:
    terms, rows_of = facts.particulars.terms, facts.census.rows_of
    described: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": facts.name,
        "title": facts.title,
        "description": facts.particulars.about or about(rows_of("claims"), rows_of("articles")),
        "version": facts.version,
        "created": facts.as_of,
        "keywords": ["fact-checking", "claims", "annotation"],
        "resources": [_resource(table, facts) for table in facts.tables],
    }
    if facts.particulars.homepage:
        described["homepage"] = facts.particulars.homepage
    contributors = [{"title": name, "roles": ["author"]} for name in facts.particulars.creators]
    if facts.particulars.publisher:
        contributors.append({"title": facts.particulars.publisher, "roles": ["publisher"]})
    if contributors:
        described["contributors"] = contributors
    if terms.spdx and terms.url:
        described["licenses"] = [{"name": terms.spdx, "path": terms.url, "title": terms.title}]
    return described


def _resource(table: Table, facts: Facts) -> dict[str, Any]:
    path = f"csv/{table.name}.csv"
    (file,) = (file for file in facts.files if file.path == path)
    return {
        "name": table.name.replace("_", "-"),
        "type": "table",
        "path": path,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": [column],
                "reference": {"resource": other.replace("_", "-"), "fields": [_key_of(other)]},
            }
            for column, other in table.references.items()
        ]
    return schema


def _key_of(name: str) -> str:
    return next(table.key[0] for table in ALL_TABLES if table.name == name)


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.means.text,
    }
    if column.means.format is Format.DATE:
        field["type"] = "date"
    if column.means.format is Format.DATETIME:
        field |= {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S.%fZ"}
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if column.means.values:
        constraints["enum"] = list(column.means.values)
    if constraints:
        field["constraints"] = constraints
    return field
