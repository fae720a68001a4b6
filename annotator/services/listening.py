"""The address at which Label Studio answers, taken before Label Studio starts.

We open the listening socket and hand it down. So the address is ours or it is
not, with no moment in between; nobody else can slip in while Label Studio
restarts; and what comes meanwhile waits instead of being refused.
"""

import errno
import socket

from tasks.errors import ServiceError

_BACKLOG = 256


def listen(host: str, port: int) -> socket.socket:
    """Open a listening TCP socket; port 0 takes a free one.

    :raises ServiceError: the address cannot be had; the message says whom to blame
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except OSError as error:
        raise ServiceError(_explanation(error, host, port)) from error


def reachable_host(host: str) -> str:
    """The host at which to reach what listens on ``host`` from this machine."""
    return {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def _explanation(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Label Studio cannot start: port {port} of {host} is taken by another program. "
            "Stop that program, or set ANNOTATOR_LABEL_STUDIO_PORT to a free port."
        )
    if error.errno == errno.EACCES:
        return (
            f"Label Studio cannot start: this account may not use port {port}. "
            "Set ANNOTATOR_LABEL_STUDIO_PORT to a port above 1023."
        )
    return (
        f"Label Studio cannot start: {host} is not an address of this machine ({error.strerror}). "
        "Set ANNOTATOR_HOST to one that is, 127.0.0.1 for instance."
    )
