"""Projects: what checkers label in, and how editors set it up."""

from dataclasses import replace

from flask import abort, g, url_for
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import CHECKERS, EDITORS, for_scripts
from annotator.web.api.answers import answer, done
from annotator.web.api.resource import Change, Taken, make_resource
from annotator.web.current import desk
from annotator.web.storage import store
from tasks.store import projects
from tasks.store.overview import project_sizes
from tasks.store.project_changes import (
    LONGEST_GUIDELINES,
    LONGEST_TITLE,
    SHORTEST_TITLE,
    Setup,
    archive_project,
    change_project,
    make_project,
)
from tasks.store.tokens import Scope
from tasks.types import MOST_CHECKERS

resource = make_resource("projects", "What checkers label in, and how it is set up.")


class Project(BaseModel):
    project_id: int
    title: str
    checkers_per_sentence: int
    guidelines: str = Field(description="Markdown; checkers read it before what every project says.")
    archived: bool = Field(description="It takes no more sentences; what was answered in it stays.")
    articles: int
    label_studio_project: int | None = Field(
        description="Its number in Label Studio; null: on its way there."
    )


class Projects(BaseModel):
    items: list[Project]


class ProjectPath(Taken):
    project_id: int = Field(ge=1, le=2**62)


class NewProject(Taken):
    title: str = Field(min_length=SHORTEST_TITLE, max_length=LONGEST_TITLE)
    checkers_per_sentence: int = Field(1, ge=1, le=MOST_CHECKERS)
    guidelines: str = Field("", max_length=LONGEST_GUIDELINES, description="Markdown.")


class ChangedProject(Change):
    """What is not named stays as it is."""

    title: str = Field("", min_length=SHORTEST_TITLE, max_length=LONGEST_TITLE)
    checkers_per_sentence: int = Field(1, ge=1, le=MOST_CHECKERS)
    guidelines: str = Field("", max_length=LONGEST_GUIDELINES, description="Markdown.")


@resource.get("/projects", responses={"200": Projects})
@for_scripts(CHECKERS, Scope.READ)
def list_projects() -> Response:
    """All projects, oldest first, archived ones among them."""
    return answer(Projects(items=_shown(projects.list_projects(store()))))


@resource.get("/projects/<int:project_id>", responses={"200": Project})
@for_scripts(CHECKERS, Scope.READ)
def one_project(path: ProjectPath) -> Response:
    """One project."""
    return answer(_one(path.project_id))


@resource.post("/projects", responses={"201": Project})
@for_scripts(EDITORS, Scope.WRITE)
def make(body: NewProject) -> Response:
    """Make a project. The desk makes it in Label Studio by itself."""
    setup = Setup(body.title.strip(), body.checkers_per_sentence, body.guidelines.strip())
    made = make_project(store(), setup, g.person.person_id)
    desk().hint()
    response = answer(_one(made.project_id), 201)
    response.location = url_for("api_projects.one_project", project_id=made.project_id)
    return response


@resource.patch("/projects/<int:project_id>", responses={"200": Project})
@for_scripts(EDITORS, Scope.WRITE)
def change(path: ProjectPath, body: ChangedProject) -> Response:
    """Set a project up otherwise. Label Studio is told by itself."""
    found = _find(path.project_id)
    stands = Setup(found.title, found.checkers_per_sentence, found.guidelines)
    change_project(store(), path.project_id, replace(stands, **body.named()), g.person.person_id)
    desk().hint()
    return answer(_one(path.project_id))


@resource.post("/projects/<int:project_id>/archive", responses={"204": None})
@for_scripts(EDITORS, Scope.WRITE)
def archive(path: ProjectPath) -> Response:
    """Put a project away. The desk keeps one that is not."""
    return _put_away(path.project_id, archived=True)


@resource.post("/projects/<int:project_id>/take-up", responses={"204": None})
@for_scripts(EDITORS, Scope.WRITE)
def take_up(path: ProjectPath) -> Response:
    """Take an archived project up again."""
    return _put_away(path.project_id, archived=False)


def _put_away(project_id: int, *, archived: bool) -> Response:
    _find(project_id)
    archive_project(store(), project_id, archived=archived, person_id=g.person.person_id)
    return done()


def _find(project_id: int) -> projects.Project:
    found = projects.get_project(store(), project_id)
    if found is None:
        abort(404, "There is no such project.")
    return found


def _one(project_id: int) -> Project:
    [shown] = _shown([_find(project_id)])
    return shown


def _shown(found: list[projects.Project]) -> list[Project]:
    sizes = project_sizes(store())
    homes = {home.project_id: home.label_studio_id for home in projects.homes(store())}
    return [
        Project(
            project_id=project.project_id,
            title=project.title,
            checkers_per_sentence=project.checkers_per_sentence,
            guidelines=project.guidelines,
            archived=project.is_archived,
            articles=sizes.get(project.project_id, 0),
            label_studio_project=homes.get(project.project_id),
        )
        for project in found
    ]
