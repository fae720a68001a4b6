"""A release as one file, to hand on."""

import shutil
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from exports.files import READ_ONLY, files_in


def write_archive(folder: Path, target: IO[bytes]) -> None:
    """Write a release as a ZIP archive with its folder in it; the same release gives the same bytes."""
    with ZipFile(target, "w") as archive:
        for name in files_in(folder):
            entry = ZipInfo(f"{folder.name}/{name}")  # dated 1980, whenever it is made
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = READ_ONLY << 16
            entry.file_size = (folder / name).stat().st_size  # tells whether it takes the 64-bit form
            with (folder / name).open("rb") as source, archive.open(entry, "w") as copy:
                shutil.copyfileobj(source, copy)
