"""The people at the desk and their roles."""

from flask import abort, g
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import ADMINS, EDITORS, for_scripts
from annotator.web.api.answers import answer, done
from annotator.web.api.resource import Taken, make_resource
from annotator.web.storage import store
from exports.checkers import checker_figures
from tasks.store import people
from tasks.store.people import Role
from tasks.store.tokens import Scope

resource = make_resource("people", "The people at the desk, what they are and what they did.")


class Person(BaseModel):
    person_id: int
    name: str
    email: str
    roles: list[Role]
    answered: int = Field(description="Their answers that stand.")
    skipped: int
    last_at: str | None = Field(description="When they last answered, by Label Studio's clock.")


class People(BaseModel):
    items: list[Person]


class RolePath(Taken):
    person_id: int = Field(ge=1, le=2**62)
    role: Role


@resource.get("/people", responses={"200": People})
@for_scripts(EDITORS, Scope.READ)
def list_people() -> Response:
    """Everybody with an account."""
    return answer(
        People(
            items=[
                Person(
                    person_id=one.person.person_id,
                    name=one.person.name,
                    email=one.person.email,
                    roles=sorted(one.person.roles),
                    answered=one.work.answered,
                    skipped=one.work.skipped,
                    last_at=one.work.last_at,
                )
                for one in checker_figures(store(), people.list_people(store()))
            ]
        )
    )


@resource.put("/people/<int:person_id>/roles/<role>", responses={"204": None})
@for_scripts(ADMINS, Scope.ADMIN)
def grant(path: RolePath) -> Response:
    """Give a role to a person."""
    people.grant(store(), _email(path.person_id), path.role, g.person.person_id)
    return done()


@resource.delete("/people/<int:person_id>/roles/<role>", responses={"204": None})
@for_scripts(ADMINS, Scope.ADMIN)
def revoke(path: RolePath) -> Response:
    """Take a role from a person. The desk keeps one admin."""
    people.revoke(store(), _email(path.person_id), path.role, g.person.person_id)
    return done()


def _email(person_id: int) -> str:
    found = people.get_person(store(), person_id)
    if found is None:
        abort(404, "There is nobody with this id.")
    return found.email
