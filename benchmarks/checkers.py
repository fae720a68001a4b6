"""Hundreds of checkers in sessions of their own, all at once: is everything that they submit stored?

    python -m benchmarks.checkers [--checkers 300] [--minutes 10] [--on sqlite|postgresql]

The desk runs and pulls meanwhile. Every checker signs up by the invitation, and
then fetches a task, thinks, and submits, over and over, as a browser would: with
a session cookie, and a connection of its own for each request. At the end each
acknowledged annotation must stand once in the desk's record.
"""

import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import httpx

from annotator.services.environment_build import ensure_environment
from annotator.settings import load_settings
from benchmarks.patience import persist
from benchmarks.throughput import ANSWER
from tasks.label_studio.client import LabelStudioClient
from tasks.store.connection import Store
from tests.balanced_label_studio import balanced_label_studio
from tests.running_desk import RunningDesk, wait_until

CHECKERS_PER_SENTENCE = 3
THINKS_S = 10.0
"""Mean time to judge a sentence."""

PATIENCE_S = 300.0
SIGN_UPS_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Session:
    """What a signed-in browser sends along."""

    cookie: str
    csrf_token: str


@dataclass(slots=True)
class Shift:
    """What one checker did."""

    submitted: int = 0
    acknowledged: list[int] = field(default_factory=list)  # Label Studio's ids of the annotations
    fetching: list[float] = field(default_factory=list)  # seconds
    submitting: list[float] = field(default_factory=list)
    trouble: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Stored:
    """Where the annotations are in the end: Label Studio's ids of them."""

    label_studio: Counter[int]
    record: Counter[int]


@click.command()
@click.option("--checkers", default=300, show_default=True)
@click.option("--minutes", default=10.0, show_default=True)
@click.option("--sentences", default=6_000, show_default=True, help="Each is labelled by three checkers.")
@click.option("--on", type=click.Choice(["sqlite", "postgresql"]), default="sqlite", show_default=True)
def main(checkers: int, minutes: float, sentences: int, on: str) -> None:
    environment = ensure_environment(load_settings().environment_folder).folder
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        running = embedded if on == "sqlite" else beyond_one_machine
        with running(Path(folder), environment) as desk:
            project = fill(desk, Path(folder), sentences)
            sessions = sign_up_all(desk, checkers)
            began = time.monotonic()
            shifts = work(label_studio_url(desk), project, sessions, minutes * 60)
            took = time.monotonic() - began
            stored = count_stored(desk, project)
            balanced = desk.json("ledger")["balanced"]
    print_table(on, shifts, stored, took)
    acknowledged = Counter(number for shift in shifts for number in shift.acknowledged)
    lost, doubled = acknowledged - stored.record, {n for n, times in stored.record.items() if times > 1}
    print(f"\nLost: {lost.total()}. Doubled: {len(doubled)}. The ledger balances: {balanced}.")
    if lost or doubled or not balanced or stored.record != stored.label_studio:
        sys.exit("Label Studio and the record differ.")


@contextmanager
def embedded(folder: Path, environment: Path) -> Iterator[RunningDesk]:
    """`annotator up`, as it comes."""
    desk = RunningDesk(folder / "data", environment, settings=_settings())
    desk.start("--no-sample")
    try:
        yield desk
    finally:
        desk.stop()


@contextmanager
def beyond_one_machine(folder: Path, environment: Path) -> Iterator[RunningDesk]:
    """`annotator serve` with a Label Studio on PostgreSQL and Redis: two processes behind nginx."""
    with balanced_label_studio(environment) as running:
        elsewhere = {
            "ANNOTATOR_LABEL_STUDIO_URL": running.url,
            "ANNOTATOR_LABEL_STUDIO_TOKEN": running.token,
        }
        desk = RunningDesk(folder / "data", environment, settings=_settings() | elsewhere)
        desk.start(command="serve")
        try:
            yield desk
        finally:
            desk.stop()


def _settings() -> dict[str, str]:
    return {"ANNOTATOR_CHECKERS_PER_SENTENCE": str(CHECKERS_PER_SENTENCE)}


def label_studio_url(desk: RunningDesk) -> str:
    return desk.settings.get("ANNOTATOR_LABEL_STUDIO_URL", desk.label_studio_url)


def token_of(desk: RunningDesk) -> str:
    return desk.settings.get("ANNOTATOR_LABEL_STUDIO_TOKEN") or desk.credentials["label_studio_token"]


def fill(desk: RunningDesk, folder: Path, sentences: int) -> int:
    """Let the running desk push so many sentences; Label Studio's number of the project."""
    article = folder / "article.txt"
    lines = (f"The ministry said that {n} ships passed the strait that week." for n in range(sentences))
    article.write_text("\n".join(lines))
    desk.run("add", str(article))
    wait_until(lambda: desk.json("status")["tasks"] == sentences, "everything is pushed", 3 * PATIENCE_S)
    with closing(Store(desk.data_dir / "annotator.db")) as store:
        return int(store.value("select label_studio_id from label_studio_projects where lost_at is null"))


def sign_up_all(desk: RunningDesk, checkers: int) -> list[Session]:
    url = label_studio_url(desk)
    headers = {"Authorization": f"Token {token_of(desk)}"}
    invitation = httpx.get(f"{url}/api/invite", headers=headers).raise_for_status().json()["invite_url"]
    with ThreadPoolExecutor(SIGN_UPS_AT_ONCE) as pool:
        return list(pool.map(lambda number: sign_up(url, invitation, number), range(checkers)))


def sign_up(url: str, invitation: str, number: int) -> Session:
    with httpx.Client(base_url=url, timeout=PATIENCE_S) as browser:
        browser.get(invitation)
        form = {"email": f"checker{number}@example.org", "password": "for this benchmark only"}
        token = {"csrfmiddlewaretoken": browser.cookies["csrftoken"]}
        browser.post(invitation, data=form | token, headers={"Referer": url})
        cookies = {name: browser.cookies[name] for name in ("sessionid", "csrftoken")}
    return Session("; ".join(f"{name}={value}" for name, value in cookies.items()), cookies["csrftoken"])


def work(url: str, project: int, sessions: Iterable[Session], seconds: float) -> list[Shift]:
    """All of them at the same time, each in a thread of its own."""
    until = time.monotonic() + seconds
    shifts: list[Shift] = []
    threads = []
    for number, session in enumerate(sessions):
        shift = Shift()
        shifts.append(shift)
        given = (urlsplit(url).netloc, project, session, until, random.Random(number), shift)
        threads.append(threading.Thread(target=_work, args=given))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return shifts


def _work(
    address: str, project: int, session: Session, until: float, chance: random.Random, shift: Shift
) -> None:
    time.sleep(chance.uniform(0, THINKS_S))  # they do not all begin in the same moment
    while time.monotonic() < until:
        try:
            began = time.monotonic()
            task = request(address, session, "GET", f"/api/projects/{project}/next")
            shift.fetching.append(time.monotonic() - began)
        except (OSError, HTTPException, Refused) as error:
            shift.trouble[f"fetching: {_name(error)}"] += 1
            time.sleep(1)
            continue
        time.sleep(chance.expovariate(1 / THINKS_S))
        shift.submitted += 1
        try:
            began = time.monotonic()
            path = f"/api/tasks/{task['id']}/annotations"
            made = request(address, session, "POST", path, {"result": ANSWER, "lead_time": 2.5})
            shift.submitting.append(time.monotonic() - began)
            shift.acknowledged.append(int(made["id"]))
        except (OSError, HTTPException, Refused) as error:
            shift.trouble[f"submitting: {_name(error)}"] += 1


class Refused(Exception):
    """Label Studio answered with an error: its status."""


def request(address: str, session: Session, method: str, path: str, body: object = None) -> dict[str, Any]:
    """The JSON that Label Studio answers with.

    :raises Refused: it answers with an error
    """
    headers = {"Cookie": session.cookie, "X-CSRFToken": session.csrf_token, "Connection": "close"}
    with closing(HTTPConnection(address, timeout=PATIENCE_S)) as connection:
        payload = None if body is None else json.dumps(body)
        connection.request(method, path, payload, headers | {"Content-Type": "application/json"})
        response = connection.getresponse()
        content = response.read()
    if response.status >= 400:
        raise Refused(response.status)
    answer: dict[str, Any] = json.loads(content)
    return answer


def _name(error: Exception) -> str:
    return str(error) if isinstance(error, Refused) else type(error).__name__


def count_stored(desk: RunningDesk, project: int) -> Stored:
    """After one more pull."""
    persist(desk, "pull")
    with closing(LabelStudioClient(label_studio_url(desk), token_of(desk))) as client:
        there = Counter(
            int(annotation["id"]) for task in client.export(project) for annotation in task["annotations"]
        )
    with closing(Store(desk.data_dir / "annotator.db")) as store:
        rows = store.execute(
            "select i.label_studio_id from annotation_ids i join annotation_versions v using (annotation_id)"
            " where v.superseded_at is null and v.state = 'answered' and i.retired_at is null"
        )
        return Stored(there, Counter(row[0] for row in rows))


def print_table(on: str, shifts: list[Shift], stored: Stored, took: float) -> None:
    acknowledged = sum(len(shift.acknowledged) for shift in shifts)
    rows = {
        "checkers": f"{len(shifts):,}",
        "minutes": f"{took / 60:.1f}",
        "submitted": f"{sum(shift.submitted for shift in shifts):,}",
        "acknowledged": f"{acknowledged:,}",
        "stored in Label Studio": f"{stored.label_studio.total():,}",
        "stored in the record": f"{stored.record.total():,}",
        "acknowledged a second": f"{acknowledged / took:.1f}",
        "next task, median and 99th percentile": _times(shift.fetching for shift in shifts),
        "submitting, median and 99th percentile": _times(shift.submitting for shift in shifts),
    }
    for shift in shifts[1:]:
        shifts[0].trouble.update(shift.trouble)
    rows |= {name: f"{times:,}" for name, times in sorted(shifts[0].trouble.items())}
    print(f"| | {on} |\n|---|---|")
    for name, value in rows.items():
        print(f"| {name} | {value} |")


def _times(shifts: Iterable[list[float]]) -> str:
    times = sorted(second for shift in shifts for second in shift) or [float("nan")]
    return f"{times[len(times) // 2]:.2f} s, {times[int(0.99 * (len(times) - 1))]:.2f} s"


if __name__ == "__main__":
    main()
