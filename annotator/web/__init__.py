"""The web application: what editors, checkers and researchers see."""

from flask_openapi3.openapi import OpenAPI
from flask_wtf import CSRFProtect

from annotator.desk import Desk
from annotator.web import (
    access,
    api,
    errors,
    filters,
    headers,
    invitation,
    json_bodies,
    languages,
    limits,
    proxies,
    signed_in,
    storage,
)
from annotator.web.problems import invalid
from annotator.web.views import (
    account,
    alarms,
    articles,
    asking,
    audit,
    datasets,
    front,
    health,
    hooks,
    language,
    new_article,
    people,
    projects,
    quarantine,
    review,
    search,
    settling,
    sign_in,
    tokens,
)

VIEWS = (
    account,
    alarms,
    articles,
    asking,
    audit,
    datasets,
    front,
    health,
    hooks,
    language,
    new_article,
    people,
    projects,
    quarantine,
    review,
    search,
    settling,
    sign_in,
    tokens,
)

MAX_REQUEST_BYTES = 11_000_000
"""An article's largest file and its form around it."""


def create_app(desk: Desk) -> OpenAPI:
    """The application for a desk; it keeps no state beside the store."""
    app = OpenAPI("annotator", doc_ui=False, validation_error_callback=invalid)
    app.config.update(
        SECRET_KEY=desk.credentials.secret_key,
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_REQUEST_BYTES,
        SESSION_COOKIE_NAME="annotator_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["desk"] = desk
    csrf = CSRFProtect(app)
    csrf.exempt(hooks.blueprint)
    for part in (
        errors,
        filters,
        headers,
        invitation,
        json_bodies,
        languages,
        limits,
        signed_in,
        access,
        storage,
    ):
        part.install(app)
    proxies.install(app, desk.settings)
    for view in VIEWS:
        app.register_blueprint(view.blueprint)
    api.install(app)
    for resource in api.RESOURCES:
        csrf.exempt(resource.resource)
    if forgotten := sorted(access.undeclared(app)):
        raise AssertionError(f"nobody declared who may use {', '.join(forgotten)}")
    return app
