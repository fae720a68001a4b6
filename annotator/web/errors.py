"""Errors: what was wrong and what to do, never a stack trace. Pages for people, details for scripts."""

import logging
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from flask import Flask, make_response, render_template, request
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from annotator.web.error_words import error_words
from annotator.web.problems import is_for_scripts, problem
from tasks.errors import AnnotatorError, InputError, LabelStudioError, StoreBusyError

log = logging.getLogger(__name__)

_WORDS: Mapping[int, tuple[object, object]] = {
    400: (
        lazy_gettext("That request made no sense"),
        lazy_gettext("Go back, reload the page and try once more."),
    ),
    401: (lazy_gettext("You are not signed in"), lazy_gettext("Sign in and try once more.")),
    403: (
        lazy_gettext("This is not for your role"),
        lazy_gettext("Ask an admin of your desk if you need it."),
    ),
    404: (
        lazy_gettext("There is nothing here"),
        lazy_gettext("The address may be mistyped, or what was here has been moved."),
    ),
    413: (
        lazy_gettext("That is too large"),
        lazy_gettext("An article has at most 10 MB. Split it, or add it with `annotator add`."),
    ),
    405: (
        lazy_gettext("That does not work here"),
        lazy_gettext("Go back and try something else."),
    ),
    429: (
        lazy_gettext("Too many attempts"),
        lazy_gettext("Wait a quarter of an hour, then try once more."),
    ),
    500: (
        lazy_gettext("Something broke on our side"),
        lazy_gettext("Nothing was half-done. The log of the desk says what happened."),
    ),
}


def install(app: Flask) -> None:
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(AnnotatorError, _ours)


def _answer(
    status: int, heading: object, advice: object, headers: Iterable[tuple[str, str]] = ()
) -> Response:
    if is_for_scripts(request.path):
        response = problem(status, str(heading), str(advice))
    else:
        page = render_template("error.html", heading=heading, advice=advice, status=status)
        response = make_response(page, status)
    for name, value in headers:
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _csrf(_error: CSRFError) -> Response:
    return _answer(
        400,
        lazy_gettext("This form is too old"),
        lazy_gettext("Go back, reload the page and send it once more."),
    )


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    heading, advice = _WORDS.get(status, _WORDS[405])
    if is_for_scripts(request.path):
        heading = heading if status in _WORDS else error.name
        advice = error.description or ""
    return _answer(status, heading, advice, error.get_headers())


def _ours(error: AnnotatorError) -> Response:
    if isinstance(error, InputError):
        advice = str(error) if is_for_scripts(request.path) else error_words(error)
        return _answer(HTTPStatus.UNPROCESSABLE_ENTITY, lazy_gettext("That cannot be used"), advice)
    if isinstance(error, LabelStudioError):
        return _answer(
            HTTPStatus.SERVICE_UNAVAILABLE,
            lazy_gettext("Label Studio does not answer"),
            lazy_gettext(
                "It may be starting. Wait a moment and reload; if it lasts, ask whoever runs the desk."
            ),
        )
    if isinstance(error, StoreBusyError):
        return _answer(
            HTTPStatus.SERVICE_UNAVAILABLE,
            lazy_gettext("The desk is busy"),
            lazy_gettext("Wait a moment and reload."),
        )
    log.error("%s %s: %s", request.method, request.path, error, exc_info=error)
    return _answer(HTTPStatus.INTERNAL_SERVER_ERROR, *_WORDS[500])
