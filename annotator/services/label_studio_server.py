"""Runs Label Studio, inside Label Studio's own environment.

Annotator starts this file with that environment's Python and never imports it;
in turn it imports nothing of Annotator. ::

    python -I -u label_studio_server.py migrate
    python -I -u label_studio_server.py serve LISTENING_SOCKET < ACCOUNT

``migrate`` brings the database up to the installed version and leaves it in
WAL mode, in a single file. ``serve`` does the same where needed, makes sure of
the first account and answers requests on a socket that the parent opened and
handed down, given as its file descriptor.

Standard input carries the account as one line of JSON (``email``, ``password``,
``token``), so that no process list shows it, and then stays open: its end means
that the parent is gone, however it went, and every process here ends as well.
"""

import gc
import importlib.util
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

WORKERS = 2
THREADS = 4
GRACE = 3  # seconds that requests get to finish once we are to stop
HARD_STOP = 2  # seconds more until we do not ask any longer

WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def main() -> None:
    command, *arguments = sys.argv[1:]
    if command == "serve":
        account = json.loads(_read_line())
        _stop_with_parent()
    gc.disable()  # what is imported stays; looking for garbage in it costs a third of the start
    application = _set_up_django()
    _write_ahead()
    _keep_what_can_be_read_again()
    _migrate_if_needed()
    if command == "serve":
        _ensure_account(**account)
        _prepare_to_fork()
        _Server(application, socket=int(arguments[0])).run()


def _read_line() -> bytes:
    """Read standard input up to a line's end without a buffer that would read on."""
    line = bytearray()
    while (byte := os.read(0, 1)) not in (b"", b"\n"):
        line += byte
    return bytes(line)


def _stop_with_parent() -> None:
    """Stop this process when standard input ends: gently, then for certain."""

    def wait_and_stop() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE + HARD_STOP)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait_and_stop, name="stop-with-parent", daemon=True).start()


def _set_up_django() -> WsgiApplication:
    """Boot Label Studio the way it boots itself: from its own folder, on its own settings."""
    spec = importlib.util.find_spec("label_studio")
    if spec is None or spec.origin is None:
        sys.exit("Label Studio is not installed here")
    folder = Path(spec.origin).parent
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    os.environ["DJANGO_SETTINGS_MODULE"] = "core.settings.label_studio"
    _read_flags_as_json()
    _end_sessions_for_good()
    from core.wsgi import application

    return application  # type: ignore[no-any-return]


def _end_sessions_for_good() -> None:
    """Have Django load the session engine that lies beside this file, which nothing else makes importable."""
    from django.conf import settings

    file = Path(__file__).with_name("label_studio_sessions.py")
    settings.SESSION_ENGINE = f"annotator_{file.stem}"
    sys.meta_path.append(_OneModule(settings.SESSION_ENGINE, file))


class _OneModule(MetaPathFinder):
    """Finds one module in one file, when Django is ready to have it loaded."""

    def __init__(self, name: str, file: Path) -> None:
        self._name, self._file = name, file

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:  # noqa: ARG002
        if fullname != self._name:
            return None
        return importlib.util.spec_from_file_location(fullname, self._file)


def _read_flags_as_json() -> None:
    """Keep the feature flags, 150 kB of JSON, from the YAML reader, which takes half a second for them."""
    from ldclient.impl.integrations.files import file_data_source

    file_data_source.have_yaml = False


def _write_ahead() -> None:
    """Let readers and one writer work at the same time. The database file remembers it.

    Every commit still reaches the disk before it is answered: what a checker
    submitted survives a power cut.
    """
    from django.db import connection

    # A transaction that begins as a reader cannot wait for its turn to write: it fails at once.
    connection.settings_dict["OPTIONS"] |= {"transaction_mode": "IMMEDIATE", "timeout": 20}
    # Opening the file for each request costs a fifth of the request, and the last one to close
    # it has to fold the log back in.
    connection.settings_dict["CONN_MAX_AGE"] = None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=wal")


def _keep_what_can_be_read_again() -> None:
    """Write no half of a surrogate pair into the database: `?` stands for it instead.

    Label Studio takes one in an answer, and from then on fails at every list that the answer is in,
    for everybody. PostgreSQL refuses them.
    """
    from django.db import connection

    operations = type(connection.ops)
    written = operations.adapt_json_value

    def adapt_json_value(self: Any, value: Any, encoder: Any) -> Any:
        text = written(self, value, encoder)
        if not isinstance(text, str) or "\\ud" not in text:
            return text
        whole = json.dumps(json.loads(text), ensure_ascii=False)
        return json.dumps(json.loads(whole.encode("utf-8", "replace")))

    operations.adapt_json_value = adapt_json_value


def _migrate_if_needed() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        sys.stdout.write(f"{len(plan)} migrations to apply\n")
        call_command("migrate", "--no-color", interactive=False)
    connection.close()


def _ensure_account(email: str, password: str, token: str) -> None:
    """Make the account exist, administer the organisation and open with these secrets."""
    from django.db import transaction
    from organizations.models import Organization
    from rest_framework.authtoken.models import Token
    from users.models import User

    with transaction.atomic():
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_superuser(email, password)
        elif not user.check_password(password):
            user.set_password(password)
            user.save()
        if user.auth_token.key != token:
            Token.objects.filter(user=user).update(key=token)
        organization = Organization.objects.first() or Organization.create_organization(
            created_by=user, title="Annotator"
        )
        organization.add_user(user)
        if user.active_organization_id != organization.id:
            user.active_organization = organization
            user.save(update_fields=["active_organization"])
        if not organization.jwt.legacy_api_tokens_enabled:
            organization.jwt.legacy_api_tokens_enabled = True
            organization.jwt.save()


def _prepare_to_fork() -> None:
    """Load what a first request would load, so that the workers share it, and let go of the database."""
    from django.db import connections
    from django.urls import resolve

    resolve("/health/")
    connections.close_all()
    gc.freeze()
    gc.enable()


def _without_what_harms(application: WsgiApplication) -> WsgiApplication:
    """Answer two addresses instead of Label Studio.

    One fetches news from the internet: there are none. By the other any member may switch off the
    kind of token that the desk has, and with it the desk.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path, method = environ.get("PATH_INFO", "").rstrip("/"), environ.get("REQUEST_METHOD")
        if path == "/heidi-tips":
            start_response("404 Not Found", [("Content-Type", "application/json")])
            return [b"{}"]
        if path == "/api/jwt/settings" and method not in ("GET", "HEAD", "OPTIONS"):
            start_response("403 Forbidden", [("Content-Type", "application/json")])
            return [b'{"detail": "Annotator needs these settings as they are."}']
        return application(environ, start_response)

    return answer


class _Server(BaseApplication):
    """gunicorn, told what to do by us alone: no command line, no configuration file."""

    def __init__(self, application: WsgiApplication, socket: int) -> None:
        self._application = _without_what_harms(application)
        self._socket = socket
        super().__init__()

    def load_config(self) -> None:
        options = {
            "bind": f"fd://{self._socket}",
            "workers": WORKERS,
            "worker_class": "gthread",
            "threads": THREADS,
            "preload_app": True,
            "control_socket_disable": True,
            "timeout": 300,
            "graceful_timeout": GRACE,
            "post_fork": lambda _arbiter, _worker: _stop_with_parent(),
            "loglevel": "warning",
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> WsgiApplication:
        return self._application


if __name__ == "__main__":
    main()
