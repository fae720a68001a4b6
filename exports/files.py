"""Folders that appear whole or not at all, and the checksums of what is in them."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from tasks.errors import ReleaseError

CHECKSUMS = "SHA256SUMS"
READ_ONLY = 0o444


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_in(folder: Path) -> list[str]:
    """All files below the folder as relative POSIX paths, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def write_checksums(folder: Path, known: Mapping[str, str] = MappingProxyType({})) -> None:
    """A list of all files that ``sha256sum --check`` reads.

    :param known: digests that were worked out already
    """
    names = [name for name in files_in(folder) if name != CHECKSUMS]
    lines = [f"{known.get(name) or sha256_of(folder / name)}  {name}\n" for name in names]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def seal(folder: Path) -> None:
    """Write everything through to the disk and protect the files against a slip of the hand."""
    for name in files_in(folder):
        (folder / name).chmod(READ_ONLY)
        sync(folder / name)
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            sync(path)


def sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move_into_place(folder: Path, target: Path) -> None:
    """Give a folder its final name, for good."""
    folder.rename(target)
    sync(target.parent)


def remove(folder: Path) -> None:
    shutil.rmtree(folder)


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Be the only one who builds in this folder; the lock goes with the process.

    :raises ReleaseError: somebody else is building there, or the folder cannot be used
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise ReleaseError(
            "%(folder)s cannot hold releases: %(why)s.", folder=folder, why=error.strerror
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ReleaseError(
            "Another release is being built in %(folder)s. Wait until it is done and try again.",
            folder=folder,
        ) from error
    else:
        yield
    finally:
        os.close(descriptor)
