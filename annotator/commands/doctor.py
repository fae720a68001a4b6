"""``annotator doctor``: what is wrong, and what to do about it."""

import sys
from dataclasses import asdict

import click

from annotator.commands.output import json_option, print_json
from annotator.doctor import examine
from annotator.settings import load_settings


@click.command()
@json_option
def command(as_json: bool) -> None:
    """Look at everything the desk needs. Exits with 1 when something is wrong."""
    findings = []
    for finding in examine(load_settings()):
        findings.append(finding)
        if not as_json:
            mark = click.style("ok  ", fg="green") if finding.well else click.style("bad ", fg="red")
            click.echo(f"{mark}{finding.check}: {finding.detail}")
    if as_json:
        print_json([asdict(finding) for finding in findings])
    if not all(finding.well for finding in findings):
        sys.exit(1)
