"""Pushing, pulling and restoring all projects at a command's request, one worker at a time.

A file lock that a crash frees keeps it from working beside the desk's own worker (`annotator.sync`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from annotator.locks import exclusive
from annotator.settings import Settings
from exports.standings import refresh
from tasks.label_studio.client import LabelStudioClient
from tasks.pull import pull
from tasks.push import Pushed, ensure_home, push
from tasks.restore import Restored, restore
from tasks.store import alarms, projects
from tasks.store.alarms import AlarmKind
from tasks.store.connection import Store
from tasks.take import Pulled


@contextmanager
def sync_lock(settings: Settings, wait_s: float = 60.0) -> Iterator[None]:
    """The right to talk to Label Studio about tasks and annotations."""
    with exclusive(settings.data_dir / "sync.lock", wait_s=wait_s, holder="another push or pull"):
        yield


def push_all(
    settings: Settings,
    store: Store,
    client: LabelStudioClient,
    progress: Callable[[int], object] = lambda _: None,
) -> Pushed:
    """Push what waits in every project, one pusher at a time."""
    with sync_lock(settings):
        done = [push(store, client, each, progress=progress) for each in projects.active_projects(store)]
    refresh(store)
    return Pushed(sum(pushed.created for pushed in done), sum(pushed.found for pushed in done))


def pull_all(settings: Settings, store: Store, client: LabelStudioClient, *, full: bool) -> Pulled:
    """Pull what changed in every project, archived ones too, one puller at a time."""
    pulled = Pulled()
    with sync_lock(settings):
        for project in projects.active_projects(store):
            ensure_home(store, client, project)
        for home in projects.homes(store):
            pulled = pulled.plus(pull(store, client, home, full=full))
    refresh(store)
    return pulled


def restore_all(
    settings: Settings,
    store: Store,
    client: LabelStudioClient,
    progress: Callable[[int], object] = lambda _: None,
) -> Restored:
    """Rebuild what Label Studio no longer has, one worker at a time."""
    done = []
    with sync_lock(settings):
        for project in projects.active_projects(store):
            done.append(restore(store, client, project, progress=progress))
            alarms.settle(store, AlarmKind.PROJECT_GONE, project.project_id, "put_back")
    refresh(store)
    return Restored(
        sum(restored.tasks for restored in done),
        sum(restored.annotations for restored in done),
        any(restored.project_was_gone for restored in done),
    )
