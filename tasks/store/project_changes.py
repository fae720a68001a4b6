"""Making projects and changing how they are set up. What was before is kept, with who changed it."""

from dataclasses import dataclass
from uuid import uuid4

from tasks.errors import InputError
from tasks.store.audit import record
from tasks.store.connection import Store
from tasks.store.projects import Home, Project, get_project, list_projects
from tasks.store.times import now
from tasks.text.plain import has_control_characters
from tasks.types import MOST_CHECKERS

SHORTEST_TITLE, LONGEST_TITLE = 3, 50
"""What Label Studio takes."""

LONGEST_GUIDELINES = 20_000


@dataclass(frozen=True, slots=True)
class Setup:
    """How a project is set up.

    :raises InputError: Label Studio would not take it
    """

    title: str
    checkers_per_sentence: int
    guidelines: str = ""  # Markdown

    def __post_init__(self) -> None:
        if not SHORTEST_TITLE <= len(self.title.strip()) <= LONGEST_TITLE:
            raise InputError(
                "A project's name has %(least)s to %(most)s characters.",
                least=SHORTEST_TITLE,
                most=LONGEST_TITLE,
            )
        if has_control_characters(self.title) or has_control_characters(self.guidelines):
            raise InputError("There is a character in it that stands for none, such as a null.")
        if not 1 <= self.checkers_per_sentence <= MOST_CHECKERS:
            raise InputError("A sentence needs 1 to %(most)s checkers.", most=MOST_CHECKERS)


def make_project(store: Store, setup: Setup, person_id: int | None = None) -> Project:
    """A new project; the next look at Label Studio makes it there."""
    with store.transaction():
        _refuse_taken(store, setup.title, besides=None)
        project_id = int(
            store.value(
                "insert into projects (uid, title, checkers_per_sentence, guidelines, created_at)"
                " values (?, ?, ?, ?, ?) returning project_id",
                [str(uuid4()), setup.title, setup.checkers_per_sentence, setup.guidelines, now()],
            )
        )
        _keep(store, project_id, setup, person_id)
        record(store, person_id, "project.make", f"project:{project_id}", title=setup.title)
    return _existing(store, project_id)


def change_project(store: Store, project_id: int, setup: Setup, person_id: int | None = None) -> Project:
    """Set the project up like this from now on; the next look at Label Studio tells it."""
    with store.transaction():
        _refuse_taken(store, setup.title, besides=project_id)
        store.execute(
            "update projects set title = ?, checkers_per_sentence = ?, guidelines = ? where project_id = ?",
            [setup.title, setup.checkers_per_sentence, setup.guidelines, project_id],
        )
        _keep(store, project_id, setup, person_id)
        record(store, person_id, "project.change", f"project:{project_id}", title=setup.title)
    return _existing(store, project_id)


def archive_project(store: Store, project_id: int, *, archived: bool, person_id: int | None = None) -> None:
    """Put a project away, or take it up again: nothing more is pushed to it, what is there stays.

    :raises InputError: it is the last one that is not archived
    """
    with store.transaction():
        others = [p for p in list_projects(store) if not p.is_archived and p.project_id != project_id]
        if archived and not others:
            raise InputError("A desk needs one project that is not archived. Make another one first.")
        store.execute(
            "update projects set archived_at = ? where project_id = ?",
            [now() if archived else None, project_id],
        )
        action = "project.archive" if archived else "project.take_up"
        record(store, person_id, action, f"project:{project_id}")


def note_set_up(store: Store, home: Home, project: Project, settings_sha256: str) -> None:
    """Label Studio was told how the project is set up."""
    with store.transaction():
        store.execute(
            "update label_studio_projects set set_up_by = ?, set_up_as = ? where id = ?",
            [project.change_id, settings_sha256, home.id],
        )


def _refuse_taken(store: Store, title: str, besides: int | None) -> None:
    if any(p.title == title and p.project_id != besides for p in list_projects(store)):
        raise InputError("There is a project called %(title)s already.", title=title)


def _keep(store: Store, project_id: int, setup: Setup, person_id: int | None) -> None:
    store.execute(
        "insert into project_changes (project_id, title, checkers_per_sentence, guidelines, changed_by,"
        " changed_at) values (?, ?, ?, ?, ?, ?)",
        [project_id, setup.title, setup.checkers_per_sentence, setup.guidelines, person_id, now()],
    )


def _existing(store: Store, project_id: int) -> Project:
    project = get_project(store, project_id)
    if project is None:
        raise InputError("There is no project %(number)s.", number=str(project_id))
    return project
