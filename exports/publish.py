"""Bringing a release to where others can fetch it: a folder, S3-compatible storage, anything fsspec knows.

The list of checksums goes last, and readers start with it: so a release that is
still on its way is not there yet for anybody. Stopped half-way, the next try
goes on with the files that are missing. What lies there already is read again
and compared: it may be of another release that never arrived, or damaged. The
folder's layout is that of a dataset repository on the Hugging Face hub.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec
from fsspec.core import url_to_fs

from exports.files import CHECKSUMS, files_in, sha256_of
from exports.privacy_report import privacy_report
from exports.verify import verify_release
from tasks.errors import InputError, ReleaseError

_PARTIAL = ".partial"


@dataclass(frozen=True, slots=True)
class Published:
    """What was brought where."""

    address: str
    sent: int  # files
    there_before: int  # files of an earlier try


def publish(
    folder: Path,
    target: str,
    *,
    looked_at_privacy: bool = False,
    options: Mapping[str, Any] | None = None,
    progress: Callable[[int], object] = lambda _: None,
) -> Published:
    """Copy a release to ``TARGET/NAME-VERSION``.

    :param target: a path, or an address such as ``s3://bucket/datasets``
    :param looked_at_privacy: the editor has seen `privacy_report` and agrees
    :param options: for the storage: keys, endpoint; see fsspec
    :param progress: called with the size of each file that is there, in bytes
    :raises InputError: no target, or one of a kind that is not known or not installed
    :raises ReleaseError: it does not verify, nobody looked at what may be personal, another
        release or something else lies there, or the storage does not do it
    """
    if not target.strip():
        raise InputError("Name a folder or an address to publish to.")
    require_fit_to_leave(folder, looked_at_privacy=looked_at_privacy)
    try:
        storage, root = url_to_fs(target, **(options or {}))
    except (ValueError, ImportError) as error:
        raise InputError(f"{target} does not take the release: {error}.") from error
    try:
        return _send(folder, storage, f"{root.rstrip('/')}/{folder.name}", progress)
    except (OSError, ValueError) as error:
        raise ReleaseError(
            f"{target} does not take the release: {error}. Try again; it will go on."
        ) from error


def require_fit_to_leave(folder: Path, *, looked_at_privacy: bool) -> None:
    """:raises ReleaseError: it does not verify, or nobody looked at what may be personal"""
    if problems := verify_release(folder):
        raise ReleaseError(f"{folder} is not what was released: {problems[0]} Nothing was published.")
    if not looked_at_privacy and (report := privacy_report(folder)).needs_a_look:
        kinds = ", ".join(f"{kind} ({count})" for kind, count in report.counts.items())
        raise ReleaseError(
            f"Look at what may be personal first: {kinds}; for one, {report.examples[0].where}. "
            f"Nothing was published."
        )


def _send(
    folder: Path, storage: fsspec.AbstractFileSystem, base: str, progress: Callable[[int], object]
) -> Published:
    checksums = (folder / CHECKSUMS).read_bytes()
    if storage.exists(f"{base}/{CHECKSUMS}") and storage.cat_file(f"{base}/{CHECKSUMS}") != checksums:
        raise ReleaseError(f"{base} holds another release of this name and version. Nothing was changed.")
    sent = there = 0
    names = [name for name in files_in(folder) if name != CHECKSUMS]
    _make_way(storage, base, (*names, CHECKSUMS))
    for name in (*names, CHECKSUMS):
        size = (folder / name).stat().st_size
        if _is_there(storage, f"{base}/{name}", folder / name):
            there += 1
        else:
            _put(storage, folder / name, f"{base}/{name}")
            sent += 1
        progress(size)
    return Published(storage.unstrip_protocol(base), sent, there)


def _make_way(storage: fsspec.AbstractFileSystem, base: str, names: Sequence[str]) -> None:
    """Remove what an earlier try left half-written.

    :raises ReleaseError: something lies there that is not of this release
    """
    there = [path.removeprefix(f"{base}/") for path in storage.find(base)]
    if strange := sorted({name.removesuffix(_PARTIAL) for name in there} - set(names)):
        raise ReleaseError(
            f"{base} has {strange[0]}, which is not of this release. Nothing was changed. "
            f"Move it away, or publish elsewhere."
        )
    for name in there:
        if name not in names:
            storage.rm_file(f"{base}/{name}")


def _is_there(storage: fsspec.AbstractFileSystem, path: str, source: Path) -> bool:
    if not storage.exists(path) or int(storage.size(path)) != source.stat().st_size:
        return False
    digest = hashlib.sha256()
    with storage.open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest() == sha256_of(source)


def _put(storage: fsspec.AbstractFileSystem, source: Path, path: str) -> None:
    """Under its name only when it is whole. Object storage does that by itself."""
    storage.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
    storage.put_file(str(source), f"{path}{_PARTIAL}")
    storage.mv(f"{path}{_PARTIAL}", path)
