"""The embedded Label Studio: started, watched, started again, stopped with us. ::

    stopped ─► starting ─► running ─► restarting ─► running ─► … ─► stopped
                  │
                  └─► failed

A first start that fails is reported and left at that: something is wrong that
waiting does not mend. What once ran is started again for as long as it takes.
"""

import logging
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum

from annotator.services import health
from annotator.services.label_studio_settings import LabelStudioSettings
from annotator.services.listening import reachable_host
from annotator.services.premises import Premises, take_premises
from annotator.services.server_process import ServerProcess
from tasks.errors import ServiceError

_logger = logging.getLogger(__name__)

# All in seconds.
_SOON = 0.05
_LOOK_INTERVAL = 0.5  # between looks whether the process is there
_PROBE_INTERVAL = 5.0  # between questions whether it answers
_STARTING_PROBE_TIMEOUT = 1.0
_PROBE_TIMEOUT = 30.0  # hundreds of checkers may be served before us
_START_PATIENCE = 900.0  # a large database may have to be migrated
_ANSWER_PATIENCE = 300.0  # silence after which it counts as hung; slow is not hung
_STABLE = 60.0  # after running this long earlier failures are forgotten
_FIRST_DELAY = 0.5
_LONGEST_DELAY = 60.0


class State(StrEnum):
    STARTING = "starting"
    RUNNING = "running"
    RESTARTING = "restarting"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Status:
    """How Label Studio is."""

    state: State
    url: str  # where it answers, or will
    reason: str = ""  # why it does not run, where something is wrong


def next_delay(failures: int) -> float:
    """Seconds to wait before the next start after so many failures in a row, 1 or more."""
    return min(_FIRST_DELAY * 2.0 ** min(failures - 1, 16), _LONGEST_DELAY)


class LabelStudio:
    """Runs Label Studio for as long as it is wanted. Its methods may be called from any thread."""

    def __init__(self, settings: LabelStudioSettings) -> None:
        self._settings = settings
        self._port = settings.port
        self._state, self._reason = State.STOPPED, ""
        self._changed = threading.Condition()
        self._stop_wanted = threading.Event()
        self._keeper: threading.Thread | None = None
        self._server: ServerProcess | None = None

    @property
    def url(self) -> str:
        """Where this machine reaches it, without a slash at the end."""
        host, port = self._address
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    @property
    def status(self) -> Status:
        with self._changed:
            return Status(self._state, self.url, self._reason)

    @property
    def pid(self) -> int | None:
        """The server's process id, while it has one."""
        server = self._server
        return server.pid if server else None

    def start(self) -> None:
        """Begin to start it, in the background.

        :raises ServiceError: the environment is not there, the data folder cannot
            be written or is another desk's, or the address is taken
        :raises SettingError: the webhook's address is not an IP address
        """
        with ExitStack() as stack:
            premises = stack.enter_context(take_premises(self._settings))
            self._port = premises.port
            self._stop_wanted.clear()
            self._enter(State.STARTING)
            self._keeper = threading.Thread(
                target=self._keep, args=(premises, stack.pop_all()), name="label-studio", daemon=True
            )
            self._keeper.start()

    def wait_until_running(self, timeout: float = _START_PATIENCE) -> None:
        """Return once it answers.

        :raises ServiceError: its start failed, or it did not answer for ``timeout`` seconds
        """
        with self._changed:
            self._changed.wait_for(lambda: self._state not in (State.STARTING, State.RESTARTING), timeout)
            if self._state is not State.RUNNING:
                reason = self._reason or f"it does not answer after {timeout:g} s"
                raise ServiceError(
                    f"Label Studio did not start: {reason}. The whole story: {self._settings.log}"
                )

    def stop(self) -> None:
        """Stop it and wait until it has. Harmless when it does not run."""
        self._stop_wanted.set()
        if self._keeper:
            self._keeper.join()
            self._keeper = None

    def _keep(self, premises: Premises, resources: ExitStack) -> None:
        state, reason = State.FAILED, "what watches it broke down"
        try:
            with resources:
                state, reason = self._keep_running(premises)
        finally:
            self._enter(state, reason)

    def _keep_running(self, premises: Premises) -> tuple[State, str]:
        """Start it as often as needed. Returns the state to be left in, and why."""
        failures = 0
        while True:
            began = time.monotonic()
            trouble = self._run_once(premises)
            if self._stop_wanted.is_set():
                return State.STOPPED, ""
            if self._state is State.STARTING:
                return State.FAILED, trouble
            failures = 1 if time.monotonic() - began > _STABLE else failures + 1
            _logger.warning("Label Studio is started again in %g s: %s", next_delay(failures), trouble)
            self._enter(State.RESTARTING, trouble)
            self._stop_wanted.wait(next_delay(failures))

    def _run_once(self, premises: Premises) -> str:
        """Run it until it is to stop or something is wrong; returns what."""
        try:
            self._server = server = ServerProcess(premises)
        except OSError as error:
            return f"its program cannot be run ({error.strerror})"
        try:
            trouble = self._wait_for_answer(server) or self._wait_for_trouble(server)
        finally:
            self._server = None
            server.stop()
        return f"{trouble}, having said: {premises.log.last_line}" if trouble else ""

    def _wait_for_answer(self, server: ServerProcess) -> str:
        """Wait until it answers, and for the account that is ours."""
        deadline = time.monotonic() + _START_PATIENCE
        while not self._answers(_STARTING_PROBE_TIMEOUT):
            if self._stop_wanted.wait(_SOON):
                return ""
            if ending := server.ending():
                return ending
            if time.monotonic() > deadline:
                return f"it did not answer within {_START_PATIENCE:g} s"
        account = self._settings.account
        if health.account_of(account["token"], *self._address, _PROBE_TIMEOUT) != account["email"]:
            return f"it does not know {account['email']} by the token it was given"
        self._enter(State.RUNNING)
        return ""

    def _wait_for_trouble(self, server: ServerProcess) -> str:
        """Wait until it ends or keeps silent for too long."""
        heard = asked = time.monotonic()
        while not self._stop_wanted.wait(_LOOK_INTERVAL):
            if ending := server.ending():
                return ending
            if time.monotonic() - asked < _PROBE_INTERVAL:
                continue
            if self._answers(_PROBE_TIMEOUT):
                heard = time.monotonic()
            elif time.monotonic() - heard > _ANSWER_PATIENCE:
                return f"it has not answered for {_ANSWER_PATIENCE:g} s"
            asked = time.monotonic()
        return ""

    def _answers(self, timeout: float) -> bool:
        return health.is_up(*self._address, timeout)

    @property
    def _address(self) -> tuple[str, int]:
        return reachable_host(self._settings.host), self._port

    def _enter(self, state: State, reason: str = "") -> None:
        with self._changed:
            self._state, self._reason = state, reason
            self._changed.notify_all()
