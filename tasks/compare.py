"""What Label Studio says about a task that our record does not. Pure.

An annotation is known by its id and the time it was made: Label Studio gives
the ids of deleted annotations away again.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tasks.errors import LabelStudioFailed
from tasks.ground_truth import is_ground_truth, result_of
from tasks.label_studio.results import as_json, read_annotation
from tasks.store.annotations import LiveVersion
from tasks.store.tasks import Task
from tasks.store.times import as_text, from_text
from tasks.types import AnnotationVersion, Quarantined


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """An annotation of ours that was put back and stands in Label Studio again."""

    live: LiveVersion
    found: AnnotationVersion


@dataclass(slots=True)
class TaskChanges:
    """What is new about one task."""

    task: Task
    changed_at: str | None = None  # by Label Studio's clock, as the store writes it
    touched_by: int | None = None  # Label Studio's id of who changed the task last, where it says
    new: list[AnnotationVersion] = field(default_factory=list)
    edited: list[AnnotationVersion] = field(default_factory=list)
    rebuilt: list[Rebuilt] = field(default_factory=list)
    deleted: list[LiveVersion] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)  # Label Studio's ids of copies of what stands
    quarantined: list[Quarantined] = field(default_factory=list)
    ground_truths: list[str | None] = field(default_factory=list)  # results; None: no longer marked as such

    @property
    def versions(self) -> list[AnnotationVersion]:
        return [*self.new, *self.edited]


def compare(
    task: Task,
    payload: Mapping[str, Any],
    live: Sequence[LiveVersion],
    rebuildable: Mapping[int, LiveVersion] | None = None,
    awaited: Sequence[LiveVersion] = (),
    accounts: Collection[int] = (),
) -> TaskChanges:
    """Compare a task as Label Studio lists it with what stands under it.

    :param live: what stands, deleted annotations among it
    :param rebuildable: annotations of ours that may have been put back, by our id
    :param awaited: annotations of ours that were sent along with the task and not met under it yet
    :param accounts: of the desk in Label Studio
    :raises LabelStudioFailed: the task comes without a list of annotations
    """
    changes = TaskChanges(task, _changed_at(payload), _touched_by(payload))
    known = {version.label_studio_id: version for version in live}
    answers = {(version.label_studio_id, version.made_at) for version in live}
    sent = {version.annotation_id: version for version in awaited}
    seen: set[int | None] = set()
    unknown: list[AnnotationVersion] = []
    for annotation in annotations_of(payload):
        if is_ground_truth(annotation, accounts, answers):
            changes.ground_truths.append(result_of(annotation) if annotation.get("ground_truth") else None)
            continue
        untouched = _untouched(annotation, known)
        if untouched:
            seen.add(untouched.label_studio_id)
            continue
        found = read_annotation(annotation, task.sentence)
        if isinstance(found, Quarantined):
            changes.quarantined.append(found)
            seen.add(found.label_studio_id)
            continue
        before = known.get(found.label_studio_id)
        if before is None or before.made_at != as_text(found.created_at):
            unknown.append(found)
            continue
        seen.add(found.label_studio_id)
        if not _stands(before, found):
            changes.edited.append(found)
    standing = {version.annotation_id for version in live if version.label_studio_id in seen}
    for found in unknown:
        _take_unknown(changes, found, rebuildable or {}, sent, standing)
    changes.deleted.extend(v for v in live if v.label_studio_id not in seen and v.state != "deleted")
    there = set(may_be_rebuilt([payload]))
    changes.deleted.extend(v for v in awaited if v.annotation_id not in there and v.state != "deleted")
    if changes.touched_by in {person for v in changes.versions for person in (v.completed_by, v.changed_by)}:
        changes.touched_by = None  # who answered last need not be who deleted something before
    return changes


def _untouched(annotation: object, known: Mapping[int | None, LiveVersion]) -> LiveVersion | None:
    """What stands, where the annotation is to the letter what it was: nearly always, not worth reading."""
    if not isinstance(annotation, dict) or not isinstance(annotation.get("id"), int):
        return None
    before = known.get(annotation["id"])
    if before is None or before.state != before.spoken or annotation.get("created_at") != before.made_at:
        return None
    updated_at = annotation.get("updated_at")
    is_untouched = (
        (updated_at == before.updated_at or (updated_at is not None and updated_at == before.rebuilt_at))
        and annotation.get("was_cancelled") is (before.spoken == "skipped")
        and as_json(annotation.get("result")) == before.result
    )
    return before if is_untouched else None


def annotations_of(payload: Mapping[str, Any]) -> list[Any]:
    """:raises LabelStudioFailed: there is no list of annotations"""
    annotations = payload.get("annotations")
    if not isinstance(annotations, list):
        raise LabelStudioFailed(f"Label Studio lists task {payload.get('id')} without its annotations.")
    return annotations


def may_be_rebuilt(payloads: Sequence[Mapping[str, Any]]) -> Iterator[int]:
    """Ids of ours that the annotations of these tasks say to be rebuilt from."""
    for payload in payloads:
        for annotation in payload.get("annotations") or []:
            origin = annotation.get("import_id") if isinstance(annotation, dict) else None
            if isinstance(origin, int) and 0 < origin < 2**63:
                yield origin


def _take_unknown(
    changes: TaskChanges,
    found: AnnotationVersion,
    rebuildable: Mapping[int, LiveVersion],
    sent: Mapping[int, LiveVersion],
    standing: set[int],
) -> None:
    """An answer under an id that we do not know: new, or one that we put back.

    A request to put it back that seemed lost may land beside its repetition.

    :param sent: annotations of ours that went out along with the task: edited ones are ours as well
    :param standing: annotations of ours that the task has already; added to
    """
    origin = found.rebuilt_from or 0
    ours = sent.get(origin) or rebuildable.get(origin)
    same = ours is not None and _says_the_same(ours, found)
    if ours is None or ours.sentence_id != changes.task.sentence_id or not (same or origin in sent):
        changes.new.append(found)
    elif ours.annotation_id not in standing:
        changes.rebuilt.append(Rebuilt(ours, found))
        standing.add(ours.annotation_id)
        if not same:
            changes.edited.append(found)
    elif same:
        changes.surplus.append(found.label_studio_id)
    else:
        changes.new.append(found)


def _stands(live: LiveVersion, found: AnnotationVersion) -> bool:
    times = (live.updated_at, live.rebuilt_at)
    return live.state == live.spoken and _says_the_same(live, found) and as_text(found.updated_at) in times


def _says_the_same(live: LiveVersion, found: AnnotationVersion) -> bool:
    return live.spoken == ("skipped" if found.skipped else "answered") and live.result == found.result


def _changed_at(payload: Mapping[str, Any]) -> str | None:
    value = payload.get("updated_at")
    return as_text(from_text(value)) if isinstance(value, str) else None


def _touched_by(payload: Mapping[str, Any]) -> int | None:
    """A number in some answers, a list of one object in others."""
    value = payload.get("updated_by")
    if isinstance(value, list):
        value = value[0].get("user_id") if len(value) == 1 and isinstance(value[0], dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
