"""Releases as zip files, made when somebody first asks for one and kept: so a broken download can go on."""

from pathlib import Path

from annotator.locks import exclusive
from annotator.settings import Settings
from exports.archive import write_zip

PATIENCE_S = 600.0
"""How long to wait for somebody else who is packing."""


def archive_of(settings: Settings, folder: Path) -> Path:
    """The zip file of a release's folder.

    :raises ReleaseError: it cannot be written
    :raises StoreBusyError: somebody else is packing for very long
    """
    settings.archives_dir.mkdir(exist_ok=True, mode=0o700)
    archive = settings.archives_dir / f"{folder.name}.zip"
    if not archive.exists():
        with exclusive(settings.archives_dir / "packing.lock", wait_s=PATIENCE_S, holder="a download"):
            if not archive.exists():
                write_zip(folder, archive)
    return archive
