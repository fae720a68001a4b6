"""How long the desk takes for each page in a large store, and how much each weighs.

    python -m benchmarks.pages [--sentences N] [--folder FOLDER]

An admin asks for every page and every list the application has, through
Flask's own client: what is measured is the server's work, without the network
and without Label Studio. Pages about one thing are asked about another one
each time.
"""

import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import click
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from annotator.desk_store import open_desk_store
from annotator.settings import Settings
from benchmarks.desk_examples import add_examples
from benchmarks.large_desk import SENTENCES_AN_ARTICLE, fill
from exports.agreement.by_month import refresh_agreement
from exports.standings import refresh
from tasks.label_studio.client import LabelStudioClient
from tasks.store import people
from tasks.store.connection import Store
from tasks.store.tokens import Scope, create_token
from tests.annotator.web.conftest import NOBODY, Surroundings, make_app

MOST_MS = 50.0
MOST_BYTES = 150_000
ADMIN = "admin@example.org"
_NO_PAGE = {"front.label", "projects.label", "api_people.invitation", "static"}
"""Addresses that ask Label Studio or lead to it, and files."""

_FURTHER = (
    "/articles?before={article_id}",
    "/articles?after={article_id}",
    "/search?words=of&label=disputed",
)


@dataclass(frozen=True, slots=True)
class Figure:
    address: str
    status: int
    p95_ms: float
    median_ms: float
    p95_cpu_ms: float  # of the thread that answers: what a busy machine adds is not in it
    weight: int  # bytes, of the heaviest answer


@click.command()
@click.option("--sentences", default=50_000, help="In the store; 1000000 is what the desk is made for.")
@click.option("--rounds", default=40, help="Times that each page is asked for.")
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), help="Keep the store here, or use it."
)
def main(sentences: int, rounds: int, folder: Path | None) -> None:
    """Print a Markdown table."""
    with tempfile.TemporaryDirectory() as scratch:
        surroundings = Surroundings(Settings(data_dir=folder or Path(scratch)))
        with closing(open_desk_store(surroundings.settings)) as store:
            prepare(store, sentences)
            person, token = admit(store)
            examples = add_examples(store, surroundings.settings.releases_dir, person)
            samples = [sample | examples for sample in sample_values(store, rounds)]
            number = store.value("select count(*) from sentences")
        with closing(LabelStudioClient(NOBODY, "no token")) as client:
            app = make_app(surroundings, client)
            surroundings.sessions["admin"] = {"id": 900, "email": ADMIN, "first_name": "A", "last_name": ""}
            browser, script = app.test_client(), app.test_client()
            browser.set_cookie("sessionid", "admin")
            script.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
            figures = [
                measure(script if address.startswith("/api/") else browser, address, samples)
                for address in addresses(app, samples[0])
            ]
    show(figures, number)


def prepare(store: Store, sentences: int) -> None:
    """Fill an empty store; one that is filled stays as it is."""
    store.execute("pragma synchronous = off")
    if store.value("select 1 from articles limit 1") is None:
        fill(store, sentences // SENTENCES_AN_ARTICLE)
        spread_over_two_years(store)
        refresh(store)
        refresh_agreement(store)


def admit(store: Store) -> tuple[int, str]:
    """Somebody who may see every page.

    :return: who that is, and a token for the API
    """
    people.record_people(store, [(900, ADMIN, "Admin")])
    people.grant(store, ADMIN, "admin")
    person = people.find_person(store, 900)
    assert person
    return person.person_id, create_token(store, person.person_id, "benchmark", list(Scope), days=1)


def spread_over_two_years(store: Store) -> None:
    """Answers come over months, not in one afternoon; some tasks are lost, some answers make no sense."""
    store.execute(
        "update annotation_versions set updated_at = strftime('%Y-%m-%dT%H:%M:%f000Z', '2024-01-01',"
        " (annotation_id * 731.0 / (select max(annotation_id) from annotations)) || ' days')"
    )
    store.execute("update tasks set gone_at = recorded_at where task_id % 211 = 0")
    store.execute(
        "insert into quarantine (source, sentence_id, reason, payload, payload_sha256, recorded_at)"
        " select 'pull', sentence_id, 'two answers in one', '{}', sentence_id, recorded_at"
        " from tasks where task_id % 997 = 0"
    )


def sample_values(store: Store, number: int) -> list[dict[str, object]]:
    """What to put into the gaps of addresses, another thing each time."""
    source = random.Random(1)
    articles = [row[0] for row in store.execute("select article_id from article_publications")]
    cases = [row[0] for row in store.execute("select quarantine_id from quarantine limit 1000")]
    checkers = [row[0] for row in store.execute("select distinct person_id from checker_counts")]
    samples = []
    for article_id in source.choices(articles, k=number):
        sentences = store.execute("select sentence_id from sentences where article_id = ?", [article_id])
        samples.append(
            {
                "article_id": article_id,
                "sentence_id": source.choice([row[0] for row in sentences]),
                "quarantine_id": source.choice(cases),
                "person_id": source.choice(checkers),
            }
        )
    return samples


def addresses(app: Flask, sample: dict[str, object]) -> Iterator[str]:
    """Every address that answers with a page, with its gaps."""
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in _NO_PAGE:
            continue
        if rule.rule.endswith((".csv", ".zip")):
            continue  # a download of everything, streamed
        if rule.arguments <= sample.keys():
            yield _with_gaps(rule)
        else:
            click.echo(f"not measured, for want of an example: {rule.rule}")
    yield from _FURTHER


def _with_gaps(rule: Rule) -> str:
    return re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule)


def measure(browser: FlaskClient, address: str, samples: Sequence[dict[str, object]]) -> Figure:
    """Ask once to warm up, then once with each sample."""
    browser.get(address.format(**samples[0]))
    walls, cpus, weights, status = [], [], [], 0
    for sample in samples:
        wall, cpu = time.perf_counter(), time.thread_time()
        answer = browser.get(address.format(**sample))
        weights.append(len(answer.data))
        walls.append(1000 * (time.perf_counter() - wall))
        cpus.append(1000 * (time.thread_time() - cpu))
        status = answer.status_code
    return Figure(
        address, status, quantiles(walls, n=20)[-1], median(walls), quantiles(cpus, n=20)[-1], max(weights)
    )


def show(figures: Sequence[Figure], sentences: int) -> None:
    click.echo(f"{sentences:,} sentences; at most {MOST_MS:g} ms and {MOST_BYTES // 1000} kB are wanted.\n")
    click.echo("| page | status | p95 ms | median ms | p95 ms of CPU | kB | |\n|---|---|---|---|---|---|---|")
    for each in sorted(figures, key=lambda figure: -figure.p95_ms):
        over = "over" if each.p95_ms > MOST_MS or each.weight > MOST_BYTES else ""
        click.echo(
            f"| {each.address} | {each.status} | {each.p95_ms:.1f} | {each.median_ms:.1f} |"
            f" {each.p95_cpu_ms:.1f} | {each.weight / 1000:.1f} | {over} |"
        )


if __name__ == "__main__":
    main()
