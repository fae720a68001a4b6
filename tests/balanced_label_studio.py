"""Label Studio as `deploy/` runs it beyond one machine, here on loopback."""

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from annotator.services import label_studio_settings
from annotator.services.label_studio_settings import base_environment
from tests.conftest import RunningLabelStudio
from tests.deploy.composed import DEPLOY, GIVEN, compose_command, services
from tests.running_desk import free_port, wait_until

TOKEN = "fedcba9876543210" * 2
PASSWORD = "a long enough password"
POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def is_installed() -> bool:
    return bool(POSTGRES and shutil.which("redis-server") and shutil.which("nginx") and compose_command())


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
            "PYTHONPATH": str(_etc(folder)),
            "POSTGRE_HOST": "127.0.0.1",
            "POSTGRE_PORT": str(ports.postgres),
            "POSTGRE_USER": "postgres" if os.geteuid() == 0 else getpass.getuser(),
            "REDIS_HOST": "127.0.0.1",
            "REDIS_PORT": str(ports.redis),
            "LABEL_STUDIO_HOST": "",
            "LABEL_STUDIO_BASE_DATA_DIR": str(folder / "label-studio"),
        }
    )


def _etc(folder: Path) -> Path:
    """The files that the image has in /etc/annotator."""
    etc = folder / "etc"
    etc.mkdir(exist_ok=True)
    for file in (
        DEPLOY / "scaled_label_studio.py",
        DEPLOY / "first_account.py",
        Path(label_studio_settings.__file__).with_name("label_studio_sessions.py"),
    ):
        shutil.copy(file, etc)
    return etc


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
        f"daemon off;\npid {folder}/nginx.pid;\nerror_log {log};\nevents {{ worker_connections 4096; }}\n"
        f"http {{ access_log {log};\n{temporary}\n{site}\n}}\n"
    )
    return path


@contextmanager
def balanced_label_studio(environment: Path) -> Iterator[RunningLabelStudio]:
    """PostgreSQL, Redis, a worker, two server processes and nginx, each on a free port; a first account.

    :param environment: the Python environment that Label Studio is installed in
    """
    ports = Ports(free_port(), free_port(), free_port(), (free_port(), free_port()))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        folder.chmod(0o755)
        (folder / "label-studio").mkdir()
        python = str(environment / "bin" / "python")
        [code] = (environment / "lib").glob("python*/site-packages/label_studio")

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
