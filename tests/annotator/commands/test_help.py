"""Every command explains itself, at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.commands import COMMANDS, cli
from annotator.commands.release import COMMANDS as RELEASE_COMMANDS

HELP_S = 0.4


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    shown = CliRunner().invoke(cli, [command, "--help"])
    assert shown.exit_code == 0
    assert COMMANDS[command].split(";")[0].split()[0].rstrip(",") in shown.output


@pytest.mark.parametrize("command", RELEASE_COMMANDS)
def test_every_command_about_releases_has_help(command: str) -> None:
    shown = CliRunner().invoke(cli, ["release", command, "--help"])
    assert shown.exit_code == 0
    assert RELEASE_COMMANDS[command].split()[0].rstrip(",") in shown.output


def test_help_is_there_at_once() -> None:
    times = []
    for _ in range(5):
        began = _processor_time_of_children()
        subprocess.run([sys.executable, "-m", "annotator", "--help"], check=True, capture_output=True)
        times.append(_processor_time_of_children() - began)
    assert min(times) < HELP_S


def _processor_time_of_children() -> float:
    """In seconds. Unlike a clock's, it stays the same while other tests keep the machine busy."""
    spent = os.times()
    return spent.children_user + spent.children_system


@pytest.mark.parametrize("heavy", ["label_studio_sdk", "pandas", "flask", "numpy"])
def test_help_loads_nothing_heavy(heavy: str) -> None:
    program = (
        "import sys; from annotator.commands import main\n"
        "try: main(['--help'])\n"
        f"finally: assert {heavy!r} not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


@pytest.mark.parametrize("heavy", ["label_studio_sdk", "pandas", "flask", "trafilatura"])
def test_counting_loads_nothing_heavy(heavy: str, tmp_path: Path) -> None:
    program = (
        "import sys; from annotator.commands import main\n"
        "try: main(['status'])\n"
        f"finally: assert {heavy!r} not in sys.modules"
    )
    environ = os.environ | {"ANNOTATOR_DATA_DIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, env=environ)
