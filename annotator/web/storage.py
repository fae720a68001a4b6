"""A connection to the store for each request that asks for one."""

from flask import Flask, g

from annotator.web.current import desk
from tasks.store.connection import Store


def install(app: Flask) -> None:
    app.teardown_appcontext(_close)


def store() -> Store:
    """The request's connection; the schema was brought up to date at start."""
    if "store" not in g:
        g.store = Store(desk().settings.store_path)
    found: Store = g.store
    return found


def _close(_error: BaseException | None) -> None:
    opened = g.pop("store", None)
    if opened is not None:
        opened.close()
