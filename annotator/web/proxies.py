"""The desk behind proxies: what they say about the browser counts only where a setting says so."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from annotator.settings import Settings

WSGIApp = Callable[[dict[str, Any], Any], Iterable[bytes]]


class _Cookies(SecureCookieSessionInterface):
    """Cookies that only go over HTTPS, where the browser came by HTTPS."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - Flask calls it so
        return request.is_secure


def install(app: Flask, settings: Settings) -> None:
    app.session_interface = _Cookies()
    served: WSGIApp = app.wsgi_app
    if settings.path_prefix:
        served = _below(settings.path_prefix, served)
    if number := settings.trusted_proxies:
        served = ProxyFix(served, x_for=number, x_proto=number, x_host=number, x_prefix=number)
    app.wsgi_app = served  # type: ignore[method-assign,assignment]


def _below(prefix: str, served: WSGIApp) -> WSGIApp:
    """The application below a path, whether or not the proxy takes the path off."""

    def shifted(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == prefix or path.startswith(f"{prefix}/"):
            path = path.removeprefix(prefix)
        return served(environ | {"SCRIPT_NAME": prefix, "PATH_INFO": path or "/"}, start_response)

    return shifted
