"""`annotator read` on a corpus of 200 MB: characters a second, and memory that does not grow.

    python -m benchmarks.reading [--megabytes N]

The corpus is JSON Lines of invented articles, read by the command itself in a
process of its own; peak memory is the operating system's figure for it. A small
corpus is read first, to show that memory does not follow the size.

Measured: 140 MB at 10 MB and 155 MB at 200 MB. What fills up in between is a cache of
words, which has a fixed size. The whole run took 680 seconds of CPU time (about 280,000 characters
a CPU second) on two cores that many others were using.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import click

from annotator.sample import sample_article

_SMALL = 10  # megabytes


@dataclass(frozen=True, slots=True)
class Run:
    characters: int
    seconds: float
    peak_mb: float


@click.command()
@click.option("--megabytes", default=200, help="Size of the corpus.")
def main(megabytes: int) -> None:
    """Print a Markdown table."""
    click.echo("| corpus | characters/s | peak memory |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for size in (_SMALL, megabytes):
            run = read(Path(folder) / "corpus.jsonl", size * 1_000_000)
            click.echo(f"| {size} MB | {run.characters / run.seconds:,.0f} | {run.peak_mb:.0f} MB |")


def read(path: Path, size: int) -> Run:
    characters = write_corpus(path, size)
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        with Path(os.devnull).open("w") as nowhere:
            done = subprocess.run(
                [sys.executable, "-m", "annotator", "read", str(path), "--json"], stdout=nowhere, check=False
            )
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        path.with_suffix(".peak").write_text(str(peak))
        os._exit(done.returncode)
    _, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError("annotator read failed")
    seconds = time.perf_counter() - began
    return Run(characters, seconds, int(path.with_suffix(".peak").read_text()) / 1024)


def write_corpus(path: Path, size: int) -> int:
    """Articles that differ in their figures; how many characters of text they hold."""
    sample, written, number, characters = sample_article().text, 0, 0, 0
    with path.open("w", encoding="utf-8") as file:
        while written < size:
            number += 1
            text = sample.replace("14 drifting", f"{number} drifting")
            written += file.write(json.dumps({"id": str(number), "text": text}) + "\n")
            characters += len(text)
    return characters


if __name__ == "__main__":
    main()
