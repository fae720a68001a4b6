"""``annotator restore``: what was deleted in Label Studio comes back; or the store, from a backup."""

from dataclasses import asdict
from pathlib import Path

import click

from annotator.commands.output import exit_for, failed_projects, json_option, print_json, progress_bar
from annotator.connect import connect
from annotator.credentials import ensure_credentials
from annotator.desk_store import open_desk_store
from annotator.locks import exclusive
from annotator.settings import Settings, load_settings
from annotator.traffic import restore_all
from tasks.store.backup import bring_back
from tasks.store.projects import active_projects
from tasks.store.waiting import count_missing


@click.command()
@click.option(
    "--from",
    "backup",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Put this backup in the place of the desk's record. The desk must not be running.",
)
@json_option
def command(backup: Path | None, as_json: bool) -> None:
    """Rebuild in Label Studio what was deleted there, with all its answers.

    A deleted project and deleted tasks are made again, and every answer stands
    under its author's name. The desk's record does not change. A project at which
    Label Studio fails keeps nobody from the others; it is named, and the command
    exits with 1.
    """
    settings = load_settings()
    if backup is not None:
        _from_backup(settings, backup, as_json)
        return
    client = connect(settings, ensure_credentials(settings))
    store = open_desk_store(settings)
    missing = sum(count_missing(store, project.project_id) for project in active_projects(store))
    with progress_bar(missing, "Restoring") as progress:
        restored, failures = restore_all(settings, store, client, progress)
    if as_json:
        print_json(asdict(restored) | failed_projects(failures))
    elif restored.tasks or restored.project_was_gone:
        project = "The project, " if restored.project_was_gone else ""
        click.echo(f"{project}{restored.tasks} tasks and {restored.annotations} annotations are back.")
    elif not failures:
        click.echo("Nothing was missing.")
    exit_for(failures)


def _from_backup(settings: Settings, backup: Path, as_json: bool) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (
        exclusive(settings.data_dir / "desk.lock", wait_s=0, holder="a running desk"),
        exclusive(settings.data_dir / "sync.lock", wait_s=0, holder="a push or pull"),
    ):
        aside = bring_back(backup, settings.store_path)
    if as_json:
        print_json({"store": str(settings.store_path), "before": str(aside) if aside else None})
        return
    click.echo(f"{settings.store_path} is {backup} now.")
    if aside:
        click.echo(f"What was there before is in {aside}.")
    click.echo("Run `annotator pull --full` once the desk is up: it fetches what the backup is missing.")
