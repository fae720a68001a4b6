"""Errors for scripts, as problem details (RFC 9457)."""

import json
from typing import Any

from werkzeug.wrappers import Response

MEDIA_TYPE = "application/problem+json"


def is_for_scripts(path: str) -> bool:
    """Whether the address is one of the API."""
    return path.startswith("/api/")


def problem(status: int, title: str, detail: str, **members: Any) -> Response:
    """What went wrong: ``title`` names the kind, ``detail`` says what to do about this one."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail} | members
    return Response(json.dumps(body, ensure_ascii=False), status, content_type=MEDIA_TYPE)
