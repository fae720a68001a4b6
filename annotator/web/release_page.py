"""A release as its page shows it, read from its own files. A release never changes, so this is kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from flask_babel import LazyString, lazy_gettext

from exports.columns import as_record
from exports.crowd.aggregate import AggregationReport, reports_in
from exports.describe.citation import reference
from exports.describe.loading_code import Snippet, loading_code
from exports.files import CHECKSUMS, files_in
from exports.formats.jsonl import read_jsonl
from exports.manifest import MANIFEST
from exports.tables import CLAIMS
from tasks.types import NOT_A_CLAIM, UNDECIDED, Verdict

PREVIEW_ROWS = 8
PREVIEW_COLUMNS = ("claim", "claimant", "verdict", "verdict_method", "n_annotations", "split")
COEFFICIENTS: Mapping[str, LazyString] = {
    "observed": lazy_gettext("Agreeing pairs"),
    "krippendorff_alpha": lazy_gettext("Krippendorff’s α"),
    "fleiss_kappa": lazy_gettext("Fleiss’ κ"),
    "gwet_ac1": lazy_gettext("Gwet’s AC1"),
    "randolph_kappa": lazy_gettext("Randolph’s κ"),
}


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    path: str  # below the release's folder
    size: int  # bytes
    sha256: str  # empty for the list of checksums itself


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A measure of agreement, with its 95 % interval where there is one."""

    name: LazyString
    value: float | None
    low: float | None
    high: float | None
    undefined: str | None  # why there is no value


@dataclass(frozen=True, slots=True)
class ReleasePage:
    title: str
    about: str
    citation: str
    licence: str | None  # SPDX
    manifest: Mapping[str, Any]
    agreement: Sequence[Coefficient]
    models: Sequence[AggregationReport]
    preview: Sequence[Mapping[str, object]]
    files: Sequence[ReleaseFile]
    code: Sequence[Snippet]
    plots: Sequence[str]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


@lru_cache(maxsize=64)
def release_page(folder: Path) -> ReleasePage:
    """What the page of the release in this folder shows."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    citation = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    files = tuple(_files(folder))
    return ReleasePage(
        title=citation["title"],
        about=citation.get("abstract", ""),
        citation=reference(citation),
        licence=manifest["licence"],
        manifest={**manifest, "verdicts": _in_usual_order(manifest["verdicts"])},
        agreement=tuple(_agreement(folder)),
        models=reports_in(manifest),
        preview=tuple(_preview(folder)),
        files=files,
        code=tuple(loading_code(manifest)),
        plots=tuple(file.path for file in files if file.path.startswith("plots/")),
    )


def _in_usual_order(verdicts: Mapping[str, int]) -> dict[str, int]:
    """As on every other page; in the file they stand by letter."""
    usual = (*map(str, Verdict), NOT_A_CLAIM, UNDECIDED)
    return {label: verdicts[label] for label in sorted(verdicts, key=usual.index)}


def _files(folder: Path) -> Sequence[ReleaseFile]:
    lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    digests = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    return [
        ReleaseFile(name, (folder / name).stat().st_size, digests.get(name, "")) for name in files_in(folder)
    ]


def _agreement(folder: Path) -> Sequence[Coefficient]:
    figures = json.loads((folder / "agreement.json").read_text(encoding="utf-8"))["agreement"]["answers"]
    return [Coefficient(name, **figures[key]) for key, name in COEFFICIENTS.items()]


def _preview(folder: Path) -> Sequence[Mapping[str, object]]:
    rows = islice(read_jsonl(folder / "jsonl" / f"{CLAIMS.name}.jsonl", CLAIMS), PREVIEW_ROWS)
    records = (as_record(CLAIMS, row) for row in rows)
    return [{name: record[name] for name in PREVIEW_COLUMNS} for record in records]
