"""What many tests stand on."""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from annotator.services.environment_build import ensure_environment
from annotator.services.label_studio import LabelStudio
from annotator.services.label_studio_settings import LabelStudioSettings
from tasks.store.connection import Store
from tests.environments import python_of
from tests.new_store import new_store


def pytest_configure() -> None:
    """A background job of a script is deaf to Ctrl-C, and so would be what tests start and interrupt."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


# Times vary on a busy machine and say nothing about what is right. What CI finds must be found again.
hypothesis_settings.register_profile("desk", deadline=None, derandomize="CI" in os.environ)
hypothesis_settings.register_profile("fast", hypothesis_settings.get_profile("desk"), max_examples=20)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "desk"))


@dataclass(frozen=True, slots=True)
class RunningLabelStudio:
    """A Label Studio that answers, and what opens it."""

    url: str
    token: str = field(repr=False)
    admin_email: str
    admin_password: str = field(repr=False)
    data_dir: Path
    pid: int  # of its master process


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a file of its own."""
    opened = new_store(tmp_path / "annotator.db")
    yield opened
    opened.close()


@pytest.fixture
def crowdkit(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the extra ``crowd`` installs, found after everything of our own."""
    (packages,) = (python_of("crowd").parents[1] / "lib").glob("python3*/site-packages")
    monkeypatch.setattr(sys, "path", [*sys.path, str(packages)])


@pytest.fixture(scope="session")
def label_studio_environment() -> Path:
    """The folder of the environment that Label Studio runs in, built if it is not there."""
    named = os.environ.get("ANNOTATOR_LABEL_STUDIO_ENV")
    return ensure_environment(Path(named) if named else Path(sys.prefix) / "label-studio").folder


@pytest.fixture(scope="session")
def label_studio(
    label_studio_environment: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningLabelStudio]:
    """One Label Studio for the whole run, on a free port and a fresh data folder."""
    settings = LabelStudioSettings(
        data_dir=tmp_path_factory.mktemp("annotator-data"),
        environment=label_studio_environment,
        host="127.0.0.1",
        port=0,
        admin_email="editor@example.org",
        admin_password="a long enough password",
        admin_token="0123456789abcdef" * 2,
    )
    service = LabelStudio(settings)
    service.start()
    try:
        service.wait_until_running()
        assert service.pid
        yield RunningLabelStudio(
            url=service.url,
            token=settings.admin_token,
            admin_email=settings.admin_email,
            admin_password=settings.admin_password,
            data_dir=settings.data_dir,
            pid=service.pid,
        )
    finally:
        service.stop()
