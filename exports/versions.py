"""The numbers of releases: what a change means to those who built on the last one.

===========  =======================================================
next MAJOR   a verdict changed, or a claim is gone or in another split, or a table is gone
next MINOR   claims, judgements or a table came, nothing that was there changed
next PATCH   the same data, written anew
===========  =======================================================
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from tasks.errors import InputError
from tasks.store.releases import Difference

_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_NAME = 64


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """``MAJOR.MINOR.PATCH`` as in semantic versioning."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """:raises InputError: not three numbers"""
        found = _VERSION.fullmatch(text)
        if not found:
            raise InputError("“%(text)s” is no version. Write three numbers, such as 1.0.0.", text=text[:80])
        return cls(*map(int, found.groups()))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


FIRST = Version(1, 0, 0)


def next_version(last: Version, difference: Difference, *, same_data: bool, dropped: bool = False) -> Version:
    """The version that tells readers of ``last`` what to expect.

    :param same_data: all tables that both have hold the same, and both have the same tables
    :param dropped: something that ``last`` holds is left out altogether: a table, a model's labels
    """
    if difference.removed or difference.changed or difference.moved or dropped:
        return Version(last.major + 1, 0, 0)
    if difference.added or not same_data:
        return Version(last.major, last.minor + 1, 0)
    return Version(last.major, last.minor, last.patch + 1)


def newest_version(versions: Iterable[str]) -> Version | None:
    return max(map(Version.parse, versions), default=None)


def checked_name(name: str) -> str:
    """The name, if it can be a folder, an address and an identifier everywhere.

    :raises InputError: it cannot
    """
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise InputError(
            "“%(name)s” cannot name a dataset. Use up to %(most)s small letters a-z, digits and single "
            "hyphens between them, such as kharkiv-claims.",
            name=name[:80],
            most=LONGEST_NAME,
        )
    return name
