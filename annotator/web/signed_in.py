"""Who is signed in, by the session cookie that Label Studio gave."""

import re
from hashlib import sha256
from threading import Lock

from cachetools import TTLCache
from flask import Flask, current_app, request

from annotator.web.current import desk
from annotator.web.storage import store
from tasks.label_studio.members import Member
from tasks.label_studio.sessions import SESSION_COOKIE
from tasks.store import people
from tasks.store.people import Person

_IS_SESSION = re.compile(r"[\w:.-]+", re.ASCII)
"""As Django makes them. Nothing else is handed on to Label Studio in a header."""

SECONDS_TRUSTED = 30.0
"""How long an answer of Label Studio about a session counts; also how long a
session ended elsewhere may go on here."""


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


def end_session(session: str) -> None:
    """Sign somebody out.

    :raises LabelStudioError: Label Studio did not end it; this desk may ask about it again
    """
    sessions: _Sessions = current_app.extensions["sessions"]
    sessions.forget(session)
    desk().door.sign_out(session)


def find_person() -> Person | None:
    """Whoever sent this request, ``None`` where nobody is signed in."""
    session = request.cookies.get(SESSION_COOKIE, "")
    if not _IS_SESSION.fullmatch(session):
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
