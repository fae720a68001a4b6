"""The web application on a store of its own, without any server."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from annotator.credentials import ensure_credentials
from annotator.desk import Desk
from annotator.desk_store import open_desk_store
from annotator.settings import Settings
from annotator.sync import SyncStatus
from annotator.web import create_app
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.sessions import SessionDoor
from tasks.store import people
from tasks.store.people import Role
from tests.new_store import new_store

NOBODY = "http://127.0.0.1:9"  # the discard port: nothing answers there

_TOKEN_FIELD = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Browser(FlaskClient):
    """A browser without JavaScript, which fills in forms."""

    def submit(self, path: str, page: str = "/sign-in", **form: Any) -> TestResponse:
        """Post a form with the token that a page carries.

        :param page: where the form stands
        """
        found = _TOKEN_FIELD.search(self.get(page).text)
        assert found, f"{page} has no form"
        return self.post(path, data={"csrf_token": found[1], **form})


@dataclass(slots=True)
class Surroundings:
    """What the application is told, and what it told."""

    settings: Settings
    label_studio: str = "running"
    sync: SyncStatus = field(default_factory=lambda: SyncStatus(1.0, None))
    hints: int = 0
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)  # accounts by session cookie

    def hint(self) -> None:
        self.hints += 1

    def who_is(self, request: httpx.Request) -> httpx.Response:
        """Label Studio's answer about a session that a test began; no answer about any other."""
        session = request.headers.get("cookie", "").removeprefix("sessionid=")
        if session not in self.sessions:
            raise httpx.ConnectError("refused", request=request)
        return httpx.Response(200, json=self.sessions[session])


@pytest.fixture
def surroundings(tmp_path: Path) -> Surroundings:
    settings = Settings(data_dir=tmp_path)
    new_store(settings.store_path).close()
    open_desk_store(settings).close()
    return Surroundings(settings)


@pytest.fixture
def app(surroundings: Surroundings) -> Iterator[Flask]:
    with closing(LabelStudioClient(NOBODY, "no token")) as client:
        yield make_app(surroundings, client)


def make_app(surroundings: Surroundings, client: LabelStudioClient) -> Flask:
    made = create_app(
        Desk(
            surroundings.settings,
            ensure_credentials(surroundings.settings),
            SessionDoor(NOBODY, transport=httpx.MockTransport(surroundings.who_is)),
            client,
            hint=surroundings.hint,
            label_studio_status=lambda: surroundings.label_studio,
            sync_status=lambda: surroundings.sync,
        )
    )
    made.test_client_class = Browser
    return made


SignIn = Callable[[str], Browser]


@pytest.fixture
def signed_in(app: Flask, surroundings: Surroundings) -> SignIn:
    """A browser in which somebody of a role is signed in: ``signed_in("editor").get("/people")``."""

    def sign_in(role: str) -> Browser:
        number = 101 + list(Role).index(Role(role))  # apart from the checkers that tests make
        email = f"{role}@example.org"
        account = {"id": number, "email": email, "first_name": role.title(), "last_name": ""}
        surroundings.sessions[role] = account
        with closing(open_desk_store(surroundings.settings)) as store:
            people.record_people(store, [(number, email, role.title())])
            people.grant(store, email, role)
        browser = app.test_client()
        assert isinstance(browser, Browser)
        browser.set_cookie("sessionid", role)
        return browser

    return sign_in
