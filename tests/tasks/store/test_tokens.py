"""A token is kept as a hash, opens what it may, and can be taken back."""

import pytest

from tasks.errors import InputError
from tasks.store import audit
from tasks.store.connection import Store
from tasks.store.tokens import Scope, create_token, list_tokens, revoke_token, use_token
from tests.tasks.store import builders


def test_the_token_itself_is_kept_nowhere(store: Store) -> None:
    ana = builders.checker(store, 1, "ana")
    token = create_token(store, ana, " notebook ", ["write", "read"])
    assert token.startswith("annotator_")
    assert len(token) > 50
    store.conn.execute("pragma wal_checkpoint(truncate)")
    assert token.encode() not in store.path.read_bytes()
    [kept] = list_tokens(store, ana)
    assert (kept.name, kept.last_used_at) == ("notebook", None)
    assert kept.scopes == {Scope.READ, Scope.WRITE}
    [entry] = audit.list_entries(store, limit=1)
    assert (entry.action, entry.detail) == ("token.create", {"name": "notebook", "scopes": ["read", "write"]})


def test_its_use_is_noted(store: Store) -> None:
    ana = builders.checker(store, 1, "ana")
    token = create_token(store, ana, "notebook", ["read"])
    used = use_token(store, token)
    assert used is not None
    assert used.person_id == ana
    first = list_tokens(store, ana)[0].last_used_at
    assert first is not None
    use_token(store, token)
    assert list_tokens(store, ana)[0].last_used_at == first, "one write a minute is enough"


def test_a_revoked_token_opens_nothing(store: Store) -> None:
    ana, bo = builders.checker(store, 1, "ana"), builders.checker(store, 2, "bo")
    token = create_token(store, ana, "notebook", ["read"])
    [kept] = list_tokens(store, ana)
    assert not revoke_token(store, bo, kept.token_id)
    assert use_token(store, token)
    assert revoke_token(store, ana, kept.token_id)
    assert not revoke_token(store, ana, kept.token_id)
    assert use_token(store, token) is None
    assert list_tokens(store, ana) == []


def test_a_token_ends_when_it_was_to_end(store: Store) -> None:
    token = create_token(store, builders.checker(store, 1, "ana"), "notebook", ["read"], days=1)
    assert use_token(store, token)
    store.execute("update tokens set expires_at = '2020-01-01T00:00:00.000000Z'")
    assert use_token(store, token) is None


@pytest.mark.parametrize("guess", ["", "annotator_", "annotator_x", "\ud800", "' or 1=1 --"])
def test_a_guess_opens_nothing(store: Store, guess: str) -> None:
    create_token(store, builders.checker(store, 1, "ana"), "notebook", ["read"])
    assert use_token(store, guess) is None


@pytest.mark.parametrize(("name", "scopes"), [("", ["read"]), ("x", []), ("x", ["everything"])])
def test_a_token_says_what_it_is_for_and_what_it_may(store: Store, name: str, scopes: list[str]) -> None:
    with pytest.raises(InputError):
        create_token(store, builders.checker(store, 1, "ana"), name, scopes)
