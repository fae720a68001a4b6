"""Who may use which route: declared at each view, checked at one place, refused where nothing is declared."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import MethodNotAllowed, Unauthorized
from werkzeug.wrappers import Response

from annotator.web.destinations import here
from annotator.web.problems import is_for_scripts
from annotator.web.signed_in import find_person
from annotator.web.storage import store
from tasks.errors import LabelStudioError
from tasks.store.people import Person, Role, get_person
from tasks.store.tokens import Scope, use_token

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
    scope: Scope | None = None  # a token with it will do; None: no token does
    by_token_only: bool = False  # a session does not: no form protects against forged requests there

    def allows(self, person: Person) -> bool:
        return self.roles is None or bool(self.roles & person.roles)


OPEN = Access(None)


def allowed(roles: frozenset[Role], *, scope: Scope | None = None) -> Callable[[F], F]:
    """Declare that a view is for people with one of these roles.

    :param scope: the view only reads or sends files, and scripts may come with a token that has it
    """
    return _declare(Access(roles, scope))


def for_scripts(roles: frozenset[Role], scope: Scope) -> Callable[[F], F]:
    """Declare that a view is for scripts: with a token of this scope, of a person with one of the roles."""
    return _declare(Access(roles, scope, by_token_only=True))


def _declare(access: Access) -> Callable[[F], F]:
    def declare(view: F) -> F:
        view.access = access  # type: ignore[attr-defined]
        return view

    return declare


def open_to_all(view: F) -> F:
    """Declare that a view needs nobody signed in."""
    view.access = OPEN  # type: ignore[attr-defined]
    return view


def open_and_more_by_token(scope: Scope) -> Callable[[F], F]:
    """Declare that a view needs nobody signed in, and shows more to people and to their tokens."""
    return _declare(Access(None, scope))


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
    app.context_processor(lambda: {"person": g.get("person"), "may": may, "here": here})


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
    if request.endpoint is None and is_for_scripts(request.path):
        return None  # it is answered that there is nothing
    access = access_of(current_app, request.endpoint) if request.endpoint else Access(EVERYBODY)
    if access is None:
        abort(403)
    if isinstance(request.routing_exception, MethodNotAllowed):
        return None
    if access.roles is None and (access.scope is None or _bearer() is None):
        return None
    g.person = _find_person(access)
    if g.person is None and (access.by_token_only or _bearer() is not None):
        raise Unauthorized("Send a valid token.", www_authenticate=WWWAuthenticate("Bearer"))
    if g.person is None:
        if request.method not in ("GET", "HEAD"):
            abort(401)
        return redirect(url_for("sign_in.sign_in", next=here()))
    if not access.allows(g.person):
        abort(403)
    return None


def _find_person(access: Access) -> Person | None:
    """Who sent this request: whose token it is, or else who is signed in, as the route accepts it."""
    token = _bearer()
    if token is not None:
        return _owner(token, access.scope) if access.scope else None
    return None if access.by_token_only else find_person()


def _bearer() -> str | None:
    shown = request.authorization
    return shown.token or "" if shown is not None and shown.type == "bearer" else None


def _owner(token: str, scope: Scope) -> Person | None:
    found = use_token(store(), token)
    if found is None:
        return None
    if scope not in found.scopes:
        abort(403, f"The token lacks the scope {scope}.")
    owner = get_person(store(), found.person_id)
    still_has_an_account = owner is not None and owner.label_studio_id is not None
    return owner if still_has_an_account else None
