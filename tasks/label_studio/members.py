"""Who has an account in Label Studio."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tasks.errors import LabelStudioFailed


@dataclass(frozen=True, slots=True)
class Member:
    """A person with an account in Label Studio."""

    label_studio_id: int
    email: str  # letter by letter: Label Studio has an account for each spelling
    name: str


def member_from(user: Mapping[str, Any]) -> Member:
    """A person as Label Studio's API describes them.

    :raises LabelStudioFailed: what came describes nobody
    """
    if not isinstance(user, dict) or not {"id", "email"} <= user.keys():
        raise LabelStudioFailed(f"Label Studio describes nobody: {str(user)[:200]}")
    name = f"{user.get('first_name') or ''} {user.get('last_name') or ''}".strip()
    return Member(int(user["id"]), str(user["email"]), name or str(user["email"]))
