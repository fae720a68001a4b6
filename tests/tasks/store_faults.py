"""The store refuses at each step: locked by another process, or on a disk that is full."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tasks.errors import StoreBusyError, StoreError
from tasks.label_studio.client import LabelStudioClient
from tasks.store.connection import open_store
from tests.tasks.scene import Work

ROOM_A_STEP = 16 * 1024
"""Bytes: four pages of SQLite's. Smaller steps find nothing more and take longer."""


def finds_it_unlocked(work: Work, path: Path, url: str, step: int) -> bool:
    """Another process has the lock when the work asks for it, at its request number ``step``."""
    asked = 0
    with (
        closing(open_store(path)) as store,
        closing(LabelStudioClient(url, "token")) as client,
        closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other,
    ):

        def lock(sql: str) -> None:
            nonlocal asked
            if sql.lower().startswith("begin"):
                if asked == step:
                    other.execute("begin immediate")
                asked += 1

        store.execute("pragma busy_timeout = 1")
        store.conn.set_trace_callback(lock)
        try:
            work(store, client)
        except StoreBusyError:
            return False
        assert asked <= step, "it went on without the lock"
        return True


def finds_room(work: Work, path: Path, url: str, step: int) -> bool:
    """The disk has room for so many steps more; a folder on a small disk is wanted."""
    filler = path.with_name("filler")
    with closing(open_store(path)) as store, closing(LabelStudioClient(url, "token")) as client:
        disk = os.statvfs(path.parent)
        filler.write_bytes(bytes(max(0, disk.f_bavail * disk.f_frsize - step * ROOM_A_STEP)))
        try:
            work(store, client)
        except StoreError as error:
            if "disk" not in str(error):
                raise
            return False
        finally:
            filler.unlink()
        return True


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of its own that a test can fill."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("filling a disk needs root, to mount a small one")
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"filling a disk needs a small one, and mounting it failed: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
