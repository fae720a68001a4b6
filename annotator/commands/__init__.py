"""The command line. Each command's module is imported when it is called."""

import sys
from collections.abc import Sequence

import click

from annotator.commands.lazy_group import LazyGroup
from tasks.errors import AnnotatorError, SettingError

COMMANDS = {
    "add": "Add articles to the desk",
    "backup": "Copy the desk's record while everything runs",
    "doctor": "Look at everything the desk needs and say what is wrong",
    "history": "Tell who said what about a sentence, and when",
    "ledger": "Account for every sentence; fails when it does not add up",
    "pull": "Fetch what checkers did from Label Studio",
    "push": "Give every waiting sentence its task in Label Studio",
    "read": "Read articles without changing anything",
    "release": "Build, list and check datasets",
    "restore": "Rebuild what was deleted in Label Studio, or put a backup back",
    "serve": "Run the desk against a Label Studio that runs elsewhere",
    "status": "Count articles, tasks, annotations and verdicts",
    "up": "Run everything: Label Studio, the desk and the traffic between them",
}

MISUSE = 2


@click.group(
    cls=LazyGroup, package=__name__, about=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="annotator")
def cli() -> None:
    """An annotation desk for fact-checkers.

    Sentences of news articles go into Label Studio, checkers decide there, and
    datasets come out. Start with `annotator up`.
    """


def main(args: Sequence[str] | None = None) -> None:
    """Run a command; errors that people can act on are printed, not traced."""
    try:
        cli.main(args=args, prog_name="annotator", standalone_mode=True)
    except SettingError as error:
        _fail(error, MISUSE)
    except AnnotatorError as error:
        _fail(error, 1)


def _fail(error: AnnotatorError, code: int) -> None:
    click.echo(f"annotator: {error}", err=True)
    sys.exit(code)
