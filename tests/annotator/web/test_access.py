"""Every address against every role: the table in the documentation is what really happens."""

import re
from contextlib import closing

import pytest
from flask import Flask
from flask.testing import FlaskClient

from annotator.credentials import ensure_credentials
from annotator.desk_store import open_desk_store
from annotator.sync import SECRET_HEADER
from annotator.web.access import access_of
from docs.access import ROLES, bare_app, routes
from tasks.store import people
from tasks.store.connection import Store
from tasks.store.people import Role
from tasks.store.tokens import Scope, create_token
from tests.annotator.web.conftest import SignIn, Surroundings

ROUTES = list(routes(bare_app()))


def _path(rule: str) -> str:
    """The address with something in each of its gaps."""
    return re.sub(r"<[^>]+>", "999", rule)


def _is_refused(client: FlaskClient, method: str, path: str, headers: dict[str, str]) -> bool:
    answer = client.open(path, method=method, headers=headers)
    assert answer.status_code != 500
    asked_to_sign_in = answer.status_code == 302 and answer.location.startswith("/sign-in?next=")
    return asked_to_sign_in or answer.status_code in (401, 403)


def _token(store: Store, signed_in: SignIn, role: Role) -> str:
    signed_in(role)
    [person] = [one for one in people.list_people(store) if one.email == f"{role}@example.org"]
    return create_token(store, person.person_id, "every address", list(Scope), days=1)


@pytest.mark.parametrize("role", [None, *ROLES], ids=str)
def test_each_cell_of_the_table(
    app: Flask, signed_in: SignIn, surroundings: Surroundings, role: Role | None
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    hook = {SECRET_HEADER: ensure_credentials(surroundings.settings).webhook_secret}
    with closing(open_desk_store(surroundings.settings)) as store:
        tokens = {one: _token(store, signed_in, one) for one in ROLES}
    for route in sorted(ROUTES, key=lambda route: route.endpoint == "api_account.revoke_token"):
        client = signed_in(role) if role else app.test_client()
        headers = hook if route.endpoint.startswith("hooks.") else {}
        if role and route.access.by_token_only:
            headers = {"Authorization": f"Bearer {tokens[role]}"}
            client = app.test_client()
        roles = route.access.roles
        expected = roles is not None and role not in roles
        assert _is_refused(client, route.method, _path(route.rule), headers) == expected, route


def test_only_these_are_open_to_all() -> None:
    assert {route.endpoint for route in ROUTES if route.access.roles is None} == {
        "static",
        "api.openapi",
        "sign_in.sign_in",
        "health.healthz",
        "hooks.label_studio",
        "account.metrics",
        "datasets.datasets",
        "datasets.release",
        "datasets.download",
        "datasets.archive",
        "articles.public",
        "language.choose",
    }


def test_a_view_that_declares_nothing_is_refused(app: Flask, signed_in: SignIn) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    assert access_of(app, "forgotten") is None
    assert signed_in("admin").get("/forgotten").status_code == 403
    assert app.test_client().get("/forgotten").status_code == 403


def test_an_application_with_a_forgotten_view_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    from annotator.web.views import health

    monkeypatch.delattr(health.healthz, "access")
    with pytest.raises(AssertionError, match="/healthz"):
        bare_app()


def test_researchers_are_led_to_their_datasets(signed_in: SignIn) -> None:
    browser = signed_in("researcher")
    assert browser.get("/").location == "/datasets"
    page = browser.get("/datasets").text
    assert "/datasets" in page
    assert 'href="/articles"' not in page
    assert 'href="/people"' not in page
