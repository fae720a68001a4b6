"""``annotator release``: datasets, built once and never changed."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from annotator.commands.output import json_option, print_json
from annotator.credentials import ensure_credentials
from annotator.settings import load_settings
from annotator.sync import open_desk_store
from exports.release import create_release
from exports.verify import verify_release
from tasks.store.releases import list_releases


@click.group()
def command() -> None:
    """Build, list and check datasets."""


@command.command()
@click.argument("name")
@click.option(
    "--version", default=None, help="The release's version; proposed from what changed if not given."
)
@click.option("--with-text", is_flag=True, help="Put in the articles' text. Only if you may pass it on.")
@json_option
def create(name: str, version: str | None, with_text: bool, as_json: bool) -> None:
    """Release everything that is labelled now as NAME-VERSION."""
    settings = load_settings()
    store = open_desk_store(settings)
    release = create_release(
        store,
        settings.releases_dir,
        name,
        secret=ensure_credentials(settings).pseudonym_key.encode(),
        version=version,
        with_text=with_text,
    )
    if as_json:
        print_json(
            {
                "name": release.name,
                "version": release.version,
                "folder": str(release.folder),
                "as_of": release.as_of,
                "rows": dict(release.rows),
            }
        )
        return
    click.echo(f"{release.name} {release.version} in {release.folder}")
    for table, rows in release.rows.items():
        click.echo(f"{rows:>9,}  {table.replace('_', ' ')}")


@command.command("list")
@json_option
def list_all(as_json: bool) -> None:
    """List the releases there are."""
    records = list_releases(open_desk_store(load_settings()))
    if as_json:
        print_json([asdict(record) for record in records])
        return
    for record in records:
        click.echo(f"{record.name} {record.version}: {record.claims:,} claims, as of {record.as_of[:10]}")


@command.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@json_option
def verify(folder: Path, as_json: bool) -> None:
    """Check that a release is what was released. Exits with 1 when it is not."""
    problems = verify_release(folder)
    if as_json:
        print_json({"valid": not problems, "problems": [str(problem) for problem in problems]})
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo("This is what was released." if not problems else "This is not what was released.")
    if problems:
        sys.exit(1)
