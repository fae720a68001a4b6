"""A copy of the store that is complete and sound, and the way back from it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from tasks.errors import StoreError, StoreTooNewError
from tasks.store import accounts
from tasks.store.connection import Store, check_integrity, open_store
from tasks.store.times import now


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A good copy."""

    file: Path
    sentences: int
    annotations: int


def back_up(store: Store, file: Path) -> BackedUp:
    """Copy the store into ``file`` as it is at one moment, whoever writes meanwhile.

    The file is readable by its owner only. An earlier backup stays until the
    new copy has been checked.

    :raises StoreError: the copy cannot be written, is not sound, or would replace something else
    """
    if file.exists() and file.samefile(store.path):
        raise StoreError(f"{file} is the desk's record itself. Choose another file for its backup.")
    if file.exists() and not _may_be_replaced(file):
        raise StoreError(f"{file} is there and is no backup. Choose another name, or remove it first.")
    return _copy(store.path, file)


def _may_be_replaced(file: Path) -> bool:
    """Whether it is empty, or a store of ours."""
    if file.stat().st_size == 0:
        return True
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as there:
        try:
            found = there.execute("select 1 from _sqlite_migrations where migration_set = 'annotator'")
            return found.fetchone() is not None
        except sqlite3.DatabaseError:
            return False


def bring_back(backup: Path, path: Path) -> Path | None:
    """Put a backup in the place of the store at ``path``; nobody may have that open.

    :return: where the store went that was there before, if there was one
    :raises StoreError: the backup is no sound store; nothing was changed
    """
    if not backup.is_file():
        raise StoreError(f"There is no backup {backup}.")
    fresh = path.with_suffix(".restoring")
    try:
        _bring_up_to_date(backup, fresh)  # before anything is given up
        aside = _set_aside(path)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return aside


def _bring_up_to_date(backup: Path, fresh: Path) -> None:
    try:
        _copy(backup, fresh)
        open_store(fresh).close()
    except StoreTooNewError:
        raise
    except StoreError as error:
        reason = error.__cause__ or error
        raise StoreError(
            f"{backup} cannot be used as a backup: {reason}. Nothing was changed; try an earlier one."
        ) from error


def _set_aside(path: Path) -> Path | None:
    if not path.exists():
        return None
    with closing(open_store(path)) as store:
        store.execute("pragma wal_checkpoint(truncate)")
    aside = path.with_name(f"{path.name}.before-{now()[:19].replace(':', '')}")
    path.replace(aside)
    for name in (f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
    return aside


def _copy(source: Path, file: Path) -> BackedUp:
    with _new_file(file) as copied:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as original,
            closing(sqlite3.connect(copied)) as copy,
        ):
            original.backup(copy)
            # One file holds it all: a journal beside it could get lost on the way.
            copy.execute("pragma journal_mode = delete")
        with closing(Store(copied)) as store:
            found = check_integrity(store)
            if found != "ok":
                raise StoreError(
                    f"{source} is damaged ({found}), and so is its copy. Keep the last good one."
                )
            counts = accounts.count(store)
    return BackedUp(file.absolute(), counts.sentences, counts.annotations)


@contextmanager
def _new_file(file: Path) -> Iterator[Path]:
    """A file beside ``file`` that takes its place when the block ends well."""
    try:
        handle, name = mkstemp(prefix=f".{file.name}.", dir=file.absolute().parent)
        os.close(handle)
    except OSError as error:
        raise StoreError(f"{file} cannot be written: {error.strerror}.") from error
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.replace(file)
    except sqlite3.Error as error:
        raise StoreError(f"{file} was not written: {error}. What was there before still is.") from error
    finally:
        for left in temporary.parent.glob(f"{temporary.name}*"):
            left.unlink()
