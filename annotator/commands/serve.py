"""``annotator serve``: the desk, with a Label Studio that runs elsewhere."""

import click

from annotator.settings import load_settings
from tasks.errors import SettingError


@click.command()
def command() -> None:
    """Run the desk against a Label Studio that runs elsewhere.

    Set ANNOTATOR_LABEL_STUDIO_URL to its address and
    ANNOTATOR_LABEL_STUDIO_TOKEN to the access token of an account there.
    """
    from annotator.commands.announcement import run

    settings = load_settings()
    if settings.is_embedded:
        raise SettingError(
            "ANNOTATOR_LABEL_STUDIO_URL is not set. Set it to the address of your Label Studio, "
            "or run `annotator up` to have one of our own."
        )
    run(settings, sample=False)
