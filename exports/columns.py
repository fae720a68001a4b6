"""What the tables of a release are made of: columns with types and meanings, keys, references.

Values are flat. Times read ``2022-09-08T06:30:00.000000Z`` and dates
``2022-09-08``, both as text. A value that is not there is ``None`` and text is
never empty, so that formats without a null can be read back.
"""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import NoneType
from typing import Any, TypeAlias, get_args, get_type_hints

from msgspec import Struct

Value: TypeAlias = str | int | float | bool | None
Values: TypeAlias = tuple[Value, ...]
"""A row's values in the order of the columns, as formats hand them back."""


class TableRow(Struct, gc=False):
    """Base of the rows. A struct, because millions are made and written as JSON."""


class Format(StrEnum):
    """What a text column holds beyond plain text."""

    DATE = "date"
    DATETIME = "datetime"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Means:
    """What a column says, attached to its type."""

    text: str
    values: tuple[str, ...] = ()  # all that may stand here; empty: anything
    format: Format | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column as formats describe it."""

    name: str
    type: type[str] | type[int] | type[float] | type[bool]
    nullable: bool
    means: Means

    @property
    def is_free_text(self) -> bool:
        """Whether people outside of the desk have a say in what stands here."""
        return self.type is str and not self.means.values and self.means.format in (None, Format.URL)


@dataclass(frozen=True)
class Table:
    """A table: its key, and which columns point into which tables."""

    name: str
    row: type[TableRow]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    about: str
    references: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def header(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def table_of(name: str, row: type[TableRow], keys: int = 1, **references: str) -> Table:
    """The table whose rows are of this type.

    :param row: each of its fields is annotated with what it `Means`; its docstring says what a row is
    :param keys: how many of the first columns make the key
    :param references: columns, each with the table that it points into
    """
    columns = tuple(_column(name, hint) for name, hint in get_type_hints(row, include_extras=True).items())
    key = tuple(column.name for column in columns[:keys])
    return Table(name, row, key, columns, inspect.getdoc(row) or "", references)


def _column(name: str, hint: Any) -> Column:
    holds, means = get_args(hint)
    types = [kind for kind in get_args(holds) or (holds,) if kind is not NoneType]
    return Column(name, types[0], nullable=NoneType in get_args(holds), means=means)


def as_record(table: Table, row: Values) -> dict[str, Value]:
    """The row with its columns' names."""
    return dict(zip(table.header, row, strict=True))
