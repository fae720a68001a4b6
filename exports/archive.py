"""A release as one zip file, the same bytes every time, and what Zenodo wants to know with it."""

import json
import zipfile
from pathlib import Path
from typing import Any

import yaml

from exports.files import files_in
from exports.manifest import MANIFEST
from tasks.errors import ReleaseError

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that zip can say
_READ_ONLY_FILE = 0o100444 << 16


def write_zip(folder: Path, target: Path) -> None:
    """Pack a release's folder, under its own name.

    :raises ReleaseError: the file is there already, or cannot be written
    """
    partial = target.with_name(f".{target.name}.partial")
    if target.exists():
        raise ReleaseError(f"{target} is there already.")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name in files_in(folder):
                entry = zipfile.ZipInfo(f"{folder.name}/{name}", _NO_TIME)
                entry.external_attr = _READ_ONLY_FILE
                entry.compress_type = zipfile.ZIP_DEFLATED
                with (
                    (folder / name).open("rb") as source,
                    archive.open(entry, "w", force_zip64=True) as packed,
                ):
                    while piece := source.read(1 << 20):
                        packed.write(piece)
        partial.rename(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ReleaseError(f"{target} cannot be written: {error.strerror or error}.") from error


def zenodo_metadata(folder: Path) -> dict[str, Any]:
    """What ``.zenodo.json`` or Zenodo's deposit form asks for, from the release's own words.

    Source: https://developers.zenodo.org, deposit metadata.
    """
    citation = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    described = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    rows = described["rows"]
    about = f"{rows['claims']} claims from {rows['articles']} news articles, with every checker's judgement."
    return {
        "title": citation["title"],
        "upload_type": "dataset",
        "version": citation["version"],
        "publication_date": citation["date-released"],
        "description": citation.get("abstract") or about,
        "creators": [{"name": author["name"]} for author in citation["authors"]],
        "keywords": ["fact-checking", "claims", "annotation"],
        "access_right": "open" if described["licence"] else "restricted",
        **({"license": described["licence"]} if described["licence"] else {}),
    }
