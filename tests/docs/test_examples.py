"""What the tutorials tell people to type, typed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tasks.store.connection import Store
from tests.docs.markdown import ROOT, blocks
from tests.exports.desks import labelled_desk, released

DOCS = ROOT / "docs"
NAME = "lorran-claims"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A shell that knows ``annotator``, with a data folder of its own."""
    command = tmp_path / "bin" / "annotator"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m annotator "$@"\n')
    command.chmod(0o755)
    outside = {name: value for name, value in os.environ.items() if not name.startswith("ANNOTATOR_")}
    return outside | {
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "ANNOTATOR_DATA_DIR": str(tmp_path / "data"),
    }


@pytest.fixture
def release(store: Store, tmp_path: Path) -> Path:
    """A folder with a release of the name that the tutorials use."""
    labelled_desk(store)
    return released(store, tmp_path, NAME, with_text=True).folder


@pytest.mark.slow
def test_the_editors_commands(environ: dict[str, str], tmp_path: Path) -> None:
    shutil.copytree(DOCS / "examples", tmp_path / "docs" / "examples")
    printed = _shell("\n".join(blocks(DOCS / "tutorial-editor.md", "sh")), tmp_path, environ)
    assert "More ferries to Tessel Minor: known, nothing changed" in printed
    assert "The account adds up." in printed
    assert f"{NAME} 1.0.0" in printed
    assert "This is what was released." in printed


def test_the_researchers_commands(environ: dict[str, str], release: Path) -> None:
    by_hand, by_annotator = blocks(DOCS / "tutorial-researcher.md", "sh")
    assert _shell(by_hand, release.parent, environ) == ""
    opened, verdict = _shell(by_annotator, release.parent, environ).splitlines()
    assert opened.startswith("Opened with pandas, pandas from csv")
    assert verdict == "This is what was released."


def test_the_researchers_python(environ: dict[str, str], release: Path, tmp_path: Path) -> None:
    program = tmp_path / "tutorial.py"
    program.write_text("\n".join(blocks(DOCS / "tutorial-researcher.md", "python")), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, program],
        cwd=release.parent,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "verified unanimous" in done.stdout
    assert "judged differently: 1" in done.stdout
    assert f"{NAME} 1.0.0" in done.stdout


def _shell(commands: str, folder: Path, environ: dict[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
