"""A complete release of a large desk, and the same annotations by Label Studio's own JSON export.

    python -m benchmarks.releasing [--articles N] [--tasks M]

`annotator release create` runs as its users run it, in a process of its own that
is held to one core. Memory is the operating system's figure for that process.
Then a slice of the desk is imported into a real Label Studio, and its own JSON
export of the tasks is timed in turns with a release of the same slice.
The full size is ``--articles 50000``: a million claims with two and a half
million judgements.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import click

from benchmarks.large_desk import CLAIMS_AN_ARTICLE, SENTENCES_AN_ARTICLE, fill, wire
from benchmarks.pull import export, timed
from benchmarks.push import TOKEN, running_label_studio
from tasks.label_studio.client import LabelStudioClient
from tasks.store.connection import Store, open_store
from tasks.store.projects import Home
from tasks.store.record import iter_heads, iter_lines

BATCH = 1_000  # tasks


@dataclass(frozen=True, slots=True)
class Run:
    """What one release took."""

    claims: int
    annotations: int
    wall_s: float
    cpu_s: float
    peak_mb: float


@click.command()
@click.option("--articles", default=2_500, help="Of the large desk, with twenty claims each.")
@click.option("--tasks", default=4_000, help="In the slice that Label Studio exports.")
@click.option("--rounds", default=3, help="Turns of each side on the slice.")
def main(articles: int, tasks: int, rounds: int) -> None:
    """Print two Markdown tables: the large desk, and the slice on both sides."""
    with tempfile.TemporaryDirectory() as folder:
        large = release(_filled(Path(folder) / "large", articles))
        click.echo("| claims | annotations | claims/s of CPU | claims/s | memory, at most |")
        click.echo("|---|---|---|---|---|")
        click.echo(
            f"| {large.claims:,} | {large.annotations:,} | {large.claims / large.cpu_s:,.0f} "
            f"| {large.claims / large.wall_s:,.0f} | {large.peak_mb:.0f} MB |\n"
        )
        beside_label_studio(Path(folder), -(-tasks // SENTENCES_AN_ARTICLE), rounds)


def _filled(data_dir: Path, articles: int) -> Path:
    data_dir.mkdir()
    with closing(open_store(data_dir / "annotator.db")) as store:
        fill(store, articles)
    return data_dir


def release(data_dir: Path, name: str = "bench") -> Run:
    """One release by command, on one core."""
    command = [sys.executable, "-m", "annotator", "release", "create", name, "--json"]
    printed = data_dir / "printed.json"

    def create() -> None:
        with printed.open("w") as out:
            child = subprocess.Popen(
                command, stdout=out, env=os.environ | {"ANNOTATOR_DATA_DIR": str(data_dir)}
            )
            os.sched_setaffinity(child.pid, {max(os.sched_getaffinity(0))})
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise RuntimeError("annotator release create failed")
        usage.append(used)

    usage: list[Any] = []
    wall_s = timed(create)
    made, used = json.loads(printed.read_text()), usage[0]
    return Run(
        made["rows"]["claims"],
        made["rows"]["annotations"],
        wall_s,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
    )


def beside_label_studio(folder: Path, articles: int, rounds: int) -> None:
    """A slice, exported in turns by Label Studio and by us."""
    data_dir = _filled(folder / "slice", articles)
    exports, releases = [], []
    with (
        running_label_studio(folder / "label-studio") as running,
        closing(LabelStudioClient(running.url, TOKEN)) as client,
        closing(open_store(data_dir / "annotator.db")) as store,
    ):
        home = _imported(store, client)
        for turn in range(rounds):
            exports.append(timed(lambda: export(client, home)))
            releases.append(release(data_dir, f"slice-{turn}").wall_s)
    tasks, claims = articles * SENTENCES_AN_ARTICLE, articles * CLAIMS_AN_ARTICLE
    click.echo("| slice | a second, median | lowest | highest |\n|---|---|---|---|")
    for name, count, times in (
        ("Label Studio's JSON export, tasks", tasks, exports),
        ("`annotator release create`, claims", claims, releases),
    ):
        speeds = [count / seconds for seconds in times]
        click.echo(f"| {name} | {median(speeds):,.0f} | {min(speeds):,.0f} | {max(speeds):,.0f} |")
    click.echo(f"\nRelease / export, of the same {tasks:,} tasks: {median(exports) / median(releases):.1f}")


def _imported(store: Store, client: LabelStudioClient) -> Home:
    """The store's sentences with their answers as tasks of a new project."""
    target = client.create_project(uid="slice", title="Slice", checkers_per_sentence=2)
    batch: list[dict[str, Any]] = []
    for task in _tasks(store):
        batch.append(task)
        if len(batch) == BATCH:
            client.import_tasks(target, batch)
            batch = []
    if batch:
        client.import_tasks(target, batch)
    return Home(1, 1, target, None)


def _tasks(store: Store) -> Iterator[dict[str, Any]]:
    texts = {head.article_id: head.text for head in iter_heads(store)}
    answers: defaultdict[str, dict[tuple[int, int], list[dict[str, Any]]]] = defaultdict(dict)
    sentences = {}
    for line in iter_lines(store):
        sentences[line.sentence_id] = texts[line.article_id][line.char_start : line.char_end]
        if line.annotation_id and line.superseded_at is None:
            answer = answers[line.sentence_id].setdefault((line.annotation_id, line.version), [])
            answer.append(wire(line.label, line.mark_start, line.mark_end))
    for sentence_id, text in sentences.items():
        yield {
            "data": {"sentence_id": sentence_id, "sentence": text},
            "annotations": [{"result": result} for result in answers[sentence_id].values()],
        }


if __name__ == "__main__":
    main()
