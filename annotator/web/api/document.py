"""The OpenAPI document, with what each view declares about roles and scopes."""

import re
from copy import deepcopy
from typing import Any

from flask_openapi3.openapi import OpenAPI

from annotator.web.access import access_of
from annotator.web.api.resource import PREFIX, Problem
from annotator.web.problems import MEDIA_TYPE
from exports.manifest import annotator_version

ABOUT = """\
Articles, sentences, verdicts and releases of a fact-checking desk, for scripts.

Each request brings a personal access token, made on the page `/account`: `Authorization: Bearer annotator_…`.
A token may do what its owner may, within its scopes. Lists come in pages: `next` of one page is `cursor` of
the next. Answers carry an `ETag`; send it as `If-None-Match` to be told that nothing changed. Errors are
problem details (RFC 9457). Times are UTC, offsets count code points, ends are exclusive.
"""

TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "description": "A personal access token, made on the page /account.",
}


def document(app: OpenAPI) -> dict[str, Any]:
    """What the API takes and answers, in OpenAPI 3.1."""
    described: dict[str, Any] = deepcopy(app.api_doc)  # parts of it are the application's own
    described["info"] = {"title": "Annotator", "version": annotator_version(), "description": ABOUT}
    described["components"]["securitySchemes"] = {"token": TOKEN}
    schemas = described["components"]["schemas"]
    schemas.pop("ValidationErrorModel", None)  # the library's, which we answer otherwise
    schemas[Problem.__name__] = Problem.model_json_schema()
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule)
        access = access_of(app, rule.endpoint)
        if not rule.rule.startswith(PREFIX) or access is None or access.scope is None:
            continue
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            operation = described["paths"][path][method.lower()]
            operation["security"] = [{"token": [access.scope.value]}]
            operation["x-roles"] = sorted(access.roles or ())
    described["components"]["responses"] = _shared_problems(described["paths"])
    return described


def _shared_problems(paths: dict[str, Any]) -> dict[str, Any]:
    """The answers that every operation may give, by status; operations are made to point to them."""
    shared: dict[str, Any] = {}
    for operation in (each for path in paths.values() for each in path.values()):
        for status, response in operation["responses"].items():
            is_problem = MEDIA_TYPE in response.get("content", {})
            if is_problem and shared.setdefault(status, response) == response:
                operation["responses"][status] = {"$ref": f"#/components/responses/{status}"}
    return shared
