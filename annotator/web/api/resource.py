"""What all resources of the API have in common: their address, their errors, their security."""

from collections.abc import Mapping
from typing import Any, Final

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict

PREFIX: Final = "/api/v1"


class Problem(BaseModel):
    """What went wrong, as problem details (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {"description": description, "content": {"application/problem+json": {"schema": schema}}}


PROBLEMS: Final[Mapping[str, str]] = {
    "401": "No valid token came with the request.",
    "403": "The token lacks a scope, or its owner a role.",
    "404": "There is no such thing.",
    "422": "What was sent cannot be used; `detail` says why.",
    "default": "Any other error.",
}


class Taken(BaseModel):
    """What a request may bring. Words that mean nothing here are refused, so that no typing error passes."""

    model_config = ConfigDict(extra="forbid")


def _without_defaults(schema: dict[str, Any]) -> None:
    for field in schema.get("properties", {}).values():
        field.pop("default", None)


class Change(Taken):
    """What a request changes: what it does not name stays as it is, so that a default would mean nothing."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_without_defaults)

    def named(self) -> dict[str, Any]:
        """What the request names, without white space around texts."""
        found = ((name, getattr(self, name)) for name in self.model_fields_set)
        return {name: said.strip() if type(said) is str else said for name, said in found}


def make_resource(name: str, about: str) -> APIBlueprint:
    """A resource under `PREFIX`; each of its views declares its role and scope."""
    return APIBlueprint(
        f"api_{name}",
        __name__,
        url_prefix=PREFIX,
        abp_tags=[Tag(name=name, description=about)],
        abp_responses={status: _problem(words) for status, words in PROBLEMS.items()},
    )
