"""The choice of the interface's language, kept by the browser."""

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from annotator.web.access import open_to_all
from annotator.web.destinations import inside
from annotator.web.languages import LANGUAGE_COOKIE, LANGUAGES

blueprint = Blueprint("language", __name__)

A_YEAR_S = 365 * 24 * 3600


@blueprint.post("/language")
@open_to_all
def choose() -> Response:
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        abort(400)
    response = redirect(inside(request.form.get("next", "")))
    response.set_cookie(
        LANGUAGE_COOKIE, language, max_age=A_YEAR_S, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return response
