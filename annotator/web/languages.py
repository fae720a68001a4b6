"""The interface's language: the one a person chose, else the first of the browser's that we have."""

from flask import Flask, request
from flask_babel import Babel, get_locale
from werkzeug.wrappers import Response

from annotator.web.problems import is_for_scripts

LANGUAGES = {"en": "English", "uk": "Українська"}
"""By BCP 47 tag, in words of the language itself."""

LANGUAGE_COOKIE = "annotator_language"


def install(app: Flask) -> None:
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "en")
    Babel(app, locale_selector=_choose)
    app.context_processor(lambda: {"languages": LANGUAGES, "language": str(get_locale())})
    app.after_request(_tell_caches)


def _choose() -> str | None:
    if is_for_scripts(request.path):
        return None
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    return chosen if chosen in LANGUAGES else request.accept_languages.best_match(list(LANGUAGES))


def _tell_caches(response: Response) -> Response:
    """One address answers in the reader's language: what is kept for one reader is not for all."""
    if response.mimetype == "text/html":
        response.vary.update(("Cookie", "Accept-Language"))
    return response
