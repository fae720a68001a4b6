"""A release as one zip file, the same bytes every time, and what Zenodo wants to know with it."""

import json
import shutil
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import yaml

from exports.describe.citation import about
from exports.files import READ_ONLY, files_in
from exports.manifest import MANIFEST
from tasks.errors import ReleaseError


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


def write_zip(folder: Path, target: Path) -> None:
    """Pack a release's folder into a file of its own.

    :raises ReleaseError: the file is there already, or cannot be written
    """
    partial = target.with_name(f".{target.name}.partial")
    if target.exists():
        raise ReleaseError(f"{target} is there already.")
    try:
        with partial.open("wb") as file:
            write_archive(folder, file)
        partial.rename(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ReleaseError(f"{target} cannot be written: {error.strerror or error}.") from error


def write_zenodo_metadata(folder: Path, target: Path) -> None:
    """Write what Zenodo asks for beside a release's ZIP archive.

    :raises ReleaseError: it cannot be written
    """
    try:
        target.write_text(json.dumps(zenodo_metadata(folder), ensure_ascii=False, indent=2) + "\n", "utf-8")
    except OSError as error:
        raise ReleaseError(f"{target} cannot be written: {error.strerror or error}.") from error


def zenodo_metadata(folder: Path) -> dict[str, Any]:
    """What ``.zenodo.json`` or Zenodo's deposit form asks for, from the release's own words.

    Source: https://developers.zenodo.org, deposit metadata.
    """
    citation = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    described = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    rows = described["rows"]
    return {
        "title": citation["title"],
        "upload_type": "dataset",
        "version": citation["version"],
        "publication_date": citation["date-released"],
        "description": citation.get("abstract") or about(rows["claims"], rows["articles"]),
        "creators": [{"name": author["name"]} for author in citation["authors"]],
        "keywords": ["fact-checking", "claims", "annotation"],
        "access_right": "open" if described["licence"] else "restricted",
        **({"license": described["licence"]} if described["licence"] else {}),
    }
