"""A group of commands, each in a module of its own that is imported when the command is called."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """Knows its commands by name, so that help and start-up import none of them.

    :param package: where the modules are; each has its ``command``
    :param about: what each command does, by its name, which is its module's as well
    """

    def __init__(self, *args: Any, package: str, about: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self._package = package
        self._about = about

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._about)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._about:
            return None
        command = import_module(f"{self._package}.{cmd_name}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"{self._package}.{cmd_name}.command is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(self._about.items()))
