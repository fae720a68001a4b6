"""``annotator release diff``: what is different between two releases."""

from dataclasses import asdict
from pathlib import Path

import click

from annotator.commands.output import json_option, print_json
from annotator.commands.release.folder import release_folder


@click.command()
@click.argument("older", type=release_folder)
@click.argument("newer", type=release_folder)
@json_option
def command(older: Path, newer: Path, as_json: bool) -> None:
    """Tell what is different between two releases of one dataset, and why."""
    from exports.diff import diff_releases

    found = diff_releases(older, newer)
    if as_json:
        print_json(asdict(found))
        return
    for name, table in found.tables.items():
        differences = f"{table.added:,} added, {table.removed:,} gone, {table.changed:,} changed"
        click.echo(f"{name.replace('_', ' ')}: {differences}")
    for claim in found.claims:
        turn = (
            f"{claim.before or 'undecided'} to {claim.after or 'undecided'}, "
            if claim.what == "changed"
            else ""
        )
        click.echo(f"{claim.what} {claim.claim_id} ({turn}{claim.why}): {claim.text}")
    if found.same:
        click.echo("Both hold the same data.")
    else:
        click.echo(f"After {found.older} this calls for {found.proposed}; it is {found.newer}.")
