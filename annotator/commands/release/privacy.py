"""``annotator release privacy``: what in a release may be personal."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from annotator.commands.output import json_option, print_json
from annotator.commands.release.folder import release_folder


@click.command()
@click.argument("folder", type=release_folder)
@json_option
def command(folder: Path, as_json: bool) -> None:
    """Show what in a release may be personal, before it is published.

    Checkers' names, e-mail addresses and telephone numbers in their notes and keys
    in links were taken out when it was made. What is left is quoted news: an
    editor must look. Exits with 1 where there is something to look at.
    """
    from exports.privacy_report import privacy_report

    report = privacy_report(folder)
    if as_json:
        print_json(asdict(report) | {"needs_a_look": report.needs_a_look})
    else:
        for finding in report.examples:
            click.echo(f"{finding.where}: {finding.kind}: {finding.text}")
        for kind, count in report.counts.items():
            click.echo(f"{count:>9,}  {kind}")
        click.echo(f"{report.claimants:>9,}  people and institutions named as claimants")
        click.echo(f"{report.article_texts:>9,}  articles with their text")
        click.echo("An editor should look at this." if report.needs_a_look else "Nothing looks personal.")
    if report.needs_a_look:
        sys.exit(1)
