"""What commands print: words for people, JSON for scripts."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from annotator.traffic import Failure

_EVERY = 50

F = TypeVar("F", bound=Callable[..., Any])


def json_option(function: F) -> F:
    """The ``--json`` option that everything has that prints."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")(function)


def print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


def failed_projects(failures: "Sequence[Failure]") -> dict[str, Any]:
    """At which projects Label Studio failed, for the JSON of what was done."""
    return {"failed": [{"project": one.project, "error": str(one.error)} for one in failures]}


def exit_for(failures: "Sequence[Failure]") -> None:
    """Say at which projects Label Studio failed, where it did, and exit with 1."""
    for one in failures:
        click.echo(f"annotator: {one.project}: {one.error}", err=True)
    if failures:
        sys.exit(1)


class JsonArray:
    """A JSON array that is printed member by member: it may be long."""

    def __init__(self) -> None:
        self._before = "["

    def add(self, member: object) -> None:
        click.echo(self._before + json.dumps(member, ensure_ascii=False), nl=False)
        self._before = ", "

    def end(self) -> None:
        click.echo("[]" if self._before == "[" else "]")


@contextmanager
def progress_bar(length: int, label: str) -> Iterator[Callable[[int], object]]:
    """How far long work is, on a terminal; nothing in a pipe. Call what it gives with what was done since."""
    hidden = length == 0 or not sys.stderr.isatty()
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield bar.update


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
