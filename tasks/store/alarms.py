"""What somebody changed in Label Studio that its Community edition cannot forbid."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tasks.store import audit
from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.store.times import now


class AlarmKind(StrEnum):
    PROJECT_GONE = "project_gone"
    PROJECT_CHANGED = "project_changed"
    ANSWERS_DELETED = "answers_deleted"
    ANSWERS_CHANGED = "answers_changed"

    @property
    def is_about_answers(self) -> bool:
        """Only what became of answers may stay as it is: the desk relies on the rest."""
        return self in (AlarmKind.ANSWERS_DELETED, AlarmKind.ANSWERS_CHANGED)


@dataclass(frozen=True, slots=True)
class PutBack:
    """An editor's wish that things be as they were, and how far that is."""

    asked_by: int  # person id
    asked_by_name: str
    asked_at: str
    done: int  # tasks or answers that stand again
    failure: str | None  # of the last try, in words for people


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something for an editor to put back, or to accept."""

    alarm_id: int
    kind: AlarmKind
    detail: str  # in English
    noticed_at: str
    project_id: int
    # settings: names of those that were changed; answers: how many are deleted or changed;
    # sentences: ids of some of theirs; unknown: of how many answers the author's own words were never read
    particulars: Mapping[str, Any]
    put_back: PutBack | None = None  # None: nobody has asked for it

    @property
    def can_be_put_back(self) -> bool:
        """Whether the record knows how anything of it was."""
        return self.particulars.get("unknown") is None or (
            self.particulars["unknown"] < self.particulars["answers"]
        )


def sound(store: Store, home: Home, kind: AlarmKind, detail: str, **particulars: Any) -> None:
    """Raise an alarm; one that is up already says the newest, rebuilt though its project may be.

    :param detail: in English
    :param particulars: see `Alarm`
    """
    told = json.dumps(particulars)
    with store.transaction():
        up = store.value(
            "select alarm_id from alarms where kind = ? and settled_at is null and label_studio_project in"
            " (select id from label_studio_projects where project_id = ?)",
            [kind, home.project_id],
        )
        if up is None:
            store.execute(
                "insert into alarms (label_studio_project, kind, detail, particulars, noticed_at)"
                " values (?, ?, ?, ?, ?)",
                [home.id, kind, detail, told, now()],
            )
        else:
            store.execute(
                "update alarms set detail = ?, particulars = ? where alarm_id = ?", [detail, told, up]
            )


def settle(
    store: Store, kind: AlarmKind, project_id: int, settled_as: str, person_id: int | None = None
) -> None:
    """Take the project's alarm down, if it is up.

    :param settled_as: put_back, accepted, or over (it went away by itself)
    """
    with store.transaction():
        settled = store.execute(
            "update alarms set settled_at = ?, settled_as = ?, settled_by = ?"
            " where kind = ? and settled_at is null and label_studio_project in"
            " (select id from label_studio_projects where project_id = ?)",
            [now(), settled_as, person_id, kind, project_id],
        )
        if settled.rowcount:
            audit.record(store, person_id, f"alarm.{settled_as}", f"alarm:{kind}")


def accept(store: Store, kind: AlarmKind, person_id: int) -> None:
    """It may stay as it is, in whichever project that was."""
    for alarm in open_alarms(store):
        if alarm.kind is kind:
            settle(store, kind, alarm.project_id, "accepted", person_id)


def open_alarms(store: Store) -> list[Alarm]:
    rows = store.rows(
        "select alarm_id, kind, detail, particulars, noticed_at, l.project_id, asked_by,"
        " p.name as asked_by_name, asked_at, done, failure"
        " from alarms join label_studio_projects l on l.id = alarms.label_studio_project"
        " left join put_backs using (alarm_id) left join people p on p.person_id = asked_by"
        " where settled_at is null order by alarm_id"
    )
    return [
        Alarm(
            row["alarm_id"],
            AlarmKind(row["kind"]),
            row["detail"],
            row["noticed_at"],
            row["project_id"],
            json.loads(row["particulars"]),
            PutBack(row["asked_by"], row["asked_by_name"], row["asked_at"], row["done"], row["failure"])
            if row["asked_at"]
            else None,
        )
        for row in rows
    ]


def ask_to_put_back(store: Store, kind: AlarmKind, person_id: int) -> None:
    """Record an editor's wish, if the alarm is up; a second one changes nothing."""
    with store.transaction():
        asked = store.execute(
            "insert into put_backs (alarm_id, asked_by, asked_at)"
            " select alarm_id, ?, ? from alarms where kind = ? and settled_at is null"
            " on conflict (alarm_id) do nothing",
            [person_id, now(), kind],
        )
        if asked.rowcount:
            audit.record(store, person_id, "alarm.ask_to_put_back", f"alarm:{kind}")


def note_progress(store: Store, alarm_id: int, more: int) -> None:
    """So many more tasks or answers stand again."""
    with store.transaction():
        store.execute(
            "update put_backs set done = done + ?, failure = null where alarm_id = ?", [more, alarm_id]
        )


def note_failure(store: Store, alarm_id: int, failure: str) -> None:
    """The last try ended like this; the wish stays."""
    with store.transaction():
        store.execute("update put_backs set failure = ? where alarm_id = ?", [failure, alarm_id])
