"""Building Label Studio's own Python environment.

Label Studio pins old packages that clash with ours, so it lives in a virtual
environment of its own and is run, never imported. It consists of a venv made
with the running Python, the packages of ``label-studio.lock`` with their hashes
checked, and a migrated, empty database, because migrating one takes half a
minute that a new desk need not wait for.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from annotator.services.environment import LOCK_FILE, SERVER_SCRIPT, Environment, lock_hash
from annotator.services.inheritable_lock import acquire
from annotator.services.installation import Step, run_steps
from annotator.services.label_studio_settings import base_environment
from annotator.services.lock_file import only, requirement_blocks
from annotator.settings import load_settings
from tasks.errors import ServiceError

_BUILDING = "building"
_BUILD_TOOLS = ("packaging", "setuptools", "wheel")
_PIP_INSTALL = ("-I", "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-build-isolation")
_QUIETLY = ("--no-input", "--progress-bar=off", "--disable-pip-version-check")
_AN_HOUR = 3600.0


def ensure_environment(folder: Path) -> Environment:
    """Build the environment in ``folder`` unless it is there already.

    Takes a minute or two and 1 GB; says so on standard error. Of several
    processes one builds and the others wait for it.

    :raises ServiceError: the folder is not ours to use, or the network or the disk fails
    """
    environment = Environment(folder)
    try:
        if not environment.is_ready:
            with _locked(folder) as lock:
                if not environment.is_ready:
                    _build(environment, lock)
    except OSError as error:
        raise ServiceError(
            f"Label Studio cannot be installed in {folder}: {error.strerror}. "
            "Make room or set ANNOTATOR_LABEL_STUDIO_ENV to a folder that can be written."
        ) from error
    return environment


@contextmanager
def _locked(folder: Path) -> Iterator[int]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        lock = acquire(
            folder.with_name(f"{folder.name}.lock"),
            _AN_HOUR,
            on_wait=lambda: click.echo(
                "Another process is installing Label Studio; waiting for it.", err=True
            ),
        )
    except TimeoutError as error:
        raise ServiceError(
            f"Another process has been installing Label Studio in {folder} for an hour."
        ) from error
    try:
        yield lock
    finally:
        os.close(lock)


def _build(environment: Environment, lock: int) -> None:
    click.echo(f"Installing Label Studio in {environment.folder} (once; 1 GB, a minute or two).", err=True)
    _claim(environment)
    with tempfile.TemporaryDirectory(dir=environment.folder) as name:
        scratch = Path(name)
        run_steps(_steps(environment, scratch), environment.log, keep_open=lock)
        (scratch / "label_studio.sqlite3").rename(environment.template_database)
    environment.marker.write_text(lock_hash())
    click.echo("Label Studio is installed.", err=True)


def _claim(environment: Environment) -> None:
    """Take possession of the folder and empty it, unless somebody else's things are in it."""
    folder, marker = environment.folder, environment.marker
    folder.mkdir(exist_ok=True)
    if not marker.exists() and any(folder.iterdir()):
        raise ServiceError(
            f"{folder} holds things that Annotator did not put there. "
            "Empty it, or set ANNOTATOR_LABEL_STUDIO_ENV to another folder."
        )
    marker.write_text(_BUILDING)
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path != marker:
            path.unlink()


def _steps(environment: Environment, scratch: Path) -> Sequence[Step]:
    lock_text = LOCK_FILE.read_text()
    tools = scratch / "build-tools.txt"
    tools.write_text(only(lock_text, _BUILD_TOOLS))
    pip = (environment.python, *_PIP_INSTALL, *_QUIETLY)
    migrate = (environment.python, "-I", "-u", SERVER_SCRIPT, "migrate")
    count = len(requirement_blocks(lock_text))

    def pip_progress(output: str) -> float:
        found = len(re.findall(r"^(?:Collecting|Processing) ", output, re.MULTILINE))
        installed = len(list(environment.folder.glob("lib/python*/site-packages/*.dist-info")))
        return (found + installed) / (2 * count)

    return (
        Step("making a virtual environment", (sys.executable, "-m", "venv", environment.folder), 5),
        # Packages that come as source are built with tools of known hashes as well.
        Step("installing the build tools", (*pip, "-r", tools), 3),
        Step("installing the packages", (*pip, "-r", LOCK_FILE), 70, pip_progress),
        Step("preparing the database", migrate, 30, migration_progress, base_environment(scratch)),
    )


def migration_progress(output: str) -> float:
    """How much of the database is made, 0 to 1, by what ``label_studio_server.py migrate`` printed."""
    announced = re.search(r"^(\d+) migrations to apply$", output, re.MULTILINE)
    applied = len(re.findall(r"\.\.\. OK$", output, re.MULTILINE))
    return applied / int(announced[1]) if announced else 0.0


if __name__ == "__main__":
    ensure_environment(load_settings().environment_folder)
