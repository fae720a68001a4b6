"""The way to Label Studio, wherever it runs, and the way back."""

import socket

from annotator.credentials import Credentials
from annotator.services.listening import reachable_host
from annotator.settings import Settings
from tasks.label_studio.client import LabelStudioClient


def label_studio_url(settings: Settings) -> str:
    """Label Studio's address as the desk reaches it."""
    return settings.label_studio_url or _url(reachable_host(settings.host), settings.label_studio_port)


def desk_url(settings: Settings) -> str:
    """The desk's address as this machine reaches it."""
    return _url(reachable_host(settings.host), settings.port) + settings.path_prefix


def webhook_url(settings: Settings) -> str:
    """Where Label Studio sends its hints."""
    return f"{_url(webhook_address(settings), settings.port)}/hooks/label-studio"


def webhook_address(settings: Settings) -> str:
    """The IP address of the desk, as the embedded Label Studio reaches it.

    Not its name: Label Studio's guard lets through one address and looks names up by itself.
    """
    found = socket.getaddrinfo(reachable_host(settings.host), settings.port, type=socket.SOCK_STREAM)
    return str(found[0][4][0])


def connect(settings: Settings, credentials: Credentials) -> LabelStudioClient:
    """A client with the desk's own token."""
    return LabelStudioClient(label_studio_url(settings), credentials.label_studio_token)


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
