"""Which annotation in Label Studio is an editor's word that the desk wrote, and no checker's answer.

Any member of Label Studio can write the marker on an annotation. So it counts
only on one that an account of the desk made, and never on one that is known as
somebody's answer: nobody can forge an editor's word, or have an answer ignored.
"""

from collections.abc import Collection, Mapping
from typing import Any, Final

from tasks.label_studio.results import as_json, author_of, time_of
from tasks.store.times import as_text

MARKER: Final = -1
"""The ``import_id`` of a ground truth. Label Studio keeps it; those of imported ones are positive."""

Known = tuple[int | None, str | None]
"""An annotation by its id and the time it was made: Label Studio gives ids away again."""


def is_ground_truth(annotation: object, accounts: Collection[int], answers: Collection[Known] = ()) -> bool:
    """Whether the desk wrote this as an editor's word.

    :param accounts: of the desk, by Label Studio's ids
    :param answers: what is known as somebody's answer
    """
    return (
        isinstance(annotation, dict)
        and annotation.get("import_id") == MARKER
        and author_of(annotation) in accounts
        and known_as(annotation) not in answers
    )


def result_of(annotation: Mapping[str, Any]) -> str:
    """What it says, as canonical JSON."""
    return as_json(annotation.get("result"))


def known_as(annotation: Mapping[str, Any]) -> Known | None:
    """What it is known by, ``None`` where it does not say."""
    identity, made_at = annotation.get("id"), time_of(annotation.get("created_at"))
    return (identity, as_text(made_at)) if isinstance(identity, int) and made_at else None
