"""The way to Label Studio, wherever it runs."""

import socket

from annotator.credentials import Credentials
from annotator.settings import Settings
from tasks.label_studio.client import LabelStudioClient


def label_studio_url(settings: Settings) -> str:
    """Label Studio's address as the desk reaches it."""
    return settings.label_studio_url or f"http://{_reachable(settings.host)}:{settings.label_studio_port}"


def desk_url(settings: Settings) -> str:
    """The desk's address as this machine reaches it."""
    return f"http://{_reachable(settings.host)}:{settings.port}"


def webhook_url(settings: Settings) -> str:
    """Where Label Studio sends its hints."""
    return f"http://{webhook_address(settings)}:{settings.port}/hooks/label-studio"


def webhook_address(settings: Settings) -> str:
    """The IP address of the desk, as the embedded Label Studio reaches it.

    Not its name: Label Studio's guard lets through one address and looks names up by itself.
    """
    return socket.gethostbyname(_reachable(settings.host))


def connect(settings: Settings, credentials: Credentials) -> LabelStudioClient:
    return LabelStudioClient(label_studio_url(settings), credentials.label_studio_token)


def _reachable(host: str) -> str:
    """An address to connect to for an address to listen on."""
    return "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104 - compared, not bound
