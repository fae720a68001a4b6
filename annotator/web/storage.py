"""A connection to the store for each request that asks for one."""

import logging

from flask import Flask, Response, g, request

from annotator.web.current import desk
from exports.standings import refresh
from tasks.errors import StoreError
from tasks.store.connection import Store

MOST_REFRESHED = 500
"""Sentences whose standing a request works out before it answers; the sync worker does the rest."""

log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    app.after_request(_show_what_changed)
    app.teardown_appcontext(_close)


def store() -> Store:
    """The request's connection; the schema was brought up to date at start."""
    if "store" not in g:
        g.store = Store(desk().settings.store_path)
    found: Store = g.store
    return found


def _show_what_changed(response: Response) -> Response:
    """After a request that may have written, the next page shows it."""
    if request.method not in ("GET", "HEAD", "OPTIONS") and "store" in g:
        try:
            refresh(g.store, MOST_REFRESHED)
        except StoreError as error:
            log.warning("what pages show is not up to date: %s", error)
    return response


def _close(_error: BaseException | None) -> None:
    opened = g.pop("store", None)
    if opened is not None:
        opened.close()
