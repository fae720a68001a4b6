"""The people at the desk and their roles."""

from dataclasses import asdict
from typing import Any, Self

from flask import abort, g
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import ADMINS, CHECKERS, EDITORS, for_scripts
from annotator.web.api.answers import answer, done
from annotator.web.api.resource import Taken, make_resource
from annotator.web.invitation import invitation_link
from annotator.web.limits import FROM_ONE_ADDRESS, limiter
from annotator.web.storage import store
from exports import checkers
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
    recently: int = Field(description=f"Answers and skips of the last {checkers.RECENT_DAYS} days.")
    skipped: int
    last_at: str | None = Field(description="When they last answered, by Label Studio's clock.")


class People(BaseModel):
    items: list[Person]


class Agreement(BaseModel):
    comparisons: int = Field(description="Of two people's answers to one claim.")
    share: float = Field(description="Of the comparisons in which they were the same.")
    kappa: float | None = Field(description="Cohen's κ; null: chance alone would give full agreement.")

    @classmethod
    def of(cls, agreement: checkers.Agreement | None) -> Self | None:
        return cls(**asdict(agreement)) if agreement else None


class AgreementWith(Agreement):
    person_id: int


class HeldRole(BaseModel):
    role: Role
    granted_at: str
    granted_by: int | None = Field(description="Who gave it, for editors; null: the desk itself, too.")
    revoked_at: str | None = Field(description="null: it is held.")


class PersonAtWork(Person):
    a_day: float | None = Field(description="Answers and skips on a day with work.")
    lead_time: float | None = Field(description="Median, in seconds.")
    with_others: Agreement | None = Field(description="null: no claim was judged by others, too.")
    with_editors: Agreement | None = Field(description="With what editors settled.")
    with_each: list[AgreementWith] = Field(description="With each other checker; for editors.")
    held: list[HeldRole] = Field(description="Every role that was given, oldest first.")


class Invitation(BaseModel):
    url: str | None = Field(
        description="Whoever follows it may make an account and is a checker; null: Label Studio is away."
    )


class PersonPath(Taken):
    person_id: int = Field(ge=1, le=2**62)


class RolePath(PersonPath):
    role: Role


@resource.get("/people", responses={"200": People})
@for_scripts(EDITORS, Scope.READ)
def list_people() -> Response:
    """Everybody with an account."""
    figures = checkers.checker_figures(store(), people.list_people(store()))
    return answer(People(items=[Person(**_basics(one)) for one in figures]))


@resource.get("/people/<int:person_id>", responses={"200": PersonAtWork})
@for_scripts(CHECKERS, Scope.READ)
def one_person(path: PersonPath) -> Response:
    """How somebody works, and what they are. Whoever is no editor sees themselves only."""
    sees_all = g.person.is_editor
    found = people.get_person(store(), path.person_id) if sees_all else g.person
    if found is None or found.person_id != path.person_id:
        abort(404, "There is nobody with this id whom you may see.")
    [figures] = checkers.checker_figures(store(), [found])
    with_each = checkers.agreement_with_each(store(), found) if sees_all else {}
    return answer(
        PersonAtWork(
            **_basics(figures),
            a_day=figures.a_day,
            lead_time=figures.lead_time,
            with_others=Agreement.of(figures.with_others),
            with_editors=Agreement.of(figures.with_editors),
            with_each=[AgreementWith(person_id=who, **asdict(each)) for who, each in with_each.items()],
            held=[
                HeldRole(
                    role=Role(one.role),
                    granted_at=one.granted_at,
                    granted_by=one.granted_by if sees_all else None,
                    revoked_at=one.revoked_at,
                )
                for one in people.list_holdings(store(), found.person_id)
            ],
        )
    )


def _basics(one: checkers.CheckerFigures) -> dict[str, Any]:
    return {
        "person_id": one.person.person_id,
        "name": one.person.name,
        "email": one.person.email,
        "roles": sorted(one.person.roles),
        "answered": one.work.answered,
        "recently": one.work.recently,
        "skipped": one.work.skipped,
        "last_at": one.work.last_at,
    }


@resource.get("/invitation", responses={"200": Invitation})
@for_scripts(EDITORS, Scope.WRITE)  # it makes accounts: a token that only reads is not to open that door
@limiter.limit(FROM_ONE_ADDRESS)
def invitation() -> Response:
    """The link by which somebody joins the desk."""
    return answer(Invitation(url=invitation_link()))


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
