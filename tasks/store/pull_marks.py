"""How far each project has been pulled, by Label Studio's clock."""

from dataclasses import dataclass

from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.store.times import now


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of the changes of a project. Times are as the store writes them."""

    updated_at: str  # Label Studio's clock: every change up to here has been read
    newest_at: str  # Label Studio's clock: the newest change seen
    newest_seen_at: str  # our clock: when it was seen first


def get_mark(store: Store, home: Home) -> Mark | None:
    row = store.row(
        "select updated_at, newest_at, newest_seen_at from pull_marks where label_studio_project = ?",
        [home.id],
    )
    return Mark(**row) if row else None


def set_mark(store: Store, home: Home, mark: Mark) -> None:
    """Record how far the project has been read. Belongs into a transaction."""
    store.execute(
        "insert into pull_marks (label_studio_project, updated_at, newest_at, newest_seen_at, pulled_at)"
        " values (?, ?, ?, ?, ?) on conflict (label_studio_project) do update"
        " set updated_at = excluded.updated_at, newest_at = excluded.newest_at,"
        " newest_seen_at = excluded.newest_seen_at, pulled_at = excluded.pulled_at",
        [home.id, mark.updated_at, mark.newest_at, mark.newest_seen_at, now()],
    )
