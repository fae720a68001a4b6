"""A running desk: the web server, the sync worker, and the embedded Label Studio if there is one."""

import logging
import logging.handlers
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

from waitress.server import create_server

from annotator import elsewhere
from annotator.connect import connect, label_studio_url, webhook_address, webhook_url
from annotator.credentials import Credentials, ensure_credentials
from annotator.desk import Desk
from annotator.desk_store import default_project, open_desk_store
from annotator.intake import add
from annotator.locks import exclusive
from annotator.sample import sample_article
from annotator.services.environment_build import ensure_environment
from annotator.services.label_studio import LabelStudio
from annotator.services.label_studio_settings import LabelStudioSettings
from annotator.settings import Settings
from annotator.sync import SyncWorker
from annotator.web import MAX_REQUEST_BYTES, create_app
from tasks.errors import ServiceError
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.sessions import SessionDoor
from tasks.store.accounts import count

THREADS = 8
MOST_CONNECTIONS = 800
"""At a time; each takes a file descriptor, of which a process commonly has 1024. One that says nothing
takes no thread, and is closed after two minutes."""
LOG_BYTES = 5_000_000

log = logging.getLogger(__name__)


@contextmanager
def running_desk(settings: Settings, *, sample: bool) -> Iterator[SyncWorker]:
    """Run the desk for as long as the block lasts; the block begins when it answers.

    :param sample: give an empty desk the sample article
    :raises ServiceError: an address is taken, or Label Studio does not start
    :raises LabelStudioRefused: the Label Studio elsewhere does not accept our token
    """
    credentials = ensure_credentials(settings)
    with ExitStack() as stack:
        stack.enter_context(exclusive(settings.data_dir / "desk.lock", wait_s=0, holder="another desk"))
        _log_to_file(settings)
        listener = stack.enter_context(_listen(settings))
        _prepare_store(settings, sample=sample)
        client = connect(settings, credentials)
        stack.callback(client.close)
        label_studio = stack.enter_context(_label_studio(settings, credentials, client))
        worker = SyncWorker(settings, credentials, client, webhook_url(settings))
        door = SessionDoor(label_studio_url(settings))
        app = create_app(
            Desk(
                settings,
                credentials,
                door,
                client,
                hint=worker.hint,
                label_studio_status=label_studio.status,
                sync_status=lambda: worker.status,
            )
        )
        server = create_server(
            app,
            sockets=[listener],
            threads=THREADS,
            connection_limit=MOST_CONNECTIONS,
            asyncore_use_poll=True,
            clear_untrusted_proxy_headers=settings.trusted_proxies == 0,
            max_request_body_size=MAX_REQUEST_BYTES,
        )
        stack.enter_context(_thread("web", server.run, server.close))
        stack.enter_context(_thread("sync", worker.run, worker.stop))
        label_studio.wait()
        worker.begin()
        yield worker


def _log_to_file(settings: Settings) -> None:
    settings.logs_dir.mkdir(exist_ok=True, mode=0o700)
    handler = logging.handlers.RotatingFileHandler(
        settings.logs_dir / "annotator.log", maxBytes=LOG_BYTES, backupCount=3, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)


@contextmanager
def _listen(settings: Settings) -> Iterator[socket.socket]:
    """The desk's address, taken before anything else is started."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
        except OSError as error:
            raise ServiceError(
                f"The desk cannot listen on {settings.host} port {settings.port}: {error.strerror}. "
                f"Stop what uses it, or set ANNOTATOR_PORT (or ANNOTATOR_HOST) to something else."
            ) from error
        listener.listen(128)
        yield listener


def _prepare_store(settings: Settings, *, sample: bool) -> None:
    store = open_desk_store(settings)
    try:
        asked, held = settings.checkers_per_sentence, default_project(store).checkers_per_sentence
        if asked != held:
            log.info(
                "ANNOTATOR_CHECKERS_PER_SENTENCE is %d, which counts for a desk's first project when it is"
                " made. It asks for %d; change that on the desk's page of projects.",
                asked,
                held,
            )
        if sample and count(store).articles == 0:
            add(store, sample_article())
    finally:
        store.close()


@dataclass(frozen=True, slots=True)
class _LabelStudio:
    """Label Studio, ours or another's."""

    status: Callable[[], str]
    wait: Callable[[], None]  # until it answers, where that can be expected


@contextmanager
def _label_studio(
    settings: Settings, credentials: Credentials, client: LabelStudioClient
) -> Iterator[_LabelStudio]:
    if settings.is_embedded:
        with _embedded(settings, credentials) as label_studio:
            yield label_studio
    else:
        yield _LabelStudio(partial(elsewhere.state_of, client), partial(elsewhere.check, client))


@contextmanager
def _embedded(settings: Settings, credentials: Credentials) -> Iterator[_LabelStudio]:
    ensure_environment(settings.environment_folder)
    label_studio = LabelStudio(
        LabelStudioSettings(
            data_dir=settings.data_dir,
            environment=settings.environment_folder,
            host=settings.host,
            port=settings.label_studio_port,
            admin_email=credentials.admin_email,
            admin_password=credentials.admin_password,
            admin_token=credentials.label_studio_token,
            webhook_address=webhook_address(settings),
        )
    )
    label_studio.start()
    try:
        yield _LabelStudio(lambda: label_studio.status.state.value, label_studio.wait_until_running)
    finally:
        label_studio.stop()


@contextmanager
def _thread(name: str, run: Callable[[], object], stop: Callable[[], object]) -> Iterator[None]:
    thread = threading.Thread(target=run, name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop()
        thread.join(timeout=10)
