"""Pull against a bare JSON export of the same project, and a delta against a full pull, in one run.

    python -m benchmarks.pull [--sentences N]

The bare export is one request whose bytes are thrown away. A full pull asks for
the same, reads every annotation, and compares it with the record.
"""

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

import click
import httpx

from benchmarks.push import TOKEN, fill, running_label_studio
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.controls import TEXT, VERDICT
from tasks.label_studio.task_data import task_payload
from tasks.pull import OVERLAP, pull
from tasks.push import ensure_home, send
from tasks.store import pull_marks, waiting
from tasks.store.connection import Store, open_store
from tasks.store.projects import Home, Project
from tasks.store.pull_marks import Mark
from tasks.store.times import as_text, from_text

CHANGES = 10
BATCH = 2_000
ANSWER = [
    {
        "id": "answer",
        "from_name": VERDICT,
        "to_name": TEXT,
        "type": "choices",
        "value": {"choices": ["verified"]},
    }
]


class CountingTransport(httpx.HTTPTransport):
    """Counts the requests that go through."""

    def __init__(self) -> None:
        super().__init__()
        self.requests = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests += 1
        return super().handle_request(request)


@click.command()
@click.option("--sentences", default=50_000, help="Tasks in the project, each with one answer.")
@click.option("--rounds", default=3, help="Turns of each side.")
def main(sentences: int, rounds: int) -> None:
    """Print a Markdown table with times, and the two ratios that are promised."""
    transport = CountingTransport()
    with (
        tempfile.TemporaryDirectory() as folder,
        running_label_studio(Path(folder)) as running,
        closing(LabelStudioClient(running.url, TOKEN, transport=transport)) as client,
        closing(open_store(Path(folder) / "annotator.db")) as store,
    ):
        home = labelled(store, client, fill(store, sentences))
        first = timed(lambda: pull(store, client, home, full=True))
        bare, full, delta, requests = [], [], [], []
        for _ in range(rounds):
            bare.append(timed(lambda: export(client, home)))
            ripen(store, home)
            full.append(timed(lambda: pull(store, client, home, full=True)))
            answer_some(client, home)
            transport.requests = 0
            delta.append(timed(lambda: pull(store, client, home)))
            requests.append(transport.requests)
    click.echo("| what | seconds, median | lowest | highest |\n|---|---|---|---|")
    click.echo(f"| first full pull | {first:.2f} | | |")
    for name, times in (("bare JSON export", bare), ("full pull", full), (f"{CHANGES} changes", delta)):
        click.echo(f"| {name} | {median(times):.2f} | {min(times):.2f} | {max(times):.2f} |")
    click.echo(f"\n{sentences:,} tasks with an answer each.")
    click.echo(f"Speed of a full pull / of a bare export: {median(bare) / median(full):.2f}")
    click.echo(f"Time of {CHANGES} changes / of a full pull: {median(delta) / median(full):.1%}")
    click.echo(f"Requests for {CHANGES} changes: {max(requests)}")


def labelled(store: Store, client: LabelStudioClient, project: Project) -> Home:
    """All sentences pushed, each with one answer."""
    home = ensure_home(store, client, project)
    answer = {"result": ANSWER, "ground_truth": False, "was_cancelled": False}
    while sentences := waiting.next_waiting(store, project.project_id, BATCH):
        payloads = [task_payload(sentence) | {"annotations": [dict(answer)]} for sentence in sentences]
        send(store, client, home, sentences, payloads)
    return home


def export(client: LabelStudioClient, home: Home) -> None:
    """What Label Studio's own export costs."""
    answer = httpx.get(
        f"{client.url}/api/projects/{home.label_studio_id}/export",
        params={"exportType": "JSON", "download_all_tasks": "true"},
        headers={"Authorization": f"Token {TOKEN}"},
        timeout=3600,
    )
    answer.raise_for_status()


def answer_some(client: LabelStudioClient, home: Home) -> None:
    for task in sorted(client.survey(home.label_studio_id))[:CHANGES]:
        client.create_annotation(task, {"result": ANSWER})


def ripen(store: Store, home: Home) -> None:
    """As if the overlap had passed since the last pull, which is how long a poll waits at most."""
    mark = pull_marks.get_mark(store, home)
    assert mark
    earlier = as_text(from_text(mark.newest_seen_at) - OVERLAP)
    with store.transaction():
        pull_marks.set_mark(store, home, Mark(mark.updated_at, mark.newest_at, earlier))


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
