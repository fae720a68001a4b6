"""Scripts at a desk that has something on it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from annotator.desk_store import open_desk_store
from exports.standings import refresh
from tasks.store import people, quarantine
from tasks.store.connection import Store
from tasks.store.tokens import create_token
from tests.annotator.web.conftest import SignIn, Surroundings
from tests.exports.desks import Desk as Labelled
from tests.exports.desks import labelled_desk

API = "/api/v1"


@dataclass
class Script:
    """A program with a token."""

    client: FlaskClient
    token: str

    def __call__(self, method: str, path: str, **request: Any) -> Any:
        """Flask's answer, with ``json`` of any shape."""
        headers = {"Authorization": f"Bearer {self.token}", **request.pop("headers", {})}
        return self.client.open(f"{API}{path}", method=method, headers=headers, **request)

    def get(self, path: str) -> Any:
        answer = self("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json


@pytest.fixture
def desk_store(surroundings: Surroundings) -> Iterator[Store]:
    with closing(open_desk_store(surroundings.settings)) as store:
        yield store


@pytest.fixture
def labelled(desk_store: Store) -> Labelled:
    """Two articles with every kind of outcome, and a case in quarantine."""
    desk = labelled_desk(desk_store)
    with desk_store.transaction():
        quarantine.quarantine(desk_store, "pull", "no such label", '{"result": "<script>"}')
    refresh(desk_store)
    return desk


Scripts = Callable[..., Script]


@pytest.fixture
def script_of(app: Flask, signed_in: SignIn, desk_store: Store) -> Scripts:
    """A script of somebody of a role: ``script_of("editor", "read", "write")``."""

    def make(role: str, *scopes: str) -> Script:
        signed_in(role)
        [person] = [one for one in people.list_people(desk_store) if one.email == f"{role}@example.org"]
        token = create_token(desk_store, person.person_id, "a test", scopes or ("read", "write", "admin"))
        return Script(app.test_client(), token)

    return make
