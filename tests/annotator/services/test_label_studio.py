"""Label Studio through thick and thin: what stands in its way, what kills it, what it leaves behind."""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.services.environment import Environment, lock_hash
from annotator.services.label_studio import LabelStudio, State, next_delay
from annotator.services.label_studio_settings import LabelStudioSettings
from tasks.errors import ServiceError, SettingError

pytestmark = pytest.mark.slow

NOBODY = 65534


@pytest.fixture
def settings(tmp_path: Path) -> LabelStudioSettings:
    """With an environment that has yet to be put in place."""
    return LabelStudioSettings(
        data_dir=tmp_path / "data",
        environment=tmp_path / "environment",
        host="127.0.0.1",
        port=0,
        admin_email="editor@example.org",
        admin_password="a long enough password",
        admin_token="fedcba9876543210" * 2,
    )


@pytest.fixture
def real(settings: LabelStudioSettings, label_studio_environment: Path) -> LabelStudioSettings:
    return replace(settings, environment=label_studio_environment)


def put_in_place(folder: Path, python: str) -> None:
    """An environment that is ready by the looks of it; its Python is this shell script."""
    environment = Environment(folder)
    environment.python.parent.mkdir(parents=True)
    environment.python.write_text(f"#!/bin/sh\n{python}\n")
    environment.python.chmod(environment.python.stat().st_mode | stat.S_IXUSR)
    environment.marker.write_text(lock_hash())


@contextmanager
def running(settings: LabelStudioSettings) -> Iterator[LabelStudio]:
    service = LabelStudio(settings)
    service.start()
    try:
        service.wait_until_running()
        yield service
    finally:
        service.stop()


def eventually(condition: Callable[[], bool], within: float) -> bool:
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def is_alive(process_group: int) -> bool:
    try:
        os.killpg(process_group, 0)
    except ProcessLookupError:
        return False
    return True


# --- how long to wait ---


@given(st.integers(1, 10_000))
def test_each_failure_makes_the_wait_longer_up_to_a_minute(failures: int) -> None:
    assert 0.5 <= next_delay(failures) <= next_delay(failures + 1) <= 60.0


def test_the_wait_begins_short_and_doubles() -> None:
    assert [next_delay(failures) for failures in range(1, 9)] == [0.5, 1, 2, 4, 8, 16, 32, 60]


# --- what stands in its way, told before anything is started ---


def test_without_an_environment_it_says_where_it_looked(settings: LabelStudioSettings) -> None:
    with pytest.raises(ServiceError, match=rf"{settings.environment} .*ANNOTATOR_LABEL_STUDIO_ENV"):
        LabelStudio(settings).start()


def test_a_port_that_a_stranger_has_is_left_to_the_stranger(settings: LabelStudioSettings) -> None:
    put_in_place(settings.environment, "exit 1")
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        port = stranger.getsockname()[1]
        service = LabelStudio(replace(settings, port=port))
        for _attempt in ("first", "second, which finds nothing locked by the first"):
            with pytest.raises(ServiceError, match=rf"port {port} .*another program"):
                service.start()
    assert service.status.state is State.STOPPED


def test_a_data_folder_that_cannot_be_written_is_named(settings: LabelStudioSettings) -> None:
    put_in_place(settings.environment, "exit 1")
    with tempfile.TemporaryDirectory() as name:
        shutil.move(settings.environment, Path(name) / "environment")
        folder = Path(name) / "data"
        folder.mkdir(mode=0o555)
        Path(name).chmod(0o755)
        service = LabelStudio(replace(settings, environment=Path(name) / "environment", data_dir=folder))
        with (
            as_nobody(),
            pytest.raises(ServiceError, match=rf"{folder}.* cannot be written.*ANNOTATOR_DATA_DIR"),
        ):
            service.start()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up the administrator's rights for a while: no folder is read-only to root."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_webhook_address_that_is_none_fails_the_start(settings: LabelStudioSettings) -> None:
    put_in_place(settings.environment, "exit 1")
    with pytest.raises(SettingError, match=r"'desk\.example\.org' is not"):
        LabelStudio(replace(settings, webhook_address="desk.example.org")).start()


# --- what fails once it is started ---


def test_a_first_start_that_fails_is_told_and_left_at_that(settings: LabelStudioSettings) -> None:
    put_in_place(settings.environment, "echo no module named label_studio; exit 3")
    service = LabelStudio(settings)
    service.start()
    with pytest.raises(ServiceError) as raised:
        service.wait_until_running(10)
    message = str(raised.value)
    assert "exit code 3" in message
    assert "no module named label_studio" in message
    assert str(settings.log) in message
    assert service.status.state is State.FAILED
    service.stop()


def test_a_python_that_cannot_be_run_is_a_failure_too(settings: LabelStudioSettings) -> None:
    put_in_place(settings.environment, "")
    Environment(settings.environment).python.write_bytes(b"\x00\x01 no program")
    service = LabelStudio(settings)
    service.start()
    with pytest.raises(ServiceError, match="cannot be run"):
        service.wait_until_running(10)
    service.stop()


def test_after_a_failure_it_can_be_started_anew(settings: LabelStudioSettings) -> None:
    put_in_place(settings.environment, "exit 3")
    service = LabelStudio(settings)
    for _attempt in range(2):
        service.start()
        with pytest.raises(ServiceError, match="exit code 3"):
            service.wait_until_running(10)


def test_it_can_be_stopped_while_it_starts(settings: LabelStudioSettings) -> None:
    put_in_place(settings.environment, "exec sleep 60")
    service = LabelStudio(settings)
    service.start()
    assert eventually(lambda: service.pid is not None, within=5)
    pid = service.pid
    service.stop()
    assert service.status.state is State.STOPPED
    assert pid
    assert not is_alive(pid)


# --- with the real one ---


@pytest.mark.server
def test_stopped_it_leaves_nothing_and_starts_again(real: LabelStudioSettings) -> None:
    with running(real) as service:
        pid, port = service.pid, int(service.url.rpartition(":")[2])
    assert pid
    assert not is_alive(pid)
    assert service.status.state is State.STOPPED
    with running(replace(real, port=port)) as service:  # the same account, found again
        assert service.status.url == f"http://127.0.0.1:{port}"


@pytest.mark.server
def test_killed_it_is_started_again_and_requests_wait(real: LabelStudioSettings) -> None:
    with running(real) as service:
        killed = service.pid
        assert killed
        os.kill(killed, signal.SIGKILL)
        assert eventually(lambda: service.status.state is State.RESTARTING, within=10)
        # Nobody is refused meanwhile: the address stays ours.
        assert httpx.get(f"{service.url}/health", timeout=60).status_code == 200
        service.wait_until_running(60)
        assert service.status.state is State.RUNNING
        assert service.pid not in (None, killed)
        assert not is_alive(killed)  # its workers neither


@pytest.mark.server
def test_a_second_one_on_the_same_data_is_refused(
    real: LabelStudioSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.services.premises._PREDECESSOR_PATIENCE", 0.5)
    with running(real), pytest.raises(ServiceError, match=r"one runs on .* already"):
        LabelStudio(real).start()


@pytest.mark.server
def test_changed_secrets_count_from_the_next_start(real: LabelStudioSettings) -> None:
    with running(real):
        pass
    changed = replace(
        real,
        admin_email=real.admin_email.upper(),  # the same address
        admin_password="another long password",
        admin_token="0f" * 20,
    )
    with running(changed) as service, httpx.Client(base_url=service.url, timeout=30) as browser:
        browser.get("/user/login/")
        form = {"csrfmiddlewaretoken": browser.cookies["csrftoken"], "email": real.admin_email}
        assert browser.post("/user/login/", data=form | {"password": real.admin_password}).status_code == 200
        assert (
            browser.post("/user/login/", data=form | {"password": changed.admin_password}).status_code == 302
        )


@pytest.mark.server
@pytest.mark.timeout(180)
def test_without_the_template_it_makes_its_own_database(real: LabelStudioSettings, tmp_path: Path) -> None:
    environment = tmp_path / "without-template"
    environment.mkdir()
    for path in real.environment.iterdir():
        if path.name != Environment(real.environment).template_database.name:
            (environment / path.name).symlink_to(path)
    with running(replace(real, environment=environment)) as service:
        assert httpx.get(f"{service.url}/health", timeout=30).status_code == 200
    header = real.database.read_bytes()[:20]
    assert header[18:20] == b"\x02\x02"  # write-ahead logging, as with the template


OWNER = """
import json, sys, time
from pathlib import Path
from annotator.services.label_studio import LabelStudio
from annotator.services.label_studio_settings import LabelStudioSettings
given = json.load(sys.stdin)
folders = {name: Path(given.pop(name)) for name in ("data_dir", "environment")}
service = LabelStudio(LabelStudioSettings(**folders, **given))
service.start()
service.wait_until_running()
print(json.dumps([service.pid, service.url]), flush=True)
time.sleep(600)
"""


@contextmanager
def another_process_running(
    settings: LabelStudioSettings,
) -> Iterator[tuple[subprocess.Popen[str], int, int]]:
    """A process of its own that runs Label Studio; the Label Studio's process group and port."""
    with subprocess.Popen(
        [sys.executable, "-c", OWNER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as owner:
        assert owner.stdin
        assert owner.stdout
        json.dump(asdict(settings), owner.stdin, default=str)
        owner.stdin.close()
        group, url = json.loads(owner.stdout.readline())
        try:
            yield owner, group, int(url.rpartition(":")[2])
        finally:
            owner.kill()
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)


@pytest.mark.server
@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_however_we_end_no_process_is_left(real: LabelStudioSettings, signal_number: signal.Signals) -> None:
    with another_process_running(real) as (owner, group, port):
        assert is_alive(group)
        owner.send_signal(signal_number)
        owner.wait()
        assert eventually(lambda: not is_alive(group), within=20)
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.server
def test_killed_together_with_its_master_no_worker_is_left(real: LabelStudioSettings) -> None:
    with another_process_running(real) as (owner, group, _):
        os.kill(group, signal.SIGKILL)
        owner.kill()
        assert eventually(lambda: not is_alive(group), within=20)


@pytest.mark.server
def test_after_our_crash_the_next_start_finds_everything_free(real: LabelStudioSettings) -> None:
    with another_process_running(real) as (owner, _, port):
        owner.kill()
        owner.wait()
        with running(replace(real, port=port)) as service:
            assert service.status.state is State.RUNNING
