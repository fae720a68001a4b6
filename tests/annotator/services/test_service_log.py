"""The log of a child process: bounded, private, complete."""

from pathlib import Path

import pytest

from annotator.services import service_log
from annotator.services.service_log import ServiceLog


def test_lines_arrive_as_they_were_printed(tmp_path: Path) -> None:
    log = ServiceLog(tmp_path / "logs" / "child.log")
    log.copy(["one %s\n", "\n", "zwei – два\n", "\n"])
    log.close()
    assert log.path.read_text(encoding="utf-8") == "one %s\n\nzwei – два\n\n"
    assert log.last_line == "zwei – два"


def test_a_second_start_adds_to_the_first(tmp_path: Path) -> None:
    for line in ("first\n", "second\n"):
        log = ServiceLog(tmp_path / "child.log")
        log.copy([line])
        log.close()
    assert log.path.read_text() == "first\nsecond\n"


def test_it_never_grows_without_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_log, "_MOST_BYTES", 1000)
    log = ServiceLog(tmp_path / "child.log")
    log.copy(f"line {number:04}\n" for number in range(1000))
    log.close()
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["child.log", "child.log.1", "child.log.2"]
    assert all(file.stat().st_size <= 1000 for file in files)
    assert "line 0999" in log.path.read_text()


def test_only_the_owner_can_read_it_before_and_after_rotation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service_log, "_MOST_BYTES", 100)
    log = ServiceLog(tmp_path / "logs" / "child.log")
    log.copy(f"line {number}\n" for number in range(100))
    log.close()
    paths = [log.path.parent, *log.path.parent.iterdir()]
    assert len(paths) == 4
    assert all(path.stat().st_mode & 0o077 == 0 for path in paths)
