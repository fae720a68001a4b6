"""Tokens are made and revoked on the account page, and open what they may and nothing else."""

import re

import pytest

from tests.annotator.web.conftest import Browser, SignIn

MADE = re.compile(r'value="(annotator_[^"]+)"')


def make(browser: Browser, *scopes: str) -> str:
    answer = browser.submit("/account/tokens", "/account", name="notebook", scopes=list(scopes), days="30")
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    found = MADE.search(answer.text)
    assert found
    return found[1]


def test_a_token_is_shown_once(signed_in: SignIn) -> None:
    browser = signed_in("researcher")
    token = make(browser, "read")
    page = browser.get("/account").text
    assert "notebook" in page
    assert token not in page
    assert token not in browser.get("/datasets").text


def test_a_token_opens_downloads_until_it_is_revoked(signed_in: SignIn) -> None:
    browser = signed_in("researcher")
    token = {"Authorization": f"Bearer {make(browser, 'read')}"}
    script = browser.application.test_client()
    assert script.get("/datasets/none/1.0.0/README.md", headers=token).status_code == 404
    revoke = re.search(r'action="(/account/tokens/\d+/revoke)"', browser.get("/account").text)
    assert revoke
    assert browser.submit(revoke[1], "/account").status_code == 302
    refused = script.get("/datasets/none/1.0.0/README.md", headers=token)
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    assert "revoked an access token" not in browser.get("/account").text


def test_a_token_opens_no_page_for_people(signed_in: SignIn) -> None:
    """Pages take forms, and a token could not be told from a forged request there."""
    token = {"Authorization": f"Bearer {make(signed_in('admin'), 'read', 'write', 'admin')}"}
    script = signed_in("admin").application.test_client()
    for page in ("/", "/articles", "/people", "/audit", "/account"):
        assert script.get(page, headers=token).status_code == 401


def test_a_token_without_the_scope_is_refused(signed_in: SignIn) -> None:
    token = {"Authorization": f"Bearer {make(signed_in('admin'), 'write')}"}
    script = signed_in("admin").application.test_client()
    assert script.get("/datasets/none/1.0.0.zip", headers=token).status_code == 403


def test_a_token_in_the_address_counts_for_nothing(signed_in: SignIn) -> None:
    token = make(signed_in("admin"), "read")
    script = signed_in("admin").application.test_client()
    answer = script.get(f"/api/v1/account?access_token={token}&token={token}")
    assert answer.status_code == 401
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "form",
    [{}, {"name": "x"}, {"name": "x", "scopes": "all"}, {"name": "x", "scopes": "read", "days": "-1"},
     {"name": "x", "scopes": "read", "days": "9" * 30}, {"name": "x" * 300, "scopes": "read"}],
)  # fmt: skip
def test_a_wrong_form_makes_none(signed_in: SignIn, form: dict[str, str]) -> None:
    browser = signed_in("checker")
    answer = browser.submit("/account/tokens", "/account", **form)
    assert answer.status_code == 422
    assert "You have no token" in browser.get("/account").text


def test_nobody_revokes_the_token_of_another(signed_in: SignIn) -> None:
    make(signed_in("editor"), "read")
    assert signed_in("admin").submit("/account/tokens/1/revoke", "/account").status_code == 404


def test_no_single_box_has_to_be_ticked(signed_in: SignIn) -> None:
    """A browser would ask for all three scopes."""
    page = signed_in("checker").get("/account").text
    assert not [box for box in re.findall(r"<input[^>]*checkbox[^>]*>", page) if "required" in box]


def test_names_are_shown_as_text(signed_in: SignIn) -> None:
    browser = signed_in("checker")
    browser.submit("/account/tokens", "/account", name="<script>x</script>", scopes="read")
    assert "<script>x" not in browser.get("/account").text
