"""What is different between two releases, and what the newer one ought to be called."""

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from exports.columns import Table
from exports.formats.database import DATABASE, database_table
from exports.manifest import MANIFEST, holdings
from exports.tables import ALL_TABLES
from exports.versions import Version, next_version
from tasks.errors import InputError, ReleaseError
from tasks.store.dataset_diff import ClaimDifference, DatasetComparison, TableDifference
from tasks.store.releases import Difference

_PSEUDONYMS = ("annotator_id",)
"""Every release has its own."""

_BOOKKEEPING = ("release_version",)
"""Says in which release an entry first was; it follows from the releases themselves."""


@dataclass(frozen=True, slots=True)
class ReleaseDiff:
    """The differences, from the older to the newer release."""

    older: str  # version
    newer: str
    tables: Mapping[str, TableDifference]
    claims: tuple[ClaimDifference, ...]
    proposed: str  # the version that the differences call for, after the older one

    @property
    def same(self) -> bool:
        return not any(self.tables.values())


def diff_releases(older: Path, newer: Path) -> ReleaseDiff:
    """Compare two releases of one dataset.

    :raises InputError: they are of different datasets
    :raises ReleaseError: one of the folders holds no release
    :raises StoreError: a database in them cannot be read
    """
    before, after = _described(older), _described(newer)
    if before.name != after.name:
        raise InputError(f"{older} is a release of {before.name} and {newer} one of {after.name}.")
    with closing(DatasetComparison(older / DATABASE, newer / DATABASE)) as comparison:
        tables = {
            table.name: _compared(comparison, table, before.rows, after.rows)
            for table in ALL_TABLES
            if table.name in before.rows or table.name in after.rows
        }
        claims = tuple(comparison.claims())
    kinds = Counter(claim.what for claim in claims)
    difference = Difference(kinds["added"], kinds["removed"], kinds["changed"], kinds["moved"])
    proposed = next_version(
        before.version,
        difference,
        same_data=not any(tables.values()) and before.holdings == after.holdings,
        dropped=bool(before.holdings - after.holdings),
    )
    return ReleaseDiff(str(before.version), str(after.version), tables, claims, str(proposed))


def _compared(
    comparison: DatasetComparison, table: Table, before: Mapping[str, int], after: Mapping[str, int]
) -> TableDifference:
    """A table that one of the releases does not have came or went with all its rows."""
    if table.name not in before:
        return TableDifference(after[table.name], 0, 0)
    if table.name not in after:
        return TableDifference(0, before[table.name], 0)
    return comparison.table(database_table(table), (*_PSEUDONYMS, *_BOOKKEEPING))


@dataclass(frozen=True, slots=True)
class _Described:
    """What a release's manifest says."""

    name: str
    version: Version
    rows: Mapping[str, int]  # by table
    holdings: frozenset[str]


def _described(folder: Path) -> _Described:
    try:
        described = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        version = Version.parse(described["version"])
        return _Described(described["name"], version, described["rows"], holdings(described))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseError(f"{folder} holds no release: its {MANIFEST} cannot be read.") from error
