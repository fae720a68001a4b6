"""``annotator status``: how much there is of everything."""

import click

from annotator.commands.output import json_option, print_json
from annotator.desk_store import open_desk_store
from annotator.settings import load_settings
from exports.standings import refresh
from exports.status import desk_counts, verdict_counts
from tasks.store.connection import Store


@click.command()
@json_option
def command(as_json: bool) -> None:
    """Count articles, sentences, tasks, annotations and verdicts."""
    status = status_row(open_desk_store(load_settings()))
    if as_json:
        print_json(status)
        return
    verdicts = status.pop("verdicts")
    for name, count in status.items():
        click.echo(f"{count:>9,}  {name}")
    if isinstance(verdicts, dict):
        for verdict, count in verdicts.items():
            click.echo(f"{count:>9,}  {verdict.replace('_', ' ')}")


def status_row(store: Store) -> dict[str, object]:
    """The counts as `annotator status --json` prints them.

    ``verdicts`` counts claims, and sentences without a claim.
    """
    refresh(store)
    return {**desk_counts(store), "verdicts": verdict_counts(store)}
