"""How often somebody may try the doors: signing in, and the invitation.

Guessing a password takes many attempts, typing one takes few.
"""

from ipaddress import IPv6Address, ip_address

from flask import Flask, request
from flask_limiter import Limiter
from werkzeug.wrappers import Response

FROM_ONE_ADDRESS = "30 per 15 minutes"
FOR_ONE_ACCOUNT = "10 per 15 minutes"


def network_of_browser() -> str:
    """Where a request comes from. Of IPv6 the first half: the other is whatever its owner likes."""
    said = request.remote_addr or ""
    try:
        address = ip_address(said.partition("%")[0])
    except ValueError:  # a proxy's word for it
        return said
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return address.exploded[:19]
    return str(getattr(address, "ipv4_mapped", address))


limiter = Limiter(network_of_browser, storage_uri="memory://", headers_enabled=True)
"""Counts in memory: one process serves the desk."""


def install(app: Flask) -> None:
    limiter.init_app(app)
    limiter.reset()


def account_asked_for() -> str:
    """The account that a sign-in names, in one spelling."""
    return request.form.get("email", "").strip().casefold()[:254]


def was_refused(response: Response) -> bool:
    return response.status_code == 401
