"""The page about the API, made from its OpenAPI document."""

from collections.abc import Iterator, Mapping
from typing import Any

INTRODUCTION = """\
# API

What pages do, scripts can do, below `/api/v1`. The same is described for programs in OpenAPI 3.1 at
`/api/v1/openapi.json`. [Scripts](tutorial-scripts.md) shows how to begin.

- Each request brings a personal access token, made on the page `/account`, in the header
  `Authorization: Bearer annotator_…`. *Token* names the scope that it needs, *For* the roles of which its
  owner needs one.
- A list comes in pages. `next` of one page is `cursor` of the next; `limit` is at most 200.
- PATCH changes what it names and leaves the rest as it is.
- Answers to GET carry an `ETag`. Sent back as `If-None-Match` it brings 304 where nothing changed.
- Errors are problem details (RFC 9457): `title`, `status` and `detail`, which says what to do.
- A field that means nothing is refused, so that no typing error goes unnoticed.
"""


def sections(document: Mapping[str, Any]) -> Iterator[str]:
    """A section for each subject, then one for each shape of data."""
    for tag in document["tags"]:
        lines = [
            _operation(path, method, operation)
            for path, operations in document["paths"].items()
            for method, operation in operations.items()
            if tag["name"] in operation["tags"]
        ]
        head = "| Address | Method | What it does | Takes | Answers | Token | For |\n" + "| --- " * 7 + "|\n"
        yield f"## Addresses: {tag['name']}\n\n{tag['description']}\n\n{head}{''.join(lines)}"
    yield "## Shapes\n"
    for name, schema in sorted(document["components"]["schemas"].items()):
        yield _shape(name, schema) if schema.get("properties") else f"### {name}\n\nOne of {_type(schema)}.\n"


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> str:
    [scope] = operation["security"][0]["token"]
    cells = [
        f"`{path}`",
        method.upper(),
        " ".join(filter(None, [operation["summary"], operation.get("description", "")])),
        ", ".join([*_parameters(operation), *_body(operation)]),
        ", ".join(_answers(operation)),
        scope,
        ", ".join(operation["x-roles"]),
    ]
    return f"| {' | '.join(cells)} |\n"


def _parameters(operation: Mapping[str, Any]) -> Iterator[str]:
    return (f"`{one['name']}`" for one in operation.get("parameters", []) if one["in"] == "query")


def _body(operation: Mapping[str, Any]) -> Iterator[str]:
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        yield _link(content["schema"]["$ref"]) if "$ref" in content.get("schema", {}) else f"`{media_type}`"


def _answers(operation: Mapping[str, Any]) -> Iterator[str]:
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            shapes = [_link(one["schema"]["$ref"]) for one in answer.get("content", {}).values()]
            yield " ".join([status, *shapes])


def _shape(name: str, schema: Mapping[str, Any]) -> str:
    needed = schema.get("required", ())
    lines = [
        f"| `{field}` | {_type(what)} | {'yes' * (field in needed)} | {what.get('description', '')} |\n"
        for field, what in schema["properties"].items()
    ]
    return f"### {name}\n\n| Field | Type | Always | Meaning |\n" + "| --- " * 4 + f"|\n{''.join(lines)}"


def _type(what: Mapping[str, Any]) -> str:
    if "$ref" in what:
        return _link(what["$ref"])
    if "anyOf" in what:
        return " or ".join(_type(one) for one in what["anyOf"])
    if "enum" in what:
        return ", ".join(f"`{value}`" for value in what["enum"])
    if what.get("type") == "array":
        return f"list of {_type(what.get('items', {}))}"
    return str(what.get("format") or what.get("type", "any"))


def _link(reference: str) -> str:
    name = reference.rsplit("/", 1)[-1]
    return f"[{name}](#{name.lower()})"
