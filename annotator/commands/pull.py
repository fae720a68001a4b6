"""``annotator pull``: what checkers did comes into the store."""

from dataclasses import asdict

import click

from annotator.commands.output import exit_for, failed_projects, json_option, print_json
from annotator.connect import connect
from annotator.credentials import ensure_credentials
from annotator.desk_store import open_desk_store
from annotator.settings import load_settings
from annotator.traffic import pull_all
from tasks.record_changes import Pulled


@click.command()
@click.option("--full", is_flag=True, help="Read everything again, and look for deleted tasks.")
@json_option
def command(full: bool, as_json: bool) -> None:
    """Fetch what checkers did from Label Studio.

    A project at which Label Studio fails keeps nobody from the others; it is
    named, and the command exits with 1.
    """
    settings = load_settings()
    client = connect(settings, ensure_credentials(settings))
    store = open_desk_store(settings)
    pulled, failures = pull_all(settings, store, client, full=full)
    if as_json:
        print_json(asdict(pulled) | failed_projects(failures))
    else:
        _print(pulled)
    exit_for(failures)


def _print(pulled: Pulled) -> None:
    click.echo(f"{pulled.versions} new or changed annotations, {pulled.deleted} deleted.")
    if pulled.quarantined:
        click.echo(f"{pulled.quarantined} made no sense and were put aside: see `annotator ledger`.")
    if pulled.gone:
        click.echo(f"{pulled.gone} tasks are gone from Label Studio: see `annotator ledger`.")
