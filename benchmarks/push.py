"""Push against a bare bulk import of the same tasks by the SDK, side by side in one run.

Both go to one real Label Studio, in turns. Pushing also reads the sentences
from the store, records what is about to be sent and what came of it.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median

import click

from annotator.services.environment_build import ensure_environment
from annotator.services.label_studio import LabelStudio
from annotator.services.label_studio_settings import LabelStudioSettings
from annotator.settings import load_settings
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.task_data import task_payload
from tasks.push import push
from tasks.store import projects
from tasks.store import tasks as task_store
from tasks.store.articles import add_article
from tasks.store.connection import Store, open_store
from tasks.store.projects import Project
from tasks.text.analysis import MODEL_VERSION, analyse
from tasks.text.reading import RawArticle

TOKEN = "0123456789abcdef" * 2


@click.command()
@click.option("--sentences", default=10_000, help="Tasks in each import.")
@click.option("--rounds", default=5, help="Turns of each side.")
def main(sentences: int, rounds: int) -> None:
    """Print a Markdown table with tasks a second and the ratio of the medians."""
    with tempfile.TemporaryDirectory() as folder, running_label_studio(Path(folder)) as client:
        ours, bare = [], []
        for turn in range(rounds):
            store = open_store(Path(folder) / f"{turn}.db")
            with closing(store):
                project = fill(store, sentences)
                bare.append(sentences / time_bare(store, client, project))
                ours.append(sentences / time_push(store, client, project))
    click.echo("| what | tasks/s, median | lowest | highest |\n|---|---|---|---|")
    for name, speeds in (("bare import by the SDK", bare), ("annotator push", ours)):
        click.echo(f"| {name} | {median(speeds):,.0f} | {min(speeds):,.0f} | {max(speeds):,.0f} |")
    click.echo(f"\nRatio push / bare: {median(ours) / median(bare):.2f} ({sentences:,} tasks)")


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
    """Invented articles of forty sentences each."""
    project = projects.ensure_project(store, "Bench", 1)
    for number in range(-(-sentences // 40)):
        text = " ".join(
            f"The ministry said that {number * 40 + n} ships passed the strait in month {n}."
            for n in range(40)
        )
        read = analyse(RawArticle(source="bench", text=text))
        add_article(store, project.project_id, read.identity, read.article, read.sentences, MODEL_VERSION)
    return project


def time_bare(store: Store, client: LabelStudioClient, project: Project) -> float:
    """Seconds for one bulk import of the payloads, which are made beforehand."""
    payloads = [task_payload(s) for s in task_store.next_waiting(store, project.project_id, 10**9)]
    target = client.create_project(uid="bare", title="Bare", checkers_per_sentence=1)
    began = time.perf_counter()
    client.import_tasks(target, payloads)
    return time.perf_counter() - began


def time_push(store: Store, client: LabelStudioClient, project: Project) -> float:
    began = time.perf_counter()
    push(store, client, project)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
