"""The folder of a release, as an argument."""

from pathlib import Path

import click

release_folder = click.Path(exists=True, file_okay=False, path_type=Path)
