"""``annotator backup``: a copy of the store while the desk runs."""

from dataclasses import asdict
from pathlib import Path

import click

from annotator.commands.output import json_option, print_json
from annotator.desk_store import open_desk_store
from annotator.settings import load_settings
from tasks.store.backup import back_up


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
def command(file: Path, as_json: bool) -> None:
    """Copy the desk's record into FILE, consistently, while everything runs.

    The copy is checked before it takes the name. A FILE that exists is replaced
    only by a good one, and only if it is a backup itself. `annotator restore --from FILE` is the way back.
    """
    made = back_up(open_desk_store(load_settings()), file)
    if as_json:
        print_json(asdict(made) | {"file": str(made.file)})
    else:
        click.echo(f"{made.file}: {made.sentences:,} sentences, {made.annotations:,} annotations.")
