"""``annotator release list``: the releases there are."""

from dataclasses import asdict

import click

from annotator.commands.output import json_option, print_json
from annotator.desk_store import open_desk_store
from annotator.settings import load_settings
from tasks.store.releases import list_releases


@click.command()
@json_option
def command(as_json: bool) -> None:
    """List the releases there are."""
    records = list_releases(open_desk_store(load_settings()))
    if as_json:
        print_json([asdict(record) | {"holds": sorted(record.holds)} for record in records])
        return
    for record in records:
        click.echo(f"{record.name} {record.version}: {record.claims:,} claims, as of {record.as_of[:10]}")
