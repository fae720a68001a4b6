"""Push against a bare bulk import of the same tasks by the SDK, side by side in one run.

Both go to one real Label Studio, in turns. Pushing also reads the sentences
from the store, records what is about to be sent and what came of it.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import Any

import click
from label_studio_sdk import LabelStudio as Sdk

from annotator.services.environment_build import ensure_environment
from annotator.services.label_studio import LabelStudio
from annotator.services.label_studio_settings import LabelStudioSettings
from annotator.settings import load_settings
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.task_data import task_payload
from tasks.push import ensure_home, push
from tasks.store import projects, waiting
from tasks.store.adding import add_article
from tasks.store.connection import Store, open_store
from tasks.store.projects import Project
from tasks.text.identity import article_id, identity_of
from tasks.types import Article, ReadSentence, Span

TOKEN = "0123456789abcdef" * 2


@click.command()
@click.option("--sentences", default=10_000, help="Tasks in each import.")
@click.option("--rounds", default=5, help="Turns of each side.")
def main(sentences: int, rounds: int) -> None:
    """Print a Markdown table of both sides, and the median of the rounds' ratios."""
    with tempfile.TemporaryDirectory() as folder, running_label_studio(Path(folder)) as client:
        ours: list[Cost] = []
        bare: list[Cost] = []
        for turn in range(rounds):
            with closing(open_store(Path(folder) / f"{turn}.db")) as store:
                project = fill(store, sentences)
                payloads = [
                    task_payload(sentence)
                    for sentence in waiting.next_waiting(store, project.project_id, sentences)
                ]
                for side in (bare, ours) if turn % 2 else (ours, bare):  # neither always goes first
                    cost = time_bare(client, payloads) if side is bare else time_push(store, client, project)
                    side.append(cost)
    click.echo("| what | tasks/s, median | lowest | highest | CPU time at our end |\n|---|---|---|---|---|")
    for name, costs in (("bare import by the SDK", bare), ("annotator push", ours)):
        speeds = [sentences / cost.seconds for cost in costs]
        cpu = median(cost.cpu_seconds for cost in costs)
        click.echo(
            f"| {name} | {median(speeds):,.0f} | {min(speeds):,.0f} | {max(speeds):,.0f} | {cpu:.2f} s |"
        )
    ratios = [theirs.seconds / mine.seconds for theirs, mine in zip(bare, ours, strict=True)]
    click.echo(f"\nRatio push / bare: {median(ratios):.2f}, median of {rounds} pairs ({sentences:,} tasks)")


@dataclass(frozen=True, slots=True)
class Cost:
    seconds: float
    cpu_seconds: float  # of this process; Label Studio has its own


def cost_of(work: Callable[[], object]) -> Cost:
    seconds, cpu_seconds = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - seconds, time.process_time() - cpu_seconds)


@contextmanager
def running_label_studio(folder: Path) -> Iterator[LabelStudioClient]:
    """The embedded Label Studio on a free port, empty."""
    service = LabelStudio(
        LabelStudioSettings(
            data_dir=folder,
            environment=ensure_environment(load_settings().environment_folder).folder,
            host="127.0.0.1",
            port=0,
            admin_email="bench@example.org",
            admin_password="a long enough password",  # noqa: S106 - of a server that lives for this run
            admin_token=TOKEN,
        )
    )
    service.start()
    try:
        service.wait_until_running()
        with closing(LabelStudioClient(service.url, TOKEN)) as client:
            client.load()
            yield client
    finally:
        service.stop()


def fill(store: Store, sentences: int) -> Project:
    """Invented articles of forty sentences each; what reading them would tell is invented as well."""
    project = projects.ensure_project(store, "Bench", 1)
    for first in range(0, sentences, 40):
        lines = [
            f"The ministry said that {first + n} ships passed the strait in month {n}."
            for n in range(min(40, sentences - first))
        ]
        text = " ".join(lines)
        starts = accumulate((len(line) + 1 for line in lines), initial=0)
        read = [
            ReadSentence(Span(start, start + len(line)), score=0.5)
            for start, line in zip(starts, lines, strict=False)
        ]
        identity = identity_of(text)
        article = Article(article_id(identity), text)
        add_article(store, project.project_id, identity, article, read, "bench-1")
    return project


def time_bare(client: LabelStudioClient, payloads: list[dict[str, Any]]) -> Cost:
    """One bulk import into a project that is there."""
    target = client.create_project(uid="bare", title="Bare", checkers_per_sentence=1)
    sdk = Sdk(base_url=client.url, api_key=TOKEN, timeout=3600)  # type: ignore[no-untyped-call]
    return cost_of(
        lambda: sdk.projects.import_tasks(
            id=target,
            request=payloads,  # type: ignore[arg-type]  # plain data is what it takes
            return_task_ids=True,
        )
    )


def time_push(store: Store, client: LabelStudioClient, project: Project) -> Cost:
    """The same, read from the store and recorded there."""
    ensure_home(store, client, project)
    return cost_of(lambda: push(store, client, project))


if __name__ == "__main__":
    main()
