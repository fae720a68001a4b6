"""``annotator release publish``: a release goes to where others can fetch it."""

from pathlib import Path

import click

from annotator.commands.output import json_option, print_json, progress_bar
from annotator.commands.release.folder import release_folder


@click.command()
@click.argument("folder", type=release_folder)
@click.argument("target")
@click.option("--looked-at-privacy", is_flag=True, help="You have seen what may be personal, and agree.")
@json_option
def command(folder: Path, target: str, looked_at_privacy: bool, as_json: bool) -> None:
    """Copy a release to TARGET: a folder, a .zip file, or storage such as s3://bucket/datasets.

    Beside a .zip file, a .zenodo.json of the same name has what Zenodo asks for.
    The list of checksums goes last: nobody sees half of a release. Stopped half-way,
    the same command goes on.
    """
    from exports.archive import write_zenodo_metadata, write_zip
    from exports.publish import publish, require_fit_to_leave

    if target.endswith(".zip"):
        require_fit_to_leave(folder, looked_at_privacy=looked_at_privacy)
        write_zip(folder, Path(target))
        write_zenodo_metadata(folder, Path(target).with_suffix(".zenodo.json"))
        address = target
    else:
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        with progress_bar(size, "Publishing") as progress:
            published = publish(folder, target, looked_at_privacy=looked_at_privacy, progress=progress)
        address = published.address
    if as_json:
        print_json({"address": address})
    else:
        click.echo(f"Published at {address}")
