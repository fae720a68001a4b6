"""``annotator ledger``: the account of every sentence."""

import sys
from dataclasses import asdict

import click

from annotator.commands.output import json_option, print_json
from annotator.desk_store import open_desk_store
from annotator.settings import load_settings
from exports.standings import differ_from, refresh
from tasks.ledger import Ledger, SentenceState, open_ledger
from tasks.store.standings import mark_all_stale

SHOWN_PROBLEMS = 20


@click.command()
@json_option
def command(as_json: bool) -> None:
    """Account for every sentence. Exits with 1 when the account does not add up."""
    store = open_desk_store(load_settings())
    refresh(store)
    ledger = open_ledger(store)
    # Twice, because a running desk may record something between the two counts.
    if differ_from(store, ledger) and differ_from(store, open_ledger(store)):
        mark_all_stale(store)
        refresh(store)
        click.echo(
            "annotator: The desk's pages showed other numbers than these. They were worked out anew; "
            "please report this as a defect.",
            err=True,
        )
    if as_json:
        print_json(as_row(ledger))
    else:
        _print(ledger)
    if not ledger.balanced:
        sys.exit(1)


def as_row(ledger: Ledger) -> dict[str, object]:
    """The account as `annotator ledger --json` prints it; every state is listed."""
    return {
        "balanced": ledger.balanced,
        "sentences": ledger.sentences,
        "totals": ledger.totals,
        "states": {state.value: ledger.states[state] for state in SentenceState},
        "problems": [asdict(problem) for problem in ledger.problems],
    }


def _print(ledger: Ledger) -> None:
    for state in SentenceState:
        if ledger.states[state]:
            click.echo(f"{ledger.states[state]:>9,}  {state.value.replace('_', ' ')}")
    click.echo(f"{ledger.sentences:>9,}  sentences in all")
    counted = (f"{name.replace('_', ' ')} {count:,}" for name, count in ledger.totals.items())
    click.echo(f"On record: {', '.join(counted)}.")
    for problem in ledger.problems[:SHOWN_PROBLEMS]:
        click.echo(f"{problem.sentence_id or ''} {problem.what} {problem.what_to_do}".strip())
    if len(ledger.problems) > SHOWN_PROBLEMS:
        click.echo(f"… and {len(ledger.problems) - SHOWN_PROBLEMS:,} more: `annotator ledger --json`.")
    click.secho(
        "The account adds up." if ledger.balanced else "The account does not add up.",
        fg="green" if ledger.balanced else "red",
    )
