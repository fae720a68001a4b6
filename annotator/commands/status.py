"""``annotator status``: how much there is of everything."""

import click

from annotator.commands.output import json_option, print_json
from annotator.settings import load_settings
from annotator.sync import open_desk_store
from exports.status import verdict_totals
from tasks.ledger import SentenceState, open_ledger
from tasks.store import accounts
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

    ``labelled`` counts sentences that have all the answers they need, or an
    editor's decision; ``verdicts`` counts claims, and sentences without a claim.
    """
    counts = accounts.count(store)
    states = open_ledger(store).states
    return {
        "articles": counts.articles,
        "sentences": counts.sentences,
        "tasks": counts.tasks,
        "annotations": counts.annotations,
        "labelled": states[SentenceState.LABELLED] + states[SentenceState.ADJUDICATED],
        "verdicts": verdict_totals(store),
    }
