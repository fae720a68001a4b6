"""Who may use which address, read from what the views declare."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_openapi3.openapi import OpenAPI

from annotator.credentials import Credentials
from annotator.desk import Desk
from annotator.settings import Settings
from annotator.sync import SyncStatus
from annotator.web import create_app
from annotator.web.access import Access, access_of
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.sessions import SessionDoor
from tasks.store.people import Role

ROLES = (Role.RESEARCHER, Role.CHECKER, Role.EDITOR, Role.ADMIN)
"""From those who may do least to those who may do most."""

INTRODUCTION = """\
# Who may do what

Everybody signs in with their Label Studio account. At the desk a person is a **researcher**, a **checker**,
an **editor** or an **admin**, or several of these. Whoever was given no role is a checker. Another
account with the e-mail address of one that was deleted has none of its roles and tokens. The account whose
token the desk uses is an admin.

The table has every address of the desk. An address that does not say who may use it is refused to everybody.
*Nobody* is a visitor who is not signed in. *Token* is the scope that a personal access token needs there;
addresses below `/api/v1/` take tokens and no session, and where nothing stands no token is taken.
"""


@dataclass(frozen=True, slots=True)
class Route:
    """An address with a method, and what its view declares."""

    rule: str
    method: str
    endpoint: str
    access: Access


def bare_app() -> OpenAPI:
    """The application with no desk behind it: for its routes, not for requests."""
    nowhere = "http://127.0.0.1:9"
    return create_app(
        Desk(
            Settings(data_dir=Path("nowhere")),
            Credentials("", "", "", "not a secret", "", ""),
            SessionDoor(nowhere),
            LabelStudioClient(nowhere, ""),
            hint=lambda: None,
            label_studio_status=lambda: "",
            sync_status=lambda: SyncStatus(None, None),
        )
    )


def routes(app: Flask) -> Iterator[Route]:
    """Every route, by address and method."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        access = access_of(app, rule.endpoint)
        if access is None:
            raise AssertionError(f"nobody declared who may use {rule.rule}")
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Route(rule.rule, method, rule.endpoint, access)


def rows(app: Flask) -> Iterator[tuple[str, ...]]:
    """The table's rows, without its head."""
    for route in routes(app):
        held = route.access.roles
        cells = ["yes" if held is None else "no"]
        cells += ["yes" if held is None or role in held else "no" for role in ROLES]
        yield f"`{route.rule}`", route.method, *cells, route.access.scope or ""
