"""Who may use which route: declared at each view, checked at one place, refused where nothing is declared."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.wrappers import Response

from annotator.web.signed_in import find_person
from tasks.errors import LabelStudioError
from tasks.store.people import Person, Role

ADMINS = frozenset({Role.ADMIN})
EDITORS = ADMINS | {Role.EDITOR}
CHECKERS = EDITORS | {Role.CHECKER}
EVERYBODY = frozenset(Role)
"""Whoever is signed in."""

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use a route."""

    roles: frozenset[Role] | None  # None: nobody has to be signed in

    def allows(self, person: Person) -> bool:
        return self.roles is None or bool(self.roles & person.roles)


OPEN = Access(None)


def allowed(roles: frozenset[Role]) -> Callable[[F], F]:
    """Declare that a view is for people with one of these roles."""

    def declare(view: F) -> F:
        view.access = Access(roles)  # type: ignore[attr-defined]
        return view

    return declare


def open_to_all(view: F) -> F:
    """Declare that a view needs nobody signed in."""
    view.access = OPEN  # type: ignore[attr-defined]
    return view


def access_of(app: Flask, endpoint: str) -> Access | None:
    """What the endpoint's view declares; ``None`` where it declares nothing."""
    if endpoint == "static":
        return OPEN
    return getattr(app.view_functions.get(endpoint), "access", None)


def undeclared(app: Flask) -> Iterator[str]:
    """The routes that forgot to say who may use them."""
    return (rule.rule for rule in app.url_map.iter_rules() if access_of(app, rule.endpoint) is None)


def install(app: Flask) -> None:
    app.before_request(_check)
    app.context_processor(lambda: {"person": g.get("person"), "may": may})


def may(endpoint: str) -> bool:
    """Whether whoever sent this request may use an endpoint."""
    access, person = access_of(current_app, endpoint), g.get("person")
    if access is None:
        return False
    return access.roles is None or (person is not None and access.allows(person))


def who_is_here() -> Person | None:
    """Who is signed in, on a page that is open to all and shows some people more."""
    if "person" not in g:
        try:
            g.person = find_person()
        except LabelStudioError:
            g.person = None
    found: Person | None = g.person
    return found


def _check() -> Response | None:
    access = access_of(current_app, request.endpoint) if request.endpoint else Access(EVERYBODY)
    if access is None:
        abort(403)
    if access.roles is None or isinstance(request.routing_exception, MethodNotAllowed):
        return None
    g.person = find_person()
    if g.person is None:
        if request.method not in ("GET", "HEAD"):
            abort(401)
        return redirect(url_for("sign_in.sign_in", next=request.full_path.rstrip("?")))
    if not access.allows(g.person):
        abort(403)
    return None
