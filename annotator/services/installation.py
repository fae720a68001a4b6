"""Running the steps of an installation: output into a log file, progress on a terminal."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tasks.errors import ServiceError


def nothing_yet(_output: str) -> float:
    """The progress of a step that says nothing about it."""
    return 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """A command to be run to its end."""

    name: str
    command: Sequence[str | Path]
    usual_seconds: int
    progress: Callable[[str], float] = nothing_yet  # 0 to 1, told from its output so far
    environment: Mapping[str, str] | None = None  # ours, if None


def run_steps(steps: Sequence[Step], log: Path, keep_open: int) -> None:
    """Run the steps in order. The commands inherit the file descriptor ``keep_open``.

    :raises ServiceError: one failed; the message names ``log``
    """
    total = sum(step.usual_seconds for step in steps)
    before = 0
    with click.progressbar(
        length=total,
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
        show_eta=False,
        item_show_func=lambda name: name,
    ) as bar:
        for step in steps:

            def show(fraction: float, step: Step = step, before: int = before) -> None:
                position = before + round(step.usual_seconds * min(fraction, 1.0))
                bar.update(max(position - bar.pos, 0), step.name)

            _run(step, log, keep_open, show)
            show(1.0)
            before += step.usual_seconds


def _run(step: Step, log: Path, keep_open: int, show: Callable[[float], None]) -> None:
    with log.open("ab") as output:
        begin = output.tell()
        process = subprocess.Popen(
            step.command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=(keep_open,),
            env=step.environment,
        )
    try:
        while process.poll() is None:
            show(step.progress(_read_from(log, begin)))
            time.sleep(0.3)
    finally:
        process.kill()
        process.wait()
    if process.returncode:
        raise ServiceError(
            f"Label Studio could not be installed: {step.name} failed "
            f"({_complaint(_read_from(log, begin))}). "
            f"Check the network and the free disk space, then start again. The whole story: {log}"
        )


def _read_from(log: Path, begin: int) -> str:
    with log.open("rb") as file:
        file.seek(begin)
        return file.read().decode(errors="replace")


def _complaint(output: str) -> str:
    """The line that tells best what went wrong: the last error reported, or the last line at all."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"(ERROR|Error|\w*Error):", line)]
    return [*lines[-1:], *errors[-1:]][-1] if lines else "it said nothing"
