"""Who is signed in. Every page asks for it unless it is declared open."""

from collections.abc import Callable
from hashlib import sha256
from threading import Lock
from typing import Any, TypeVar

from cachetools import TTLCache
from flask import Flask, abort, current_app, g, redirect, request, url_for
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.wrappers import Response

from annotator.web.current import desk
from annotator.web.storage import store
from tasks.label_studio.client import Member
from tasks.label_studio.sessions import SESSION_COOKIE
from tasks.store import people
from tasks.store.people import Person

SECONDS_TRUSTED = 30.0
"""How long an answer of Label Studio about a session counts; also how long a
session ended elsewhere may go on here."""

F = TypeVar("F", bound=Callable[..., Any])


class _Sessions:
    """What Label Studio said about sessions lately, by the hash of the cookie."""

    def __init__(self) -> None:
        self._members: TTLCache[bytes, Member] = TTLCache(maxsize=4096, ttl=SECONDS_TRUSTED)
        self._lock = Lock()

    def member(self, session: str) -> Member | None:
        key = _key(session)
        with self._lock:
            known = self._members.get(key)
        if known is not None:
            return known
        member = desk().door.who_is(session)
        if member is not None:
            with self._lock:
                self._members[key] = member
        return member

    def forget(self, session: str) -> None:
        with self._lock:
            self._members.pop(_key(session), None)


def _key(session: str) -> bytes:
    return sha256(session.encode()).digest()


def install(app: Flask) -> None:
    app.extensions["sessions"] = _Sessions()
    app.before_request(_require_sign_in)
    app.context_processor(lambda: {"person": g.get("person")})


def open_to_all(view: F) -> F:
    """Declare that a view needs nobody signed in."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def for_editors(view: F) -> F:
    """Declare that a view is for editors only."""
    view.for_editors = True  # type: ignore[attr-defined]
    return view


def forget_session(session: str) -> None:
    sessions: _Sessions = current_app.extensions["sessions"]
    sessions.forget(session)


def _require_sign_in() -> Response | None:
    view = current_app.view_functions.get(request.endpoint or "")
    is_open = request.endpoint == "static" or getattr(view, "open_to_all", False)
    if is_open or isinstance(request.routing_exception, MethodNotAllowed):
        return None
    person = _find_person()
    if person is None:
        if request.method not in ("GET", "HEAD"):
            abort(401)
        return redirect(url_for("sign_in.sign_in", next=request.full_path.rstrip("?")))
    g.person = person
    if getattr(view, "for_editors", False) and not person.is_editor:
        abort(403)
    return None


def _find_person() -> Person | None:
    session = request.cookies.get(SESSION_COOKIE)
    if not session:
        return None
    sessions: _Sessions = current_app.extensions["sessions"]
    member = sessions.member(session)
    if member is None:
        return None
    found = people.find_person(store(), member.label_studio_id)
    if found is None or found.email != member.email:
        people.record_people(store(), [(member.label_studio_id, member.email, member.name)])
        found = people.find_person(store(), member.label_studio_id)
    return found
