"""Answers of the API: JSON with an entity tag, so that what did not change is not sent again."""

from flask import request
from pydantic import BaseModel
from werkzeug.wrappers import Response


def answer(body: BaseModel, status: int = 200) -> Response:
    """JSON; 304 without a body where the script has this very answer (``If-None-Match``)."""
    response = Response(body.model_dump_json(), status, content_type="application/json")
    response.headers["Cache-Control"] = "private, no-cache"
    if status == 200 and request.method in ("GET", "HEAD"):
        response.add_etag()
        response.make_conditional(request)
    return response


def done() -> Response:
    """Done, and nothing to say about it."""
    return Response(status=204)
