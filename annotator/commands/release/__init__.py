"""``annotator release``: datasets, built once and never changed.

What builds and reads them is imported when a command runs: help must not wait for it.
"""

import click

from annotator.commands.lazy_group import LazyGroup

COMMANDS = {
    "create": "Release everything that is labelled as NAME-VERSION",
    "describe": "Tell, or set, what releases of a dataset say beside its data",
    "diff": "Tell what is different between two releases, and why",
    "list": "List the releases there are",
    "privacy": "Show what in a release may be personal",
    "publish": "Copy a release to a folder, a zip file or other storage",
    "verify": "Check that a release is what was released",
}


@click.group(cls=LazyGroup, package=__name__, about=COMMANDS)
def command() -> None:
    """Build, list, check, compare and publish datasets."""
