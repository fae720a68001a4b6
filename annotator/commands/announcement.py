"""Running the desk from the command line, and saying where everything is."""

import signal
import time

import click

from annotator.connect import desk_url
from annotator.credentials import ensure_credentials
from annotator.running import running_desk
from annotator.settings import Settings
from annotator.sync import SyncWorker

FIRST_SYNC_S = 20.0


def run(settings: Settings, *, sample: bool) -> None:
    """Run the desk until Ctrl-C, SIGTERM or the end of the terminal."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        click.echo("Starting the desk …", err=True)
        with running_desk(settings, sample=sample) as worker:
            _wait_for_first_sync(worker)
            _announce(settings)
            while True:
                signal.pause()
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)


def _wait_for_first_sync(worker: SyncWorker) -> None:
    deadline = time.monotonic() + FIRST_SYNC_S
    while not worker.status.is_known and time.monotonic() < deadline:
        time.sleep(0.05)


def _announce(settings: Settings) -> None:
    click.echo(f"\n  Desk            {desk_url(settings)}/")
    click.echo(f"  Labelling page  {desk_url(settings)}/label")
    if settings.is_embedded:
        credentials = ensure_credentials(settings)
        shown = (
            "as set in ANNOTATOR_ADMIN_PASSWORD" if settings.admin_password else credentials.admin_password
        )
        click.echo(f"  Sign in as      {credentials.admin_email}")
        click.echo(f"  Password        {shown}")
    click.echo("\n  Invite checkers on the page People. Ctrl-C stops everything.\n")
