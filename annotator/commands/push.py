"""``annotator push``: every waiting sentence gets its task."""

from dataclasses import asdict

import click

from annotator.commands.output import exit_for, failed_projects, json_option, print_json, progress_bar
from annotator.connect import connect
from annotator.credentials import ensure_credentials
from annotator.desk_store import open_desk_store
from annotator.settings import load_settings
from annotator.traffic import push_all
from tasks.store.projects import active_projects
from tasks.store.waiting import count_waiting


@click.command()
@json_option
def command(as_json: bool) -> None:
    """Give every waiting sentence its task in Label Studio, once each.

    A project at which Label Studio fails keeps nobody from the others; it is
    named, and the command exits with 1.
    """
    settings = load_settings()
    client = connect(settings, ensure_credentials(settings))
    store = open_desk_store(settings)
    waiting = sum(count_waiting(store, project.project_id) for project in active_projects(store))
    with progress_bar(waiting, "Pushing") as progress:
        pushed, failures = push_all(settings, store, client, progress)
    if as_json:
        print_json(asdict(pushed) | failed_projects(failures))
    else:
        found = f"; {pushed.found} had arrived before" if pushed.found else ""
        click.echo(f"{pushed.created} tasks made{found}.")
        if pushed.withdrawn:
            click.echo(f"{pushed.withdrawn} tasks of withdrawn sentences taken out of the queue.")
    exit_for(failures)
