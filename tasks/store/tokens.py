"""Personal access tokens. A token itself is shown once and kept nowhere; its hash is."""

import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from tasks.errors import InputError
from tasks.store import audit
from tasks.store.connection import Store
from tasks.store.times import as_text, now

PREFIX = "annotator_"
"""Begins every token, so that scanners for leaked secrets can tell one."""

_USE_COUNTS_AFTER = timedelta(minutes=1)


class Scope(StrEnum):
    """What a token may do, within what its owner may."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Token:
    """What is known about a token, without the token."""

    token_id: int
    person_id: int
    name: str
    scopes: frozenset[Scope]
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    revoked_at: str | None


_COLUMNS = "token_id, person_id, name, scopes, created_at, expires_at, last_used_at, revoked_at"


def create_token(
    store: Store, person_id: int, name: str, scopes: Collection[str], days: int | None = None
) -> str:
    """Make a token for a person.

    :param days: how long it lasts; ``None``: until it is revoked
    :return: the token, which cannot be had again
    :raises InputError: no name, no scope, or a scope that there is not
    """
    unknown = sorted(set(scopes) - set(Scope))
    if unknown or not scopes:
        raise InputError(f"A token takes one or more of the scopes {', '.join(Scope)}.")
    if not name.strip():
        raise InputError("Say what the token is for.")
    token = PREFIX + secrets.token_urlsafe(32)
    expires_at = None if days is None else as_text(datetime.now(UTC) + timedelta(days=days))
    held = [scope for scope in Scope if scope in scopes]
    with store.transaction():
        token_id = store.value(
            "insert into tokens (person_id, name, scopes, sha256, created_at, expires_at)"
            " values (?, ?, ?, ?, ?, ?) returning token_id",
            [person_id, name.strip(), json.dumps(held), _hash(token), now(), expires_at],
        )
        audit.record(store, person_id, "token.create", f"token:{token_id}", name=name.strip(), scopes=held)
    return token


def use_token(store: Store, token: str) -> Token | None:
    """The token that this is, noted as used; ``None`` where it opens nothing (any more)."""
    row = store.row(
        f"select {_COLUMNS} from tokens where sha256 = ? and revoked_at is null"  # noqa: S608
        " and (expires_at is null or expires_at > ?)",
        [_hash(token), now()],
    )
    if row is None:
        return None
    found = _token(row)
    a_minute_ago = as_text(datetime.now(UTC) - _USE_COUNTS_AFTER)
    if found.last_used_at is None or found.last_used_at < a_minute_ago:
        with store.transaction():
            store.execute("update tokens set last_used_at = ? where token_id = ?", [now(), found.token_id])
    return found


def list_tokens(store: Store, person_id: int) -> list[Token]:
    """A person's tokens that are not revoked, newest first."""
    rows = store.rows(
        f"select {_COLUMNS} from tokens where person_id = ? and revoked_at is null"  # noqa: S608
        " order by token_id desc",
        [person_id],
    )
    return [_token(row) for row in rows]


def revoke_token(store: Store, person_id: int, token_id: int) -> bool:
    """Take back one of a person's own tokens.

    :return: whether they had it
    """
    with store.transaction():
        revoked = store.execute(
            "update tokens set revoked_at = ? where token_id = ? and person_id = ? and revoked_at is null",
            [now(), token_id, person_id],
        )
        if revoked.rowcount:
            audit.record(store, person_id, "token.revoke", f"token:{token_id}")
    return bool(revoked.rowcount)


def revoke_all(store: Store, person_id: int) -> int:
    """Take back all tokens of a person, within the caller's transaction.

    :return: how many there were
    """
    revoked = store.execute(
        "update tokens set revoked_at = ? where person_id = ? and revoked_at is null", [now(), person_id]
    )
    return revoked.rowcount


def _hash(token: str) -> str:
    """A plain hash will do: a token has 256 random bits, which nobody guesses."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _token(row: dict[str, object]) -> Token:
    scopes = frozenset(Scope(scope) for scope in json.loads(str(row["scopes"])))
    return Token(**row | {"scopes": scopes})  # type: ignore[arg-type]
