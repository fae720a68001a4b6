"""Releases: datasets that are built once and never change.

::

    one state of the store ─► tables ─► files in a hidden folder ─► manifest, checksums
                                                                          │
                                final name ◄─ record in the store ◄─ sync, read-only

The record in the store decides. A build that stops before it leaves a hidden
folder that the next build removes; one that stops after it leaves a complete
folder, and the next build gives it its name.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from uuid import uuid4

from exports import files
from exports.build import write_tables
from exports.duplicates import groups_of
from exports.manifest import MANIFEST, Contents, manifest, manifest_text
from exports.privacy import pseudonym
from exports.rows import Terms
from exports.splits import ByArticle, SplitRule, splitter
from exports.tables import ANNOTATIONS, TABLES
from exports.versions import FIRST, Version, checked_name, newest_version, next_version
from tasks.errors import InputError, ReleaseError
from tasks.store import releases
from tasks.store.connection import Store
from tasks.store.record import iter_claim_texts
from tasks.store.standing import newest_record

DEFAULT_SPLITS = ByArticle()

_HIDDEN = ".building-"


@dataclass(frozen=True, slots=True)
class Release:
    """A release that lies complete in its folder."""

    name: str
    version: str
    folder: Path
    as_of: str  # nothing recorded later is in it
    manifest_sha256: str
    rows: Mapping[str, int]  # by table


def create_release(
    store: Store,
    releases_dir: Path,
    name: str,
    *,
    secret: bytes,
    version: str | None = None,
    with_text: bool = False,
    splits: SplitRule = DEFAULT_SPLITS,
    as_of: str | None = None,
    created_by: int | None = None,
    progress: Callable[[int], object] = lambda _: None,
) -> Release:
    """Build a release of everything decided so far, as ``NAME-VERSION`` in the folder.

    :param secret: the desk's own; the checkers' pseudonyms follow from it
    :param version: a later one than the last; without it, the one that the changes call for
    :param with_text: put in the articles' texts, where the desk may pass them on
    :param splits: how articles are divided that were not released before
    :param as_of: release what was known at that time, as `tasks.store.times.as_text` writes it
    :param created_by: the editor who asked for it
    :param progress: called with 1 for each article read
    :raises InputError: a name or a version that cannot be
    :raises ReleaseError: another is being built, or the data or the disk does not allow it
    """
    checked_name(name)
    wanted = None if version is None else Version.parse(version)
    with files.exclusive(releases_dir):
        finish_interrupted(store, releases_dir)
        last = newest_version(record.version for record in releases.list_releases(store, name))
        _refuse_taken(releases_dir, name, wanted, last)
        building = releases_dir / f"{_HIDDEN}{uuid4().hex}"
        with _whole_or_gone(building):
            with store.snapshot():
                newest = newest_record(store, as_of)
                if newest is None:
                    raise ReleaseError(_nothing_yet(as_of))
                terms = _terms(store, name, newest, secret, splits, as_of, with_text=with_text)
                contents, _ = write_tables(store, building, terms, as_of, progress)
            number = str(wanted or _proposed(store, name, last, newest))
            _refuse_taken(releases_dir, name, Version.parse(number), last)
            digest = _finish(building, name, number, newest, contents, with_text=with_text)
            releases.record_release(
                store,
                name,
                number,
                as_of=newest,
                manifest_sha256=digest,
                annotations=contents.rows[ANNOTATIONS.name],
                created_by=created_by,
            )
        folder = folder_of(releases_dir, name, number)
        files.move_into_place(building, folder)
    return Release(name, number, folder, newest, digest, contents.rows)


def _nothing_yet(as_of: str | None) -> str:
    if as_of is None:
        return "There is nothing to release yet. Add an article first."
    return f"There was nothing to release on {as_of}. Choose a later time."


def _terms(
    store: Store,
    name: str,
    newest: str,
    secret: bytes,
    splits: SplitRule,
    as_of: str | None,
    *,
    with_text: bool,
) -> Terms:
    """The same dataset from the same data gives its checkers the same pseudonyms, any other others."""
    groups = groups_of(iter_claim_texts(store, as_of))
    earlier = [(record.as_of, record.version) for record in releases.list_releases(store, name)]

    def first_release(recorded_at: str) -> str | None:
        return next((version for as_of, version in earlier if recorded_at <= as_of), None)

    return Terms(
        pseudonym=cache(partial(pseudonym, secret=secret, release=f"{name}\n{newest}")),
        split=cache(splitter(splits, name, groups, releases.released_splits(store, name))),
        first_release=first_release,
        with_text=with_text,
    )


def folder_of(releases_dir: Path, name: str, version: str) -> Path:
    return releases_dir / f"{name}-{version}"


def finish_interrupted(store: Store, releases_dir: Path) -> None:
    """Name what was recorded and lacks only its name; remove what never got that far.

    Belongs under the lock of `files.exclusive`.
    """
    recorded = {record.manifest_sha256: record for record in releases.list_releases(store)}
    for building in sorted(releases_dir.glob(f"{_HIDDEN}*")):
        record = recorded.get(_digest(building))
        if record and not folder_of(releases_dir, record.name, record.version).exists():
            files.move_into_place(building, folder_of(releases_dir, record.name, record.version))
        else:
            files.remove(building)


def _digest(building: Path) -> str:
    manifest_file = building / MANIFEST
    return files.sha256_of(manifest_file) if manifest_file.exists() else ""


def _refuse_taken(releases_dir: Path, name: str, wanted: Version | None, last: Version | None) -> None:
    if wanted is None:
        return
    if last and wanted <= last:
        raise InputError(f"{name} {last} is released. A release after it needs a higher version.")
    folder = folder_of(releases_dir, name, str(wanted))
    if folder.exists():
        raise ReleaseError(
            f"{folder} is there, and this desk did not release it. Choose another name or version, "
            f"or move that folder away."
        )


def _proposed(store: Store, name: str, last: Version | None, as_of: str) -> Version:
    if last is None:
        return FIRST
    difference = releases.compare_staged(store, name, str(last))
    released = {record.version: record.as_of for record in releases.list_releases(store, name)}
    return next_version(last, difference, same_data=released[str(last)] == as_of)


def _finish(
    building: Path, name: str, version: str, as_of: str, contents: Contents, *, with_text: bool
) -> str:
    """Describe what was written and make it last.

    :return: SHA-256 of the manifest
    """
    files_of = {table.name: _files_of(building, table.name) for table in TABLES}
    described = manifest(name, version, as_of, contents, files_of, with_text=with_text)
    (building / MANIFEST).write_text(manifest_text(described), encoding="utf-8", newline="\n")
    files.write_checksums(building)
    files.seal(building)
    return files.sha256_of(building / MANIFEST)


def _files_of(building: Path, table: str) -> list[str]:
    """The files that hold a table and nothing else."""
    return [name for name in files.files_in(building) if name.split(".")[0].split("/")[1:2] == [table]]


@contextmanager
def _whole_or_gone(building: Path) -> Iterator[None]:
    """Remove the folder when its making fails."""
    try:
        building.mkdir()
        yield
    except BaseException as error:
        if building.exists():
            files.remove(building)
        if isinstance(error, OSError):
            raise ReleaseError(
                f"The release could not be written: {error.strerror or error}. Nothing was released."
            ) from error
        raise
