"""Opening releases with what researchers use, and comparing what it sees with what their manifests say."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from exports.readers import MANIFEST, NEWLINE, Counts


def open_with_installed(
    folders: Sequence[Path], python: str = sys.executable
) -> Iterator[tuple[str, list[str]]]:
    """Open releases with each reader that is installed, one reader after the other.

    :param python: the interpreter whose readers are meant
    :return: each reader, and in words for people where it does not see what the manifest says
    """
    for name in json.loads(_run(python).stdout):
        reader = name.removeprefix("by_").replace("_from_", " from ")
        done = _run(python, name, *(str(folder.absolute()) for folder in folders))
        if done.returncode:
            yield reader, [f"{reader} fails: {done.stderr.strip().rpartition(NEWLINE)[2]}."]
            continue
        seen = json.loads(done.stdout.rpartition(NEWLINE)[2])
        yield (
            reader,
            [
                f"{reader} {problem}."
                for folder, by_reader in zip(folders, seen, strict=True)
                for problem in _differences(by_reader, folder)
            ],
        )


def _run(python: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [python, "-m", "exports.readers", *arguments],
        cwd=Path(__file__).parent.parent,
        env=os.environ | {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def _differences(seen: Counts, folder: Path) -> Iterator[str]:
    described = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for complaint in seen["complaints"]:
        yield f"complains of {folder.name}: {complaint}"
    for what in ("rows", "verdicts"):
        if seen[what] != described[what]:
            yield f"sees other {what} in {folder.name} than its manifest names: {seen[what]}"
