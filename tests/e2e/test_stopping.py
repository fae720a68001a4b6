"""However a desk ends, nothing of it stays behind, and it goes on where it was."""

import signal
from pathlib import Path

import pytest

from tests.running_desk import RunningDesk

pytestmark = [pytest.mark.server, pytest.mark.timeout(180)]


@pytest.fixture
def desk(tmp_path: Path, label_studio_environment: Path) -> RunningDesk:
    return RunningDesk(tmp_path / "data", label_studio_environment)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_desk_that_ends_leaves_no_process_and_loses_nothing(desk: RunningDesk, how: signal.Signals) -> None:
    desk.start()
    before = desk.json("status")
    assert before["tasks"] == before["sentences"] > 10
    desk.stop(how)
    desk.start()
    try:
        desk.run("push")
        assert desk.json("status") == before
        assert desk.json("ledger")["balanced"]
    finally:
        desk.stop()


def test_an_empty_desk_has_no_sample(desk: RunningDesk) -> None:
    desk.start("--no-sample")
    try:
        assert desk.json("status")["articles"] == 0
        assert "ok" in desk.run("doctor")
    finally:
        desk.stop()


def test_two_desks_do_not_share_a_data_folder(desk: RunningDesk, label_studio_environment: Path) -> None:
    desk.start()
    try:
        second = RunningDesk(desk.data_dir, label_studio_environment).attempt("up")
        assert second.returncode == 1
        assert "in use by another desk" in second.stderr
    finally:
        desk.stop()
