"""Locks that a crash frees: the kernel drops them with the process that held them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from tasks.errors import StoreBusyError, StoreError


@contextmanager
def exclusive(path: Path, *, wait_s: float, holder: str) -> Iterator[None]:
    """Hold the lock file for the length of the block.

    :param holder: who may be holding it, for the message
    :raises StoreBusyError: somebody else held it for all of ``wait_s`` seconds
    :raises StoreError: its folder cannot be written
    """
    lock = FileLock(path, timeout=wait_s)
    try:
        lock.acquire()
    except Timeout:
        raise StoreBusyError(
            f"{path.parent} is in use by {holder}. Wait for it to finish, or stop it."
        ) from None
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be written: {error.strerror}.") from error
    try:
        yield
    finally:
        lock.release()
