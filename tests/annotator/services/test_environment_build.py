"""The environment is built once, from the lock file we ship, in a folder that is ours."""

import os
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.services.environment import Environment, lock_hash
from annotator.services.environment_build import ensure_environment, migration_progress
from annotator.services.inheritable_lock import acquire
from annotator.services.installation import Step, run_steps
from tasks.errors import ServiceError


def pretend_to_build(folder: Path, marker: str) -> Environment:
    """An environment by the looks of it, for what only looks."""
    environment = Environment(folder)
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    environment.marker.write_text(marker)
    return environment


def test_it_is_ready_when_the_marker_has_the_lock_files_hash(tmp_path: Path) -> None:
    assert pretend_to_build(tmp_path / "whole", lock_hash()).is_ready
    assert not pretend_to_build(tmp_path / "interrupted", "building").is_ready
    assert not pretend_to_build(tmp_path / "older", "0" * 64).is_ready
    assert not Environment(tmp_path / "missing").is_ready


def test_it_is_not_ready_once_its_python_is_gone(tmp_path: Path) -> None:
    environment = pretend_to_build(tmp_path, lock_hash())
    environment.python.unlink()
    environment.python.symlink_to(tmp_path / "an-uninstalled-python")
    assert not environment.is_ready


def test_a_ready_environment_is_taken_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pretend_to_build(tmp_path / "env", lock_hash())
    assert ensure_environment(tmp_path / "env") == Environment(tmp_path / "env")
    assert capsys.readouterr() == ("", "")


def test_a_folder_with_other_peoples_things_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ServiceError, match=r"did not put there.*ANNOTATOR_LABEL_STUDIO_ENV"):
        ensure_environment(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ServiceError, match=rf"{tmp_path}/file/env.*ANNOTATOR_LABEL_STUDIO_ENV"):
        ensure_environment(tmp_path / "file" / "env")


def test_the_second_of_two_builders_waits_and_finds_it_done(tmp_path: Path) -> None:
    environment = pretend_to_build(tmp_path / "env", "building")
    lock = acquire(tmp_path / "env.lock", 0)
    found: list[Environment] = []
    second = threading.Thread(target=lambda: found.append(ensure_environment(tmp_path / "env")))
    second.start()
    second.join(0.5)
    assert second.is_alive()
    environment.marker.write_text(lock_hash())

    os.close(lock)
    second.join(5)
    assert found == [environment]


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def run(step: Step, log: Path) -> None:
    lock = acquire(log.with_name("lock"), 0)
    try:
        run_steps([step], log, keep_open=lock)
    finally:
        os.close(lock)


def test_a_step_that_fails_is_told_with_its_own_words_and_the_log(tmp_path: Path) -> None:
    log = tmp_path / "install.log"
    code = "import sys; print('ERROR: No space left on device'); print('WARNING: tidy up'); sys.exit(1)"
    with pytest.raises(ServiceError) as raised:
        run(Step("installing the packages", python(code), 1), log)
    message = str(raised.value)
    assert "installing the packages failed (ERROR: No space left on device)" in message
    assert str(log) in message
    assert "WARNING: tidy up" in log.read_text()


def test_a_pipe_shows_no_progress(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(Step("doing it", python("print('much output')"), 1), tmp_path / "install.log")
    assert capsys.readouterr() == ("", "")


def test_migrations_are_counted() -> None:
    printed = "noise\n4 migrations to apply\n  Applying a.0001... OK\n  Applying b.0001..."
    assert migration_progress(printed) == 0.25
    assert migration_progress("noise") == 0.0


@given(st.text())
def test_no_output_makes_the_progress_impossible(output: str) -> None:
    assert migration_progress(output) >= 0.0


@pytest.mark.server
def test_without_a_network_nothing_half_built_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    environment = pretend_to_build(tmp_path / "env", "building")  # as an interrupted build leaves it
    (environment.folder / "lib").mkdir()
    (environment.folder / "lib" / "half-a-package").touch()
    with pytest.raises(ServiceError, match=r"No matching distribution.*network.*install\.log"):
        ensure_environment(environment.folder)
    assert not environment.is_ready
    assert not (environment.folder / "lib" / "half-a-package").exists()


@pytest.mark.server
def test_the_real_one_is_built_and_ready(label_studio_environment: Path) -> None:
    environment = Environment(label_studio_environment)
    assert environment.is_ready
    assert "label-studio-1.23.2" in environment.log.read_text()
    header = environment.template_database.read_bytes()[:20]
    assert header.startswith(b"SQLite format 3\0")
    assert header[18:20] == b"\x02\x02"  # write-ahead logging, https://www.sqlite.org/fileformat2.html
