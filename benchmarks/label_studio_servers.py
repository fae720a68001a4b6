"""Which server, on which kind of SQLite, serves Label Studio best?

    python -m benchmarks.label_studio_servers [--quick]

A project with more tasks than get done is prepared once and copied for each
candidate, with an account for every checker. Then 1, 8 and 32 checkers work at
the same time. The load generator runs on the same machine and takes its share.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path

import click
import httpx

from annotator.services import health
from annotator.services.environment_build import ensure_environment
from annotator.services.label_studio import LabelStudio
from annotator.services.label_studio_settings import LabelStudioSettings, server_environment
from annotator.services.listening import listen
from annotator.settings import load_settings
from benchmarks.throughput import Throughput, call, work_together

CHECKERS = (1, 8, 32)
TASKS = 3_000
LABEL_CONFIG = """
<View>
  <Text name="sentence" value="$sentence"/>
  <Choices name="verdict" toName="sentence"><Choice value="verified"/><Choice value="disputed"/></Choices>
</View>
"""

# Run in Label Studio's environment and folder; Waitress comes along from ours.
WAITRESS = """
import sys
sys.path.insert(0, ".")
sys.path.append(sys.argv[1])
from waitress import serve
from core.wsgi import application
serve(application, host="127.0.0.1", port=int(sys.argv[2]), threads=8)
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    name: str
    journal: str  # SQLite's journal mode
    command: tuple[str, ...] | None = None  # after the environment's Python; None: as Annotator runs it


def candidates(label_studio: Path) -> list[Candidate]:
    gunicorn: tuple[str, ...] = ("-m", "gunicorn", "core.wsgi:application", "--chdir", str(label_studio))
    gunicorn += ("--preload", "--workers=2", "--threads=4", "--no-control-socket", "--bind=127.0.0.1:{port}")
    development = ("-m", "label_studio.server", "start", "--no-browser", "--internal-host=127.0.0.1")
    waitress_spec = find_spec("waitress")
    assert waitress_spec
    assert waitress_spec.origin
    waitress_folder = str(Path(waitress_spec.origin).parents[1])
    return [
        Candidate("development server", "delete", (*development, "--port={port}")),
        Candidate("Waitress, 8 threads", "wal", ("-c", WAITRESS, waitress_folder, "{port}")),
        Candidate("gunicorn, 2 × 4", "delete", gunicorn),
        Candidate("gunicorn, 2 × 4", "wal", gunicorn),
        Candidate("as Annotator runs it", "wal"),
    ]


@dataclass(frozen=True, slots=True)
class Desk:
    """A prepared Label Studio, not running: its settings, its project and its checkers' API tokens."""

    settings: LabelStudioSettings
    project: int
    tokens: list[str]


@click.command()
@click.option("--quick", is_flag=True, help="A third of the time: figures good enough to see what breaks.")
def main(quick: bool) -> None:
    seconds = 3.0 if quick else 10.0
    folder = load_settings().environment_folder
    ensure_environment(folder)
    (label_studio,) = folder.glob("lib/python*/site-packages/label_studio")
    with tempfile.TemporaryDirectory() as name:
        desk = prepare(Path(name) / "desk", folder)
        print_head(seconds)
        for number, candidate in enumerate(candidates(label_studio)):
            data_dir = Path(name) / str(number)
            shutil.copytree(desk.settings.data_dir, data_dir)
            measure(candidate, replace(desk, settings=replace(desk.settings, data_dir=data_dir)), seconds)


def print_head(seconds: float) -> None:
    print(f"Tasks fetched and answered, a second (99th percentile of the time for both), {seconds:g} s each.")
    print(f"{os.cpu_count()} cores shared with the load generator; load average {os.getloadavg()[0]:.1f}.\n")
    columns = ["server", "journal", *(f"{n} at once" for n in CHECKERS), "memory", "ready after"]
    print("| " + " | ".join(columns) + " |\n" + "|---" * len(columns) + "|")


def prepare(data_dir: Path, environment: Path) -> Desk:
    settings = LabelStudioSettings(
        data_dir=data_dir,
        environment=environment,
        host="127.0.0.1",
        port=0,
        admin_email="editor@example.org",
        admin_password="for this benchmark only",  # noqa: S106
        admin_token="0123456789abcdef" * 2,
    )
    service = LabelStudio(settings)
    service.start()
    try:
        service.wait_until_running()
        headers = {"Authorization": f"Token {settings.admin_token}"}
        with httpx.Client(base_url=service.url, headers=headers, timeout=120) as editor:
            project = {"title": "Benchmark", "label_config": LABEL_CONFIG, "maximum_annotations": 1}
            number = int(editor.post("/api/projects/", json=project).raise_for_status().json()["id"])
            tasks = [{"data": {"sentence": f"The bridge was opened {n} days ago."}} for n in range(TASKS)]
            editor.post(f"/api/projects/{number}/import", json=tasks).raise_for_status()
            invitation = editor.get("/api/invite").json()["invite_url"]
        tokens = [sign_up(service.url, invitation, n) for n in range(max(CHECKERS))]
    finally:
        service.stop()
    return Desk(settings, number, tokens)


def sign_up(url: str, invitation: str, number: int) -> str:
    """A new checker's API token."""
    with httpx.Client(base_url=url, timeout=60) as browser:
        browser.get(invitation)
        form = {"email": f"checker{number}@example.org", "password": "for this benchmark only"}
        browser.post(invitation, data=form | {"csrfmiddlewaretoken": browser.cookies["csrftoken"]})
        return str(browser.get("/api/current-user/token").raise_for_status().json()["token"])


def measure(candidate: Candidate, desk: Desk, seconds: float) -> None:
    with closing(sqlite3.connect(desk.settings.database)) as database:
        database.execute(f"PRAGMA journal_mode={candidate.journal}")
    began = time.monotonic()
    with serving(candidate, desk.settings) as (port, group):
        ready = time.monotonic() - began
        warm_up(port, desk)
        cells = [cell(work_together(port, desk.project, desk.tokens[:n], seconds)) for n in CHECKERS]
        cells += [f"{memory_of(group) / 1e6:.0f} MB", f"{ready:.1f} s"]
    journal = {"delete": "rollback", "wal": "WAL"}[candidate.journal]
    print(f"| {candidate.name} | {journal} | " + " | ".join(cells) + " |", flush=True)


def warm_up(port: int, desk: Desk) -> None:
    """First requests import what later ones find imported."""
    for _ in range(4):
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            call(connection, desk.tokens[0], "GET", f"/api/projects/{desk.project}/next")


def cell(result: Throughput) -> str:
    failed = f", {result.failures} failed" if result.failures else ""
    return f"{result.per_second:.0f} ({result.p99:.2f} s{failed})"


@contextmanager
def serving(candidate: Candidate, settings: LabelStudioSettings) -> Iterator[tuple[int, int]]:
    """Port and process group of the running candidate."""
    if candidate.command is None:
        service = LabelStudio(settings)
        service.start()
        try:
            service.wait_until_running()
            yield int(service.url.rpartition(":")[2]), service.pid or 0
        finally:
            service.stop()
        return
    with listen("127.0.0.1", 0) as listener:
        port = int(listener.getsockname()[1])
    (folder,) = settings.environment.glob("lib/python*/site-packages/label_studio")
    with (settings.data_dir / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [
                settings.environment / "bin" / "python",
                *(part.format(port=port) for part in candidate.command),
            ],
            env=server_environment(settings) | {"DJANGO_SETTINGS_MODULE": "core.settings.label_studio"},
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
    try:
        while not health.is_up("127.0.0.1", port, 1.0):
            if process.poll() is not None:
                sys.exit((settings.data_dir / "server.log").read_text())
            time.sleep(0.05)
        yield port, process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def memory_of(group: int) -> float:
    """Bytes that the processes of a group take, shared memory counted once."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) == group:
                rollup = (process / "smaps_rollup").read_text()
                total += 1024 * sum(
                    int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")
                )
        except (ProcessLookupError, FileNotFoundError):
            continue
    return total


if __name__ == "__main__":
    main()
