"""Long lists in pages: each answer says where the next begins, in a word that only we need to understand."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, Field

from annotator.web.api.resource import Taken
from tasks.errors import InputError

MOST_ITEMS = 200


class PageQuery(Taken):
    """Which page of a list."""

    cursor: str = Field("", max_length=500, description="`next` of the page before; empty for the first.")
    limit: int = Field(50, ge=1, le=MOST_ITEMS, description="How many items at most.")

    def after(self, *kinds: type) -> list[Any] | None:
        """The keys after which this page begins; ``None`` for the first.

        :param kinds: the types of the keys
        :raises InputError: the cursor is not one that this list gave
        """
        if not self.cursor:
            return None
        try:
            keys = json.loads(urlsafe_b64decode(self.cursor.encode("ascii") + b"=="))
        except (ValueError, RecursionError):
            keys = None
        if not isinstance(keys, list) or [type(key) for key in keys] != list(kinds):
            raise InputError("This cursor is none of this list's. Take `next` from the page before.")
        return keys


def cursor(*keys: str | float) -> str:
    """What `PageQuery.after` reads."""
    return urlsafe_b64encode(json.dumps(keys, separators=(",", ":")).encode()).decode().rstrip("=")


T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


def cut(
    found: Sequence[T], limit: int, key: Callable[[T], tuple[str | float, ...]]
) -> tuple[list[T], str | None]:
    """The items of a page and the cursor of the next, of a list that was asked for one more than a page."""
    if len(found) <= limit:
        return list(found), None
    return list(found[:limit]), cursor(*key(found[limit - 1]))
