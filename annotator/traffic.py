"""Pushing, pulling and restoring all projects at a command's request, one worker at a time.

A file lock that a crash frees keeps it from working beside the desk's own worker (`annotator.sync`).
A project at which Label Studio fails keeps nobody from the others.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from annotator.locks import exclusive
from annotator.settings import Settings
from exports.standings import refresh
from tasks.errors import LabelStudioError, LabelStudioUnreachable
from tasks.label_studio.client import LabelStudioClient
from tasks.pull import pull
from tasks.push import Pushed, ensure_home, push
from tasks.record_changes import Pulled
from tasks.restore import Restored, is_gone, restore
from tasks.store import alarms, projects
from tasks.store.alarms import AlarmKind
from tasks.store.connection import Store
from tasks.store.projects import Home, Project


@contextmanager
def sync_lock(settings: Settings, wait_s: float = 60.0) -> Iterator[None]:
    """The right to talk to Label Studio about tasks and annotations."""
    with exclusive(settings.data_dir / "sync.lock", wait_s=wait_s, holder="another push or pull"):
        yield


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with one project."""

    project: str  # its title
    error: LabelStudioError


@contextmanager
def the_others_in_spite_of(failures: list[Failure], project: Project) -> Iterator[None]:
    """Go on after what Label Studio fails at in a project, unless nobody can be reached there."""
    try:
        yield
    except LabelStudioUnreachable:
        raise
    except LabelStudioError as error:
        failures.append(Failure(project.title, error))


def home_to_read(store: Store, client: LabelStudioClient, project: Project) -> Home | None:
    """Where a project is in Label Studio; ``None`` for an archived one that is not there.

    Whoever deletes an archived project there tidies up: what was answered in it is on record and counts.
    """
    if not project.is_archived:
        return ensure_home(store, client, project)
    home = projects.home_of(store, project.project_id)
    return None if home is None or is_gone(client, project, home) else home


def push_all(
    settings: Settings,
    store: Store,
    client: LabelStudioClient,
    progress: Callable[[int], object] = lambda _: None,
) -> tuple[Pushed, list[Failure]]:
    """Push what waits in every project, one pusher at a time.

    :param progress: called with the number of tasks made, batch by batch
    :raises LabelStudioUnreachable: nothing answers
    """
    done: list[Pushed] = []
    failures: list[Failure] = []
    with sync_lock(settings):
        for project in projects.active_projects(store):
            with the_others_in_spite_of(failures, project):
                done.append(push(store, client, project, progress=progress))
    refresh(store)
    pushed = Pushed(
        sum(each.created for each in done),
        sum(each.found for each in done),
        withdrawn=sum(each.withdrawn for each in done),
    )
    return pushed, failures


def pull_all(
    settings: Settings, store: Store, client: LabelStudioClient, *, full: bool
) -> tuple[Pulled, list[Failure]]:
    """Pull what changed in every project, archived ones too, one puller at a time.

    :raises LabelStudioUnreachable: nothing answers
    """
    pulled = Pulled()
    failures: list[Failure] = []
    with sync_lock(settings):
        for project in projects.list_projects(store):
            with the_others_in_spite_of(failures, project):
                home = home_to_read(store, client, project)
                if home is not None:
                    pulled = pulled.plus(pull(store, client, home, full=full))
    refresh(store)
    return pulled, failures


def restore_all(
    settings: Settings,
    store: Store,
    client: LabelStudioClient,
    progress: Callable[[int], object] = lambda _: None,
) -> tuple[Restored, list[Failure]]:
    """Rebuild what Label Studio no longer has, one worker at a time.

    :param progress: called with the number of tasks rebuilt, batch by batch
    :raises LabelStudioUnreachable: nothing answers
    """
    done: list[Restored] = []
    failures: list[Failure] = []
    with sync_lock(settings):
        for project in projects.active_projects(store):
            with the_others_in_spite_of(failures, project):
                done.append(restore(store, client, project, progress=progress))
                alarms.settle(store, AlarmKind.PROJECT_GONE, project.project_id, "put_back")
    refresh(store)
    restored = Restored(
        sum(each.tasks for each in done),
        sum(each.annotations for each in done),
        any(each.project_was_gone for each in done),
    )
    return restored, failures
