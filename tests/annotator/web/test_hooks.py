"""A webhook is a hint: taken from Label Studio only, and only to look again."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.credentials import ensure_credentials
from annotator.sync import SECRET_HEADER
from tests.annotator.web.conftest import Surroundings

URL = "/hooks/label-studio"


@pytest.fixture
def secret(surroundings: Surroundings) -> dict[str, str]:
    return {SECRET_HEADER: ensure_credentials(surroundings.settings).webhook_secret}


def test_a_hint_wakes_the_worker(app: Flask, surroundings: Surroundings, secret: dict[str, str]) -> None:
    answer = app.test_client().post(URL, json={"action": "ANNOTATION_CREATED"}, headers=secret)
    assert answer.status_code == 204
    assert surroundings.hints == 1


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "guess"}, {SECRET_HEADER: "\xe4\xf6"}])
def test_a_forged_hint_is_refused(app: Flask, surroundings: Surroundings, headers: dict[str, str]) -> None:
    answer = app.test_client().post(URL, json={"action": "ANNOTATION_CREATED"}, headers=headers)
    assert answer.status_code == 401
    assert surroundings.hints == 0


@pytest.mark.parametrize(
    "rubbish", [b"", b"{", b"[]", b"null", b'{"action": 7}', b'{"event": "x"}', b"\xff\xfe", b"[" * 100_000]
)
def test_rubbish_is_refused_in_words(
    app: Flask, surroundings: Surroundings, secret: dict[str, str], rubbish: bytes
) -> None:
    answer = app.test_client().post(URL, data=rubbish, content_type="application/json", headers=secret)
    assert answer.status_code == 400
    assert "no webhook" in answer.text
    assert surroundings.hints == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300))
def test_nothing_makes_it_break(app: Flask, secret: dict[str, str], body: bytes) -> None:
    answer = app.test_client().post(URL, data=body, content_type="application/json", headers=secret)
    assert answer.status_code in (204, 400)


def test_it_cannot_be_read(app: Flask) -> None:
    assert app.test_client().get(URL).status_code == 405
