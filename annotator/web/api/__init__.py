"""The desk for scripts: all that pages do, under ``/api/v1``, described by ``/api/v1/openapi.json``."""

from typing import cast

from flask import Blueprint, current_app, jsonify
from flask_openapi3.openapi import OpenAPI
from werkzeug.wrappers import Response

from annotator.web.access import open_to_all
from annotator.web.api import (
    account,
    alarms,
    articles,
    audit,
    cases,
    drafts,
    history,
    overview,
    people,
    projects,
    quarantine,
    releases,
    review,
    revisions,
    search,
    sentences,
    standing,
    suggestions,
)
from annotator.web.api.document import document
from annotator.web.api.resource import PREFIX

RESOURCES = (
    account,
    articles,
    revisions,
    drafts,
    sentences,
    history,
    suggestions,
    search,
    review,
    cases,
    releases,
    overview,
    standing,
    projects,
    quarantine,
    alarms,
    people,
    audit,
)

described = Blueprint("api", __name__, url_prefix=PREFIX)


def install(app: OpenAPI) -> None:
    for resource in RESOURCES:
        app.register_api(resource.resource)
    app.register_blueprint(described)


@described.get("/openapi.json")
@open_to_all
def openapi() -> Response:
    """What the API takes and answers, in OpenAPI 3.1; nothing of what the desk holds."""
    return jsonify(document(cast(OpenAPI, current_app)))
