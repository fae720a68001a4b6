"""What is different between two releases, and what the newer one ought to be called."""

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from exports.formats.database import DATABASE, database_table
from exports.manifest import MANIFEST
from exports.tables import TABLES
from exports.versions import Version, next_version
from tasks.errors import ReleaseError
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

    :raises ReleaseError: one of the folders holds no release
    :raises StoreError: a database in them cannot be read
    """
    versions = [_version(folder) for folder in (older, newer)]
    with closing(DatasetComparison(older / DATABASE, newer / DATABASE)) as comparison:
        tables = {
            table.name: comparison.table(database_table(table), (*_PSEUDONYMS, *_BOOKKEEPING))
            for table in TABLES
        }
        claims = tuple(comparison.claims())
    kinds = Counter(claim.what for claim in claims)
    difference = Difference(kinds["added"], kinds["removed"], kinds["changed"], kinds["moved"])
    proposed = next_version(versions[0], difference, same_data=not any(tables.values()))
    return ReleaseDiff(str(versions[0]), str(versions[1]), tables, claims, str(proposed))


def _version(folder: Path) -> Version:
    try:
        described = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Version.parse(described["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseError(f"{folder} holds no release: its {MANIFEST} cannot be read.") from error
