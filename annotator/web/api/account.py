"""The owner of the token, and their tokens."""

from flask import abort, g
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import EVERYBODY, for_scripts
from annotator.web.api.answers import answer, done
from annotator.web.api.resource import Taken, make_resource
from annotator.web.storage import store
from tasks.store import tokens
from tasks.store.people import Role
from tasks.store.tokens import Scope

resource = make_resource("account", "Whose token this is, and their other tokens.")


class Account(BaseModel):
    person_id: int
    name: str
    email: str
    roles: list[Role]


class Token(BaseModel):
    token_id: int
    name: str
    scopes: list[Scope]
    created_at: str
    expires_at: str | None
    last_used_at: str | None = Field(description="To within a minute.")


class Tokens(BaseModel):
    items: list[Token]


class TokenPath(Taken):
    token_id: int = Field(ge=1, le=2**62)


@resource.get("/account", responses={"200": Account})
@for_scripts(EVERYBODY, Scope.READ)
def who() -> Response:
    """Whose token this is."""
    person = g.person
    return answer(
        Account(person_id=person.person_id, name=person.name, email=person.email, roles=sorted(person.roles))
    )


@resource.get("/account/tokens", responses={"200": Tokens})
@for_scripts(EVERYBODY, Scope.READ)
def list_tokens() -> Response:
    """Their tokens that are not revoked. New ones are made on the page `/account`, by a person."""
    found = tokens.list_tokens(store(), g.person.person_id)
    return answer(
        Tokens(
            items=[
                Token(
                    token_id=token.token_id,
                    name=token.name,
                    scopes=sorted(token.scopes),
                    created_at=token.created_at,
                    expires_at=token.expires_at,
                    last_used_at=token.last_used_at,
                )
                for token in found
            ]
        )
    )


@resource.delete("/account/tokens/<int:token_id>", responses={"204": None})
@for_scripts(EVERYBODY, Scope.WRITE)
def revoke_token(path: TokenPath) -> Response:
    """Revoke one of their tokens, this one included."""
    if not tokens.revoke_token(store(), g.person.person_id, path.token_id):
        abort(404, "You have no such token.")
    return done()
