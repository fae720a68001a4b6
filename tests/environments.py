"""Environments beside our own, for programs that do not get along with it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


def python_of(environment: str) -> Path:
    """The interpreter of ``.venv-ENVIRONMENT``. Skips the test where it has not been made."""
    python = ROOT / f".venv-{environment}" / "bin" / "python"
    if not python.exists():
        pytest.skip(f"`make {environment}` has not been run")
    return python


def run_in(environment: str, script: Path, *arguments: str, given: object = None) -> Any:
    """Run a script that reads and prints JSON with the Python of ``.venv-ENVIRONMENT``."""
    done = subprocess.run(
        [python_of(environment), "-W", "ignore::DeprecationWarning", script, *arguments],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
