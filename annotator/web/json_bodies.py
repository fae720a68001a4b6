"""JSON that scripts send: what is nested too deeply to be read is as wrong as what is no JSON."""

from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider


class _Provider(DefaultJSONProvider):
    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        try:
            return super().loads(s, **kwargs)
        except RecursionError as error:
            raise ValueError("it is nested too deeply") from error


def install(app: Flask) -> None:
    app.json = _Provider(app)
