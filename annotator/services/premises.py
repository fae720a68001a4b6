"""What Label Studio needs to itself before it can start: folder, database, log, address."""

import os
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.services.environment import Environment
from annotator.services.inheritable_lock import acquire
from annotator.services.label_studio_settings import LabelStudioSettings, server_environment
from annotator.services.listening import listen
from annotator.services.service_log import ServiceLog
from tasks.errors import ServiceError

_PREDECESSOR_PATIENCE = 10.0  # seconds for the server of a process that was killed to go away


@dataclass(frozen=True, slots=True)
class Premises:
    """Taken for one Label Studio; nobody else has them meanwhile."""

    settings: LabelStudioSettings
    environment: Environment
    listener: socket.socket
    lock: int  # file descriptor
    log: ServiceLog
    variables: Mapping[str, str]  # environment variables for the server

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])


@contextmanager
def take_premises(settings: LabelStudioSettings) -> Iterator[Premises]:
    """Take them, make what is missing, and give them back in the end.

    :raises ServiceError: the environment is not there, the data folder cannot be
        written or is another desk's, or the address is taken
    :raises SettingError: the webhook's address is not an IP address
    """
    environment = Environment(settings.environment)
    if not environment.is_ready:
        raise ServiceError(
            f"Label Studio cannot start: {environment.folder} does not hold the environment it needs. "
            "Have it installed there, or set ANNOTATOR_LABEL_STUDIO_ENV to the folder that has it."
        )
    variables = server_environment(settings)
    with ExitStack() as stack:
        try:
            settings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            log = ServiceLog(settings.log)
            stack.callback(log.close)
            lock = _lock(settings)
            stack.callback(os.close, lock)
            _provide_database(environment.template_database, settings.database)
        except OSError as error:
            raise ServiceError(
                f"Label Studio cannot start: {error.filename or settings.data_dir} cannot be written "
                f"({error.strerror}). Set ANNOTATOR_DATA_DIR to a folder that can."
            ) from error
        listener = stack.enter_context(listen(settings.host, settings.port))
        yield Premises(settings, environment, listener, lock, log, variables)


def _lock(settings: LabelStudioSettings) -> int:
    try:
        return acquire(settings.folder / "lock", _PREDECESSOR_PATIENCE)
    except TimeoutError as error:
        raise ServiceError(
            f"Label Studio cannot start: one runs on {settings.folder} already. "
            "Stop the other Annotator, or set ANNOTATOR_DATA_DIR to another folder."
        ) from error


def _provide_database(template: Path, database: Path) -> None:
    """Begin with a copy of the migrated, empty database; without one the server migrates its own."""
    if database.exists() or not template.exists():
        return
    unfinished = database.with_suffix(".new")
    shutil.copyfile(template, unfinished)
    unfinished.chmod(0o600)
    unfinished.rename(database)
