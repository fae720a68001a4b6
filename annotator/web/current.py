"""The desk that the current request is about."""

from typing import cast

from flask import current_app

from annotator.desk import Desk


def desk() -> Desk:
    return cast(Desk, current_app.extensions["desk"])
