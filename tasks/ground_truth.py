"""Which annotation in Label Studio is an editor's word that the desk wrote, and no checker's answer."""

from collections.abc import Mapping
from typing import Any, Final

from tasks.label_studio.results import as_json

MARKER: Final = -1
"""The ``import_id`` of a ground truth. Label Studio keeps it; those of imported ones are positive."""


def is_ground_truth(annotation: object) -> bool:
    return isinstance(annotation, dict) and annotation.get("import_id") == MARKER


def result_of(annotation: Mapping[str, Any]) -> str:
    """What it says, as canonical JSON."""
    return as_json(annotation.get("result"))
