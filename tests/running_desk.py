"""A whole desk for tests: `annotator up` in a process of its own, as a person would start it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

PATIENCE_S = 300.0
"""For a start, an end or a command on a machine that is busy with other things."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class RunningDesk:
    """A desk on free ports with a data folder of its own."""

    data_dir: Path
    environment: Path  # Label Studio's
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    label_studio_port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def label_studio_url(self) -> str:
        return f"http://127.0.0.1:{self.label_studio_port}"

    @property
    def environ(self) -> dict[str, str]:
        outside = {name: value for name, value in os.environ.items() if not name.startswith("ANNOTATOR_")}
        return outside | {
            "ANNOTATOR_DATA_DIR": str(self.data_dir),
            "ANNOTATOR_PORT": str(self.port),
            "ANNOTATOR_LABEL_STUDIO_PORT": str(self.label_studio_port),
            "ANNOTATOR_LABEL_STUDIO_ENV": str(self.environment),
            "ANNOTATOR_POLL_SECONDS": "2",
            **self.settings,
        }

    @property
    def credentials(self) -> dict[str, str]:
        kept: dict[str, str] = json.loads((self.data_dir / "credentials.json").read_text())
        return kept

    def start(self, *options: str, command: str = "up") -> float:
        """Start it and wait until it is well; the seconds that took."""
        began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "annotator", command, *options],
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        while not self.is_well():
            if self.process.poll() is not None:
                raise AssertionError(f"the desk ended: {self.output()}")
            if time.monotonic() - began > PATIENCE_S:
                raise AssertionError("the desk did not become well")
            time.sleep(0.05)
        return time.monotonic() - began

    def is_well(self) -> bool:
        try:
            return bool(httpx.get(f"{self.url}/healthz").json()["status"] == "ok")
        except (httpx.HTTPError, ValueError):
            return False

    def output(self) -> str:
        """What it printed; waits for its end."""
        assert self.process
        return self.process.communicate(timeout=30)[0]

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End it and wait until Label Studio is gone as well."""
        if self.process is None:
            return
        self.process.send_signal(how)
        self.process.wait(timeout=PATIENCE_S)
        if self.process.stdout:
            self.process.stdout.close()
        self.process = None
        wait_until(
            lambda: not _listens(self.label_studio_port), "Label Studio ends with the desk", PATIENCE_S
        )

    def run(self, *command: str, status: int = 0) -> str:
        """Run a command on this desk's data; what it printed on standard output."""
        done = self.attempt(*command)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def attempt(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "annotator", *command],
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )

    def json(self, *command: str) -> Any:
        return json.loads(self.run(*command, "--json"))


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(holds: Any, what: str, seconds: float = 20.0) -> None:
    """Wait for something to become true, or fail saying what did not."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:g} s: {what}")
        time.sleep(0.1)
