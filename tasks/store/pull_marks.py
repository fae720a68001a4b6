"""How far each project has been pulled, by Label Studio's clock."""

from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.store.times import now


def get_mark(store: Store, home: Home) -> str | None:
    mark = store.value("select updated_at from pull_marks where label_studio_project = ?", [home.id])
    return None if mark is None else str(mark)


def set_mark(store: Store, home: Home, updated_at: str) -> None:
    """Everything up to this time has been read. Belongs into a transaction."""
    store.execute(
        "insert into pull_marks (label_studio_project, updated_at, pulled_at) values (?, ?, ?)"
        " on conflict (label_studio_project) do update"
        " set updated_at = max(pull_marks.updated_at, excluded.updated_at), pulled_at = excluded.pulled_at",
        [home.id, updated_at, now()],
    )
