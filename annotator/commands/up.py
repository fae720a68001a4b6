"""``annotator up``: everything."""

import click

from annotator.settings import load_settings


@click.command()
@click.option("--no-sample", is_flag=True, help="Start an empty desk without the sample article.")
def command(no_sample: bool) -> None:
    """Run everything: Label Studio, the desk and the traffic between them.

    With ANNOTATOR_LABEL_STUDIO_URL set, it uses the Label Studio there instead
    of one of its own. Ctrl-C stops everything.
    """
    from annotator.commands.announcement import run

    run(load_settings(), sample=not no_sample)
