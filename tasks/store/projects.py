"""Projects, and where they live in Label Studio."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tasks.errors import InputError
from tasks.store.connection import Store
from tasks.store.times import now


@dataclass(frozen=True, slots=True)
class Project:
    project_id: int
    uid: str  # written into Label Studio, to find the project there again
    title: str
    checkers_per_sentence: int
    guidelines: str = ""  # Markdown; checkers read it before the desk's own
    is_archived: bool = False
    change_id: int | None = None  # of the last change of how it is set up


@dataclass(frozen=True, slots=True)
class Home:
    """A project's place in Label Studio."""

    id: int  # of this record
    project_id: int
    label_studio_id: int
    webhook_id: int | None
    set_up_by: int | None = None  # the change that Label Studio was last told of
    set_up_as: str | None = None  # SHA-256 of the settings it was given then


def ensure_project(store: Store, title: str, checkers_per_sentence: int) -> Project:
    """The desk's first project, made if there is none."""
    if found := first_project(store):
        return found
    with store.transaction():
        found = first_project(store)
        if found is None:
            store.execute(
                "insert into projects (uid, title, checkers_per_sentence, created_at) values (?, ?, ?, ?)",
                [str(uuid4()), title, checkers_per_sentence, now()],
            )
            found = first_project(store)
    if found is None:
        raise AssertionError("the project that was just made is not there")
    return found


_PROJECT = """
    select project_id, uid, title, checkers_per_sentence, guidelines, archived_at is not null as is_archived,
           (select max(change_id) from project_changes c where c.project_id = p.project_id) as change_id
    from projects p
"""


def first_project(store: Store) -> Project | None:
    return next(iter(active_projects(store)), None)


def active_projects(store: Store) -> list[Project]:
    """The projects that are not archived, oldest first."""
    return [project for project in list_projects(store) if not project.is_archived]


def list_projects(store: Store) -> list[Project]:
    """All projects, oldest first."""
    return [_project(row) for row in store.rows(f"{_PROJECT} order by project_id")]


def get_project(store: Store, project_id: int) -> Project | None:
    row = store.row(f"{_PROJECT} where project_id = ?", [project_id])
    return _project(row) if row else None


def open_project(store: Store, project_id: int) -> Project:
    """A project that takes articles.

    :raises InputError: there is none such, or it is archived
    """
    project = get_project(store, project_id)
    if project is None:
        raise InputError("There is no project %(number)s.", number=str(project_id))
    if project.is_archived:
        raise InputError(
            "The project %(title)s is archived. Choose another for the article.", title=project.title
        )
    return project


def _project(row: dict[str, Any]) -> Project:
    return Project(**row | {"is_archived": bool(row["is_archived"])})


_HOME = "select id, project_id, label_studio_id, webhook_id, set_up_by, set_up_as from label_studio_projects"


def home_of(store: Store, project_id: int) -> Home | None:
    """Where the project lives in Label Studio now."""
    row = store.row(
        f"{_HOME} where project_id = ? and lost_at is null",
        [project_id],
    )
    return Home(**row) if row else None


def home_with_id(store: Store, home_id: int) -> Home | None:
    """A place where a project lives, or lived."""
    row = store.row(f"{_HOME} where id = ?", [home_id])
    return Home(**row) if row else None


def homes(store: Store) -> list[Home]:
    """Where each project lives in Label Studio now."""
    rows = store.rows(f"{_HOME} where lost_at is null order by id")
    return [Home(**row) for row in rows]


def come_home(store: Store, project_id: int, label_studio_id: int) -> Home:
    """The project was found in Label Studio. Where it lived there before, its ids are still good."""
    before = store.value(
        "select max(id) from label_studio_projects where project_id = ? and label_studio_id = ?",
        [project_id, label_studio_id],
    )
    if before is None:
        return set_home(store, project_id, label_studio_id)
    with store.transaction():
        store.execute("update label_studio_projects set lost_at = null where id = ?", [before])
    home = home_of(store, project_id)
    if home is None:
        raise AssertionError("the home that was found again is not there")
    return home


def set_home(store: Store, project_id: int, label_studio_id: int) -> Home:
    """The project was made in Label Studio."""
    with store.transaction():
        store.execute(
            "insert into label_studio_projects (project_id, label_studio_id, created_at) values (?, ?, ?)",
            [project_id, label_studio_id, now()],
        )
    home = home_of(store, project_id)
    if home is None:
        raise AssertionError("the home that was just made is not there")
    return home


def lose_home(store: Store, home: Home) -> None:
    """Record that Label Studio no longer has the project, nor any of its tasks."""
    moment = now()
    with store.transaction():
        store.execute("update label_studio_projects set lost_at = ? where id = ?", [moment, home.id])
        store.execute(
            "update tasks set gone_at = ? where label_studio_project = ? and gone_at is null",
            [moment, home.id],
        )


def set_webhook(store: Store, home: Home, webhook_id: int) -> None:
    with store.transaction():
        store.execute("update label_studio_projects set webhook_id = ? where id = ?", [webhook_id, home.id])
