"""The link by which somebody joins: Label Studio's sign-up address, asked for now and then."""

from threading import Lock
from urllib.parse import urlencode

from cachetools import TTLCache
from flask import Flask, current_app

from annotator.web.current import desk
from annotator.web.filters import public_label_studio_url
from annotator.web.label_stream import label_stream_path
from tasks.errors import LabelStudioError

SECONDS_KEPT = 60.0


class _Path:
    """The sign-up path that Label Studio gave lately, or that it gave none."""

    def __init__(self) -> None:
        self._kept: TTLCache[str, str | None] = TTLCache(maxsize=1, ttl=SECONDS_KEPT)
        self._lock = Lock()

    def get(self) -> str | None:
        with self._lock:
            if "path" not in self._kept:
                self._kept["path"] = _ask()
            return self._kept["path"]


def _ask() -> str | None:
    try:
        return desk().client.invitation_path()
    except LabelStudioError:
        return None


def install(app: Flask) -> None:
    app.extensions["invitation"] = _Path()


def invitation_link() -> str | None:
    """The link, which ends at the label stream once that is there; ``None`` while Label Studio is away."""
    kept: _Path = current_app.extensions["invitation"]
    path = kept.get()
    if path is None:
        return None
    stream = label_stream_path()
    link = f"{public_label_studio_url()}{path}"
    return f"{link}&{urlencode({'next': stream})}" if stream else link
