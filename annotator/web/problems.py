"""Errors for scripts, as problem details (RFC 9457)."""

import json
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from werkzeug.wrappers import Response

MEDIA_TYPE = "application/problem+json"


def is_for_scripts(path: str) -> bool:
    """Whether the address is one of the API."""
    return path.startswith("/api/")


def problem(status: int, title: str, detail: str, **members: Any) -> Response:
    """What went wrong: ``title`` names the kind, ``detail`` says what to do about this one."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail} | members
    return Response(json.dumps(body, ensure_ascii=False), status, content_type=MEDIA_TYPE)


def invalid(error: ValidationError) -> Response:
    """What is wrong with what was sent, field by field."""
    wrong = error.errors(include_url=False, include_context=False, include_input=False)
    fields = [{"field": _place(one["loc"]), "detail": one["msg"]} for one in wrong]
    detail = "; ".join(": ".join(filter(None, field.values())) for field in fields)
    return problem(422, "That cannot be used", detail, errors=fields)


def _place(location: Sequence[str | int]) -> str:
    return ".".join(map(str, location))
