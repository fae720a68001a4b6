"""A file lock that child processes can hold as well.

The kernel frees it when the last process that has it ends, so no crash leaves
it behind, and a child that outlives us for a moment is not mistaken for gone.
"""

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path


def acquire(path: Path, patience: float, on_wait: Callable[[], object] = lambda: None) -> int:
    """Lock the file ``path`` (made if need be) against every other process.

    Waits up to ``patience`` seconds, having called ``on_wait`` once. Returns a
    file descriptor to be closed in the end. A child that is handed it holds the
    lock too.

    :raises TimeoutError: somebody else kept the lock
    :raises OSError: the file cannot be opened
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _lock(descriptor):
            on_wait()
            _wait_and_lock(descriptor, patience)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _wait_and_lock(descriptor: int, patience: float) -> None:
    deadline = time.monotonic() + patience
    while not _lock(descriptor):
        if time.monotonic() > deadline:
            raise TimeoutError(f"the lock is held by another process for more than {patience:g} s")
        time.sleep(0.1)


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
