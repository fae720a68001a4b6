"""What commands print: words for people, JSON for scripts."""

import json
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def json_option(function: F) -> F:
    """The ``--json`` option that everything has that prints."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")(function)


def print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


def on_terminal() -> bool:
    """Whether progress has somebody to look at it."""
    return sys.stderr.isatty()
