"""Errors as pages: what was wrong and what to do, never a stack trace."""

from http import HTTPStatus

from flask import Flask, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from tasks.errors import AnnotatorError, InputError, LabelStudioError, StoreBusyError

_WORDS = {
    400: ("That request made no sense", "Go back, reload the page and try once more."),
    401: ("You are not signed in", "Sign in and try once more."),
    403: ("This is not for your role", "Ask an admin of your desk if you need it."),
    404: ("There is nothing here", "The address may be mistyped, or what was here has been moved."),
    413: ("That is too large", "An article has at most 10 MB. Split it, or add it with `annotator add`."),
    500: ("Something broke on our side", "Nothing was half-done. The log of the desk says what happened."),
}


def install(app: Flask) -> None:
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(AnnotatorError, _ours)


def _page(status: int, heading: str, advice: str) -> tuple[str, int]:
    return render_template("error.html", heading=heading, advice=advice, status=status), status


def _csrf(_error: CSRFError) -> tuple[str, int]:
    return _page(400, "This form is too old", "Go back, reload the page and send it once more.")


def _http(error: HTTPException) -> tuple[str, int]:
    status = error.code or 500
    heading, advice = _WORDS.get(status, (error.name, "Go back and try something else."))
    return _page(status, heading, advice)


def _ours(error: AnnotatorError) -> tuple[str, int]:
    if isinstance(error, InputError):
        return _page(HTTPStatus.UNPROCESSABLE_ENTITY, "That cannot be used", str(error))
    if isinstance(error, LabelStudioError):
        return _page(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "Label Studio does not answer",
            "It may be starting. Wait a moment and reload; if it lasts, ask whoever runs the desk.",
        )
    if isinstance(error, StoreBusyError):
        return _page(HTTPStatus.SERVICE_UNAVAILABLE, "The desk is busy", "Wait a moment and reload.")
    return _page(HTTPStatus.INTERNAL_SERVER_ERROR, *_WORDS[500])
