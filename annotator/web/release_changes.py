"""What changed from one release of a dataset to the next."""

from functools import lru_cache
from pathlib import Path

from annotator.web.storage import store
from tasks.store.releases import Difference, ReleaseRecord, compare_released, list_releases


def release_before(record: ReleaseRecord) -> ReleaseRecord | None:
    """The release of the same name before this one; ``None`` for the first."""
    before = [other for other in list_releases(store(), record.name) if other.created_at < record.created_at]
    return before[-1] if before else None


def changes_since(earlier: ReleaseRecord, record: ReleaseRecord) -> Difference:
    """How the claims of a release differ from those of an earlier one of the same name."""
    return _difference(store().path, record.name, earlier.version, record.version)


@lru_cache(maxsize=256)
def _difference(_of_desk: Path, name: str, older: str, newer: str) -> Difference:
    """Kept: releases never change, and comparing large ones takes seconds."""
    return compare_released(store(), name, older, newer)
