"""A look at everything the desk needs. Each check says what is wrong and what to do."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

from annotator.connect import connect, label_studio_url
from annotator.credentials import ensure_credentials
from annotator.desk_store import default_project, open_desk_store
from annotator.services.environment import Environment
from annotator.settings import Settings
from tasks.errors import AnnotatorError
from tasks.label_studio.client import LabelStudioClient
from tasks.ledger import open_ledger
from tasks.store import projects
from tasks.store.connection import check_integrity

ENOUGH_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    check: str
    well: bool
    detail: str


def examine(settings: Settings) -> Iterator[Finding]:
    """Run all checks, in the order in which they depend on each other."""
    yield _run("data folder", lambda: _data_folder(settings))
    yield _run("free space", lambda: _free_space(settings))
    yield _run("store", lambda: _store(settings))
    if settings.is_embedded:
        yield _run("Label Studio's environment", lambda: _environment(settings))
    yield _run("Label Studio", lambda: _label_studio(settings))
    yield _run("project", lambda: _project(settings))
    yield _run("ledger", lambda: _ledger(settings))


def _run(check: str, examine_it: Callable[[], str]) -> Finding:
    try:
        return Finding(check, True, examine_it())
    except AnnotatorError as error:
        return Finding(check, False, str(error))


def _data_folder(settings: Settings) -> str:
    folder = settings.data_dir
    ensure_credentials(settings)
    if not os.access(folder, os.W_OK):
        raise AnnotatorError(f"{folder} cannot be written. Make it yours, or set ANNOTATOR_DATA_DIR.")
    return str(folder)


def _free_space(settings: Settings) -> str:
    free = shutil.disk_usage(settings.data_dir).free
    if free < ENOUGH_BYTES:
        raise AnnotatorError(f"Only {free / 1e9:.1f} GB are free on the disk of {settings.data_dir}.")
    return f"{free / 1e9:.0f} GB"


def _store(settings: Settings) -> str:
    with closing(open_desk_store(settings)) as store:
        result = check_integrity(store)
        if result != "ok":
            raise AnnotatorError(f"{store.path} is damaged ({result}). Put the last backup in its place.")
        return f"{store.path}, sound"


def _environment(settings: Settings) -> str:
    environment = Environment(settings.environment_folder)
    if not environment.is_ready:
        raise AnnotatorError(f"Not built yet in {environment.folder}: `annotator up` builds it.")
    return str(environment.folder)


def _client(settings: Settings) -> LabelStudioClient:
    return connect(settings, ensure_credentials(settings))


def _label_studio(settings: Settings) -> str:
    client = _client(settings)
    version = client.version()
    member = client.check_token()
    return f"{version} at {label_studio_url(settings)}, as {member.email}"


def _project(settings: Settings) -> str:
    with closing(open_desk_store(settings)) as store:
        project = default_project(store)
        home = projects.home_of(store, project.project_id)
        if home is None:
            return f"{project.title}: not in Label Studio yet; the first push makes it"
        found = _client(settings).project(home.label_studio_id)
        return f"{found['title']}, number {home.label_studio_id}, {found.get('task_number', 0)} tasks"


def _ledger(settings: Settings) -> str:
    with closing(open_desk_store(settings)) as store:
        ledger = open_ledger(store)
        if not ledger.balanced:
            raise AnnotatorError("It does not add up: see `annotator ledger`.")
        return f"{ledger.sentences:,} sentences accounted for"
