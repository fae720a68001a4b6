"""``annotator release verify``: is it what was released?"""

import sys
from pathlib import Path

import click

from annotator.commands.output import json_option, print_json
from annotator.commands.release.folder import release_folder
from annotator.desk_store import open_desk_store
from annotator.settings import load_settings


@click.command()
@click.argument("folder", type=release_folder)
@json_option
def command(folder: Path, as_json: bool) -> None:
    """Check that a release is what was released. Exits with 1 when it is not.

    Checksums, keys, offsets, votes and figures are worked out anew, the account is
    compared with this desk's ledger where the desk made it, and every reader that
    is installed here (pandas, datasets and the like) opens it.
    """
    from exports.opening import open_with_installed
    from exports.verify import verify_release

    problems = verify_release(folder)
    opened: list[str] = []
    if not problems:
        problems += _contradicted_by_the_desk(folder)
        for reader, found in open_with_installed([folder]):
            opened.append(reader)
            problems += found
    if as_json:
        print_json({"valid": not problems, "problems": problems, "readers": opened})
    else:
        for problem in problems:
            click.echo(problem)
        if opened:
            click.echo(f"Opened with {', '.join(opened)}.")
        click.echo("This is what was released." if not problems else "This is not what was released.")
    if problems:
        sys.exit(1)


def _contradicted_by_the_desk(folder: Path) -> list[str]:
    """What this desk recorded otherwise, where it made the release."""
    from exports.account import contradicted_record, record_of

    settings = load_settings()
    if not settings.store_path.exists():
        return []  # a researcher's machine
    store = open_desk_store(settings)
    record = record_of(store, folder)
    return list(contradicted_record(store, folder, record)) if record else []
