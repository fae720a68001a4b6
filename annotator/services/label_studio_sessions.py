"""Sessions of Label Studio that can be ended: a session engine for Django, loaded by `label_studio_server`.

Label Studio keeps all of a session in its signed cookie, so that a copy of the cookie would open the
door for as long as the original would have, although its owner signed out. Here the identifier that
Label Studio gives each session is written down when it ends, and opens nothing from then on.
"""

from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends import signed_cookies
from django.contrib.sessions.models import Session
from django.utils import timezone

IDENTIFIER = "uid"
KEPT = timedelta(days=30)
"""Longer than any cookie counts."""


class SessionStore(signed_cookies.SessionStore):
    def load(self) -> dict[str, Any]:
        """What the cookie says, and nothing where its session was ended."""
        said: dict[str, Any] = super().load()
        if IDENTIFIER in said and Session.objects.filter(session_key=said[IDENTIFIER]).exists():
            self.create()
            return {}
        return said

    def flush(self) -> None:
        """End the session, as signing out does."""
        if ended := self.get(IDENTIFIER):
            moment = timezone.now()
            Session.objects.filter(expire_date__lt=moment).delete()
            Session.objects.get_or_create(
                session_key=ended, defaults={"session_data": "", "expire_date": moment + KEPT}
            )
        super().flush()
