"""Label Studio on PostgreSQL with Redis, two of its server processes behind nginx: labelled through it."""

import getpass
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from annotator.services.label_studio_settings import base_environment
from tasks.label_studio.client import LabelStudioClient
from tasks.ledger import SentenceState, open_ledger
from tasks.pull import look_for_losses, pull
from tasks.push import push
from tasks.restore import restore
from tasks.store.connection import Store
from tasks.store.projects import home_of
from tests.checkers import Checker
from tests.conftest import RunningLabelStudio
from tests.running_desk import free_port, wait_until
from tests.tasks.store import builders

DEPLOY = Path(__file__).parents[2] / "deploy"
TOKEN = "fedcba9876543210" * 2
PASSWORD = "a long enough password"
SENTENCES = 60
POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))

pytestmark = [
    pytest.mark.server,
    pytest.mark.timeout(600),
    pytest.mark.skipif(
        not (POSTGRES and shutil.which("redis-server") and shutil.which("nginx")),
        reason="needs the Debian packages postgresql, redis-server and nginx",
    ),
]


@dataclass(frozen=True, slots=True)
class Ports:
    postgres: int
    redis: int
    balancer: int
    servers: tuple[int, int]


@contextmanager
def process(
    command: list[str],
    log: Path,
    cwd: Path = Path("/"),
    env: Mapping[str, str] | None = None,
    user: str | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as output:
        started = subprocess.Popen(command, stdout=output, stderr=output, cwd=cwd, env=env, user=user)
    try:
        yield started
    finally:
        started.terminate()
        started.wait(timeout=30)


@contextmanager
def postgres(folder: Path, port: int) -> Iterator[None]:
    """A database cluster; PostgreSQL refuses to run as root, so it runs as its own user there."""
    bin_folder = POSTGRES[-1].parent
    user = "postgres" if os.geteuid() == 0 else None
    owner = user or getpass.getuser()
    data = folder / "postgres"
    data.mkdir()
    shutil.chown(data, owner)

    def run(program: str, *arguments: str) -> None:
        command = [str(bin_folder / program), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd="/", user=user)

    run("initdb", "-D", str(data), "-A", "trust", "-U", owner, "-E", "UTF8")
    options = [f"-p{port}", f"-k{data}", "-h127.0.0.1", "-cfsync=off"]
    with process([str(bin_folder / "postgres"), "-D", str(data), *options], folder / "pg.log", user=user):
        at = ["-h", "127.0.0.1", "-p", str(port), "-U", owner]
        ready = [str(bin_folder / "pg_isready"), *at]
        wait_until(
            lambda: subprocess.run(ready, check=False, capture_output=True).returncode == 0, "PostgreSQL"
        )
        run("createdb", *at, "labelstudio")
        make = ["-c", "create extension pg_trgm", "-c", "create extension btree_gin"]
        run("psql", *at, "-d", "labelstudio", *make)
        yield


def label_studio_environment_of(folder: Path, ports: Ports) -> dict[str, str]:
    stated = dict(
        line.split("=", 1)
        for line in (DEPLOY / "label-studio.env").read_text().splitlines()
        if line and not line.startswith("#")
    )
    return (
        base_environment(folder / "label-studio")
        | stated
        | {
            "PYTHONPATH": str(DEPLOY),
            "POSTGRE_PORT": str(ports.postgres),
            "POSTGRE_USER": "postgres" if os.geteuid() == 0 else getpass.getuser(),
            "REDIS_PORT": str(ports.redis),
            "LABEL_STUDIO_BASE_DATA_DIR": str(folder / "label-studio"),
        }
    )


def balancer_configuration(folder: Path, ports: Ports) -> Path:
    """The configuration we ship, on free ports and with its files in the folder."""
    site = (DEPLOY / "nginx.conf").read_text()
    for shipped, used in (
        ("127.0.0.1:8081", f"127.0.0.1:{ports.servers[0]}"),
        ("127.0.0.1:8082", f"127.0.0.1:{ports.servers[1]}"),
        ("listen 8080", f"listen 127.0.0.1:{ports.balancer}"),
    ):
        assert shipped in site
        site = site.replace(shipped, used)
    temporary = "\n".join(
        f"{kind}_temp_path {folder}/nginx-{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    log = f"{folder}/nginx.log"
    path = folder / "nginx.conf"
    path.write_text(
        f"daemon off;\npid {folder}/nginx.pid;\nerror_log {log};\nevents {{}}\n"
        f"http {{ access_log {log};\n{temporary}\n{site}\n}}\n"
    )
    return path


@pytest.fixture(scope="module")
def balanced(label_studio_environment: Path) -> Iterator[RunningLabelStudio]:
    ports = Ports(free_port(), free_port(), free_port(), (free_port(), free_port()))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        folder.chmod(0o755)
        (folder / "label-studio").mkdir()
        python = str(label_studio_environment / "bin" / "python")
        [code] = (label_studio_environment / "lib").glob("python*/site-packages/label_studio")
        environment = label_studio_environment_of(folder, ports)
        stack.enter_context(postgres(folder, ports.postgres))
        redis = ["redis-server", "--port", str(ports.redis), "--bind", "127.0.0.1", "--save", "", "--dir"]
        stack.enter_context(process([*redis, str(folder)], folder / "redis.log"))
        run_in(code, environment, [python, "manage.py", "migrate", "--no-input"])
        account = [python, str(DEPLOY / "first_account.py"), "editor@example.org"]
        run_in(code, environment, account, f"{PASSWORD}\n{TOKEN}\n")
        gunicorn = [python, "-m", "gunicorn", "core.wsgi:application", "--workers=1", "--threads=4"]
        for port in ports.servers:
            command = [*gunicorn, "--no-control-socket", f"--bind=127.0.0.1:{port}"]
            stack.enter_context(process(command, folder / "ls.log", cwd=code, env=environment))
        worker = [python, "manage.py", "rqworker", "critical", "high", "default", "low"]
        stack.enter_context(process(worker, folder / "worker.log", cwd=code, env=environment))
        for port in ports.servers:
            wait_until(lambda port=port: is_up(f"http://127.0.0.1:{port}"), "a server process", 120)
        configuration = balancer_configuration(folder, ports)
        nginx = shutil.which("nginx") or ""
        stack.enter_context(process([nginx, "-c", str(configuration)], folder / "nginx.out"))
        url = f"http://127.0.0.1:{ports.balancer}"
        wait_until(lambda: is_up(url), "the balancer")
        yield RunningLabelStudio(url, TOKEN, "editor@example.org", PASSWORD, folder, 0)


def run_in(folder: Path, environment: Mapping[str, str], command: list[str], given: str = "") -> None:
    done = subprocess.run(
        command, cwd=folder, env=environment, input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


def is_up(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health", timeout=10).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def test_the_desk_labels_through_the_balancer(balanced: RunningLabelStudio, store: Store) -> None:
    builders.add(store, "\n".join(f"Lock {n} is being repaired." for n in range(SENTENCES)))
    project = builders.make_project(store)
    with (
        closing(LabelStudioClient(balanced.url, balanced.token)) as client,
        closing(Checker(balanced)) as editor,
        closing(editor.invite(balanced, "ana@example.org")) as ana,
    ):
        assert push(store, client, project).created == SENTENCES
        home = home_of(store, project.project_id)
        assert home
        tasks = [row["label_studio_id"] for row in store.rows("select label_studio_id from tasks")]
        with ThreadPoolExecutor(4) as checkers:
            list(checkers.map(ana.answer, tasks))
        assert pull(store, client, home).versions == SENTENCES
        assert pull(store, client, home, full=True).versions == 0
        assert open_ledger(store).states == {SentenceState.LABELLED: SENTENCES}
        for task in tasks[:5]:
            ana.delete_task(task)
        assert look_for_losses(store, client, home).gone == 5
        assert restore(store, client, project).annotations == 5
        assert open_ledger(store).states == {SentenceState.LABELLED: SENTENCES}
        assert open_ledger(store).balanced
    served = Counter(line.split()[0] for line in (balanced.data_dir / "nginx.log").read_text().splitlines())
    assert served["127.0.0.1"] > SENTENCES


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("systemd-analyze"), reason="needs systemd")
@pytest.mark.parametrize("unit", sorted((DEPLOY / "systemd").iterdir()), ids=lambda unit: unit.name)
def test_the_units_are_read_by_systemd(unit: Path) -> None:
    instance = unit.name.replace("@.", "@8081.")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit.with_name(instance))],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{unit.parent}:"},
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in done.stderr.splitlines() if unit.name.split("@")[0] in line]
    assert [line for line in complaints if "not executable" not in line] == []
