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
from tests.deploy.composed import DEPLOY, GIVEN, compose_command, services
from tests.running_desk import free_port, wait_until
from tests.tasks.store import builders

SENTENCES = 60
POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))

pytestmark = [
    pytest.mark.server,
    pytest.mark.timeout(600),
    pytest.mark.skipif(
        not (POSTGRES and shutil.which("redis-server") and shutil.which("nginx") and compose_command()),
        reason="needs the Debian packages postgresql, redis-server, nginx and docker-compose",
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
        extensions = Path(shutil.copy(DEPLOY / "extensions.sql", folder))
        run("psql", *at, "-d", "labelstudio", "-v", "ON_ERROR_STOP=1", "-f", str(extensions))
        yield


def command_of(service: str, python: str) -> list[str]:
    """What the compose file has a service run, by the Python of Label Studio's environment here."""
    first, *arguments = services()[service]["command"]
    return [python if first == "python" else first, *map(str, arguments)]


def environment_of(service: str, folder: Path, ports: Ports, python: str) -> dict[str, str]:
    """What the compose file tells a service, with the addresses and folders used here."""
    told = {name: str(value) for name, value in services()[service]["environment"].items()}
    path = f"{Path(python).parent}:{os.environ['PATH']}"
    return (
        base_environment(folder / "label-studio")
        | told
        | {
            "PATH": path,
            "PYTHONPATH": str(DEPLOY),
            "POSTGRE_HOST": "127.0.0.1",
            "POSTGRE_PORT": str(ports.postgres),
            "POSTGRE_USER": "postgres" if os.geteuid() == 0 else getpass.getuser(),
            "REDIS_HOST": "127.0.0.1",
            "REDIS_PORT": str(ports.redis),
            "LABEL_STUDIO_HOST": "",
            "LABEL_STUDIO_BASE_DATA_DIR": str(folder / "label-studio"),
        }
    )


def balancer_configuration(folder: Path, ports: Ports) -> Path:
    """The configuration we ship, on free ports and with its files in the folder."""
    site = (DEPLOY / "upstream.conf").read_text() + (DEPLOY / "nginx.conf").read_text()
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

        def start(service: str, *changed: str) -> None:
            """Run a service of the compose file; its last words changed."""
            command = command_of(service, python)
            command[len(command) - len(changed) :] = changed
            environment = environment_of(service, folder, ports, python)
            stack.enter_context(process(command, folder / f"{service}.log", cwd=code, env=environment))

        stack.enter_context(postgres(folder, ports.postgres))
        redis = ["--port", str(ports.redis), "--bind", "127.0.0.1", "--dir", str(folder)]
        stack.enter_context(process([*command_of("redis", python), *redis], folder / "redis.log"))
        setup = "label-studio-setup"
        run_in(code, environment_of(setup, folder, ports, python), command_of(setup, python))
        for number, port in enumerate(ports.servers, 1):
            start(f"label-studio-{number}", f"127.0.0.1:{port}")
        start("label-studio-worker")
        for port in ports.servers:
            wait_until(lambda port=port: is_up(f"http://127.0.0.1:{port}"), "a server process", 120)
        configuration = balancer_configuration(folder, ports)
        nginx = shutil.which("nginx") or ""
        stack.enter_context(process([nginx, "-c", str(configuration)], folder / "nginx.out"))
        url = f"http://127.0.0.1:{ports.balancer}"
        wait_until(lambda: is_up(url), "the balancer")
        token, password = GIVEN["ANNOTATOR_LABEL_STUDIO_TOKEN"], GIVEN["ANNOTATOR_ADMIN_PASSWORD"]
        yield RunningLabelStudio(url, token, "editor@example.org", password, folder, 0)


def run_in(folder: Path, environment: Mapping[str, str], command: list[str]) -> None:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
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
