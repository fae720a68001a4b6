"""Releases: datasets that are built once and never change.

::

    one state of the store ─► tables ─► files in a hidden folder ─► descriptions, checksums
                                                                              │
                                    final name ◄─ record in the store ◄─ sync, read-only

The record in the store decides. A build that stops before it leaves a hidden
folder that the next build removes; one that stops after it leaves a complete
folder, and the next build gives it its name.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from exports import files
from exports.build import Written, write_tables
from exports.crowd.aggregate import AggregationReport
from exports.crowd.methods import Model
from exports.crowd.models import require_crowdkit
from exports.describe.describe import as_json, descriptions
from exports.describe.facts import Facts
from exports.manifest import MANIFEST, holdings, manifest
from exports.particulars import ALL_TEXTS, Particulars, particulars_of
from exports.release_order import ReleaseOrder, facts_of, terms_of
from exports.splits import ByArticle, SplitRule
from exports.tables import ANNOTATIONS
from exports.versions import FIRST, Version, checked_name, newest_version, next_version
from tasks.errors import InputError, ReleaseError
from tasks.store import releases
from tasks.store.connection import Store
from tasks.store.record import newest_record

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
    aggregations: tuple[AggregationReport, ...]  # models that were asked for


def create_release(
    store: Store,
    releases_dir: Path,
    name: str,
    *,
    secret: bytes,
    version: str | None = None,
    with_text: bool = False,
    splits: SplitRule | None = None,
    particulars: Particulars | None = None,
    as_of: str | None = None,
    models: Sequence[Model] = (),
    created_by: int | None = None,
    progress: Callable[[int], object] = lambda _: None,
) -> Release:
    """Build a release of everything decided so far, as ``NAME-VERSION`` in the folder.

    :param secret: the desk's own; the checkers' pseudonyms follow from it
    :param version: a later one than the last; without it, the one that the changes call for
    :param with_text: put in the texts of all articles: the desk may pass them on
    :param splits: how articles are divided that were not released before
    :param particulars: what only people can say about the dataset; without it, what was kept about it
    :param as_of: release what was known at that time, as `tasks.store.times.as_text` writes it
    :param models: fit these to the checkers' verdicts, and release what they say beside the verdicts
    :param created_by: the editor who asked for it
    :param progress: called with how many articles were read since
    :raises InputError: a name or a version that cannot be
    :raises ReleaseError: another is being built, the data or the disk does not allow it, or what fits
        models is not installed
    """
    order = ReleaseOrder(
        checked_name(name),
        secret,
        None if version is None else Version.parse(version),
        splits or ByArticle(),
        _with_texts(particulars or particulars_of(store, name), with_text),
        as_of,
        tuple(sorted(set(models))),
    )
    if order.models:
        require_crowdkit()
    with files.exclusive(releases_dir):
        finish_interrupted(store, releases_dir)
        last = newest_version(record.version for record in releases.list_releases(store, name))
        _refuse_taken(releases_dir, name, order.version, last)
        building = releases_dir / f"{_HIDDEN}{uuid4().hex}"
        with _whole_or_gone(building):
            newest, written = _write(store, building, order, progress)
            facts = facts_of(building, order, str(order.version or FIRST), newest, written)
            number = order.version or _proposed(store, last, facts)
            _refuse_taken(releases_dir, name, number, last)
            facts = replace(facts, version=str(number))
            digest = _finish(building, facts)
            releases.record_release(
                store,
                name,
                facts.version,
                as_of=newest,
                manifest_sha256=digest,
                annotations=written.census.rows_of(ANNOTATIONS.name),
                holds=holdings(manifest(facts)),
                created_by=created_by,
            )
        folder = folder_of(releases_dir, name, facts.version)
        files.move_into_place(building, folder)
    rows = {table.name: written.census.rows_of(table.name) for table in facts.tables}
    return Release(name, facts.version, folder, newest, digest, rows, facts.aggregations)


def _with_texts(particulars: Particulars, with_text: bool) -> Particulars:
    return replace(particulars, article_text=ALL_TEXTS) if with_text else particulars


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
        raise InputError(
            "%(name)s %(version)s is released. A release after it needs a higher version.",
            name=name,
            version=last,
        )
    folder = folder_of(releases_dir, name, str(wanted))
    if folder.exists():
        raise ReleaseError(
            "%(folder)s is there, and this desk did not release it. Choose another name or version, "
            "or move that folder away.",
            folder=folder,
        )


def _write(
    store: Store, building: Path, order: ReleaseOrder, progress: Callable[[int], object]
) -> tuple[str, Written]:
    """The tables of one state of the store, and when the newest record in it was made."""
    with store.snapshot():
        newest = newest_record(store, order.as_of)
        if newest is None:
            raise _nothing_yet(order.as_of)
        terms = terms_of(store, order, newest)
        written = write_tables(
            store, building, terms, order.particulars.mapping, order.as_of, order.models, progress
        )
    return newest, written


def _nothing_yet(as_of: str | None) -> ReleaseError:
    if as_of is None:
        return ReleaseError("There is nothing to release yet. Add an article first.")
    return ReleaseError("There was nothing to release on %(day)s. Choose a later day.", day=as_of[:10])


def _proposed(store: Store, last: Version | None, facts: Facts) -> Version:
    if last is None:
        return FIRST
    difference = releases.compare_staged(store, facts.name, str(last))
    (before,) = (r for r in releases.list_releases(store, facts.name) if r.version == str(last))
    holds = holdings(manifest(facts))
    return next_version(
        last,
        difference,
        same_data=before.as_of == facts.as_of and before.holds == holds,
        dropped=bool(before.holds - holds),
    )


def _finish(building: Path, facts: Facts) -> str:
    """Describe what was written and make it last.

    :return: SHA-256 of the manifest
    """
    texts = {**descriptions(facts), MANIFEST: as_json(manifest(facts))}
    for name, text in texts.items():
        (building / name).parent.mkdir(exist_ok=True)
        (building / name).write_text(text, encoding="utf-8", newline="\n")
    files.write_checksums(building, known={file.path: file.sha256 for file in facts.files})
    files.seal(building)
    return files.sha256_of(building / MANIFEST)


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
                "The release could not be written: %(why)s. Nothing was released.",
                why=error.strerror or error,
            ) from error
        raise
