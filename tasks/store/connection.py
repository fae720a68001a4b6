"""Opening the store, and the one place where SQLite's errors become ours."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from tasks.errors import InputError, StoreBusyError, StoreError, StoreTooNewError
from tasks.store.schema import migrations

BUSY_TIMEOUT_S = 10.0


class Store(Database):
    """A connection to the desk's database. Use it in one thread at a time.

    Every statement that fails raises `StoreError`, or `StoreBusyError` where
    another process held the database for longer than the time-out. A value
    that SQLite cannot hold raises `InputError`.
    """

    def __init__(self, path: Path, *, timeout: float = BUSY_TIMEOUT_S) -> None:
        self.path = path
        with our_errors(path):
            connection = sqlite3.connect(path, timeout=timeout, check_same_thread=False)
            super().__init__(connection)
            connection.execute("pragma foreign_keys = on")
            connection.execute("pragma synchronous = full")

    def execute(self, sql: str, parameters: Sequence[Any] | dict[str, Any] | None = None) -> sqlite3.Cursor:
        with our_errors(self.path):
            return super().execute(sql, parameters)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write everything in the block or nothing of it.

        The lock is taken at once: a transaction that begins by reading and
        only then writes could find that its view of the data has gone stale.
        """
        with self._all_or_nothing("begin immediate"):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state of the data for as long as the block lasts, whoever writes meanwhile.

        For reading and for temporary tables; writers are not held up.
        """
        with self._all_or_nothing("begin"):
            self.conn.execute("select count(*) from projects").fetchone()  # the first read takes the state
            yield

    @contextmanager
    def _all_or_nothing(self, begin: str) -> Iterator[None]:
        with our_errors(self.path):
            self.conn.execute(begin)
            try:
                yield
                self.conn.execute("commit")
            except BaseException:
                self.conn.rollback()
                raise

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[dict[str, Any]]:
        with our_errors(self.path):
            return list(self.query(sql, parameters))

    def row(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> dict[str, Any] | None:
        with our_errors(self.path):
            return next(iter(self.query(sql, parameters)), None)

    def value(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """The first column of the first row, ``None`` where there is no row."""
        row = self.execute(sql, parameters).fetchone()
        return row[0] if row else None


def open_store(path: Path) -> Store:
    """Open the store, made and brought up to date where needed.

    :raises StoreTooNewError: a newer version of Annotator wrote it
    :raises StoreError: the folder cannot be written, or the file is no database
    """
    store = Store(path)
    try:
        _refuse_newer(store)
        with our_errors(path):
            _use_write_ahead_log(store)
            _migrate(store)
    except BaseException:
        store.close()
        raise
    path.chmod(0o600)
    return store


def _use_write_ahead_log(store: Store) -> None:
    """Switch the file's journal, once in its life.

    SQLite does not wait for a lock while it switches: where two processes open
    a new store at once it tells one of them that the file is busy right away.
    """
    if store.conn.execute("pragma journal_mode").fetchone()[0] == "wal":
        return
    # Only a new store needs it.
    from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random

    for attempt in Retrying(
        retry=retry_if_exception(_is_busy),
        stop=stop_after_delay(BUSY_TIMEOUT_S),
        wait=wait_random(0.01, 0.1),
        reraise=True,
    ):
        with attempt:
            store.conn.execute("pragma journal_mode = wal")


def _migrate(store: Store) -> None:
    if not migrations.pending(store):
        return
    with store.transaction():  # one process does it; another that waited finds it done
        migrations.apply(store)


def _refuse_newer(store: Store) -> None:
    with our_errors(store.path):
        applied = {migration.name for migration in migrations.applied(store)}
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    if unknown := applied - known:
        raise StoreTooNewError(
            f"{store.path} was written by a newer version of Annotator "
            f"(it has {', '.join(sorted(unknown))}). Install that version, or use another "
            f"ANNOTATOR_DATA_DIR. Nothing was changed."
        )


@contextmanager
def our_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if _is_busy(error):
            raise StoreBusyError(
                f"{path} is in use by another process for longer than {BUSY_TIMEOUT_S:.0f} s. "
                f"Try again; if it lasts, look for a second `annotator` on this data folder."
            ) from error
        raise StoreError(_explain(path, _code(error), error)) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise StoreError(f"{path} cannot be read as Annotator's database: {error}") from error
    except OverflowError as error:
        raise InputError("A number is larger than the record can hold.") from error
    except UnicodeEncodeError as error:
        raise InputError("A text has characters that are none (half of a surrogate pair).") from error


def _is_busy(error: BaseException) -> bool:
    busy = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return isinstance(error, sqlite3.OperationalError) and _code(error) in busy


def _code(error: sqlite3.OperationalError) -> int:
    return error.sqlite_errorcode & 0xFF  # without the extended part


def _explain(path: Path, code: int, error: sqlite3.OperationalError) -> str:
    reasons = {
        sqlite3.SQLITE_CANTOPEN: "cannot be opened or made. Check that the folder exists and is yours",
        sqlite3.SQLITE_READONLY: "is read-only. Check who owns it and its folder",
        sqlite3.SQLITE_FULL: "cannot grow: the disk is full. Free some space; nothing half-written was kept",
        sqlite3.SQLITE_IOERR: "cannot be read or written (disk error)",
    }
    return f"{path} {reasons.get(code, 'failed')}: {error}"


def check_integrity(store: Store) -> str:
    """``ok``, or what SQLite finds wrong with the file."""
    return str(store.value("pragma quick_check"))
