"""The lock: one holder at a time, children included, and none left by a crash."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.services.inheritable_lock import acquire

HOLD = """
import sys
from pathlib import Path
from annotator.services.inheritable_lock import acquire
acquire(Path(sys.argv[1]), 0)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def lock_path(tmp_path: Path) -> Path:
    return tmp_path / "lock"


def test_a_second_holder_is_refused_until_the_first_lets_go(lock_path: Path) -> None:
    first = acquire(lock_path, 0)
    with pytest.raises(TimeoutError):
        acquire(lock_path, 0.2)
    os.close(first)
    os.close(acquire(lock_path, 0))


def test_who_waits_is_told_so_once(lock_path: Path) -> None:
    first = acquire(lock_path, 0)
    told: list[str] = []
    with pytest.raises(TimeoutError):
        acquire(lock_path, 0.3, on_wait=lambda: told.append("waiting"))
    assert told == ["waiting"]
    os.close(first)


def test_a_killed_process_holds_nothing(lock_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, lock_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(TimeoutError):
            acquire(lock_path, 0)
        holder.kill()
    os.close(acquire(lock_path, 1))


def test_a_child_that_was_handed_the_lock_keeps_it(lock_path: Path) -> None:
    lock = acquire(lock_path, 0)
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, pass_fds=(lock,)) as child:
        os.close(lock)
        with pytest.raises(TimeoutError):
            acquire(lock_path, 0)
        child.kill()
    os.close(acquire(lock_path, 1))


def test_only_the_owner_can_open_it(lock_path: Path) -> None:
    os.close(acquire(lock_path, 0))
    assert lock_path.stat().st_mode & 0o077 == 0
