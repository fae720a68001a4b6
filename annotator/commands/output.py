"""What commands print: words for people, JSON for scripts."""

import json
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

_EVERY = 50

F = TypeVar("F", bound=Callable[..., Any])


def json_option(function: F) -> F:
    """The ``--json`` option that everything has that prints."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")(function)


def print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


class JsonArray:
    """A JSON array that is printed member by member: it may be long."""

    def __init__(self) -> None:
        self._before = "["

    def add(self, member: object) -> None:
        click.echo(self._before + json.dumps(member, ensure_ascii=False), nl=False)
        self._before = ", "

    def end(self) -> None:
        click.echo("[]" if self._before == "[" else "]")


class ArticleCount:
    """How many articles are done, on a terminal; nothing in a pipe."""

    def __init__(self) -> None:
        self._done = 0

    def one_more(self) -> None:
        self._done += 1
        if self._done % _EVERY == 0 and sys.stderr.isatty():
            click.echo(f"\r{self._done:,} articles", err=True, nl=False)

    def end(self) -> None:
        """What is printed next begins a line."""
        if self._done >= _EVERY and sys.stderr.isatty():
            click.echo(err=True)
