"""How often somebody may try the doors: signing in, and the invitation.

Guessing a password takes many attempts, typing one takes few.
"""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.wrappers import Response

FROM_ONE_ADDRESS = "30 per 15 minutes"
FOR_ONE_ACCOUNT = "10 per 15 minutes"

limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=True)
"""Counts in memory: one process serves the desk."""


def install(app: Flask) -> None:
    limiter.init_app(app)
    limiter.reset()


def account_asked_for() -> str:
    """The account that a sign-in names, in one spelling."""
    return request.form.get("email", "").strip().casefold()[:254]


def was_refused(response: Response) -> bool:
    return response.status_code == 401
