"""Where a release lies. Its record may have come back from a backup without its files."""

from pathlib import Path

from flask import abort

from annotator.web.current import desk
from exports.manifest import MANIFEST
from exports.release import folder_of
from tasks.store.releases import ReleaseRecord


def is_here(record: ReleaseRecord) -> bool:
    """Whether the release's files are in the desk's folder of releases."""
    return (_folder(record) / MANIFEST).is_file()


def release_folder(record: ReleaseRecord) -> Path:
    """The folder with the release's files, or 404."""
    if not is_here(record):
        abort(404, "The files of this release are not here. Put its folder back into the folder of releases.")
    return _folder(record)


def _folder(record: ReleaseRecord) -> Path:
    return folder_of(desk().settings.releases_dir, record.name, record.version)
