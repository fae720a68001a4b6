"""What somebody changed in Label Studio that its Community edition cannot forbid."""

from dataclasses import dataclass
from enum import StrEnum

from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.store.times import now


class AlarmKind(StrEnum):
    PROJECT_GONE = "project_gone"
    PROJECT_CHANGED = "project_changed"
    ANSWERS_DELETED = "answers_deleted"


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something for an editor to put back, or to accept."""

    alarm_id: int
    kind: str
    detail: str
    noticed_at: str


def sound(store: Store, home: Home, kind: AlarmKind, detail: str) -> None:
    """Raise an alarm; one that is up already says the newest."""
    with store.transaction():
        store.execute(
            "insert into alarms (label_studio_project, kind, detail, noticed_at) values (?, ?, ?, ?)"
            " on conflict (label_studio_project, kind) where settled_at is null"
            " do update set detail = excluded.detail",
            [home.id, kind, detail, now()],
        )


def settle(store: Store, kind: AlarmKind, settled_as: str, person_id: int | None = None) -> None:
    """Take the alarm down, if it is up.

    :param settled_as: put_back, accepted, or over (it went away by itself)
    """
    with store.transaction():
        store.execute(
            "update alarms set settled_at = ?, settled_as = ?, settled_by = ?"
            " where kind = ? and settled_at is null",
            [now(), settled_as, person_id, kind],
        )


def open_alarms(store: Store) -> list[Alarm]:
    rows = store.rows(
        "select alarm_id, kind, detail, noticed_at from alarms where settled_at is null order by alarm_id"
    )
    return [Alarm(**row) for row in rows]
