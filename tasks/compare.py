"""What Label Studio says about a task that our record does not. Pure.

An annotation is known by its id and the time it was made: Label Studio gives
the ids of deleted annotations away again.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from tasks.errors import LabelStudioFailed
from tasks.ground_truth import Known, is_ground_truth, known_as, result_of
from tasks.label_studio.results import as_json, read_annotation, time_of
from tasks.recognise import recognise, says_the_same
from tasks.store.annotations import LiveVersion
from tasks.store.originals import Original
from tasks.store.tasks import Task
from tasks.store.times import as_text
from tasks.task_changes import TaskChanges
from tasks.types import AnnotationVersion, Quarantined


def compare(
    task: Task,
    payload: Mapping[str, Any],
    live: Sequence[LiveVersion],
    rebuildable: Mapping[int, LiveVersion] | None = None,
    awaited: Sequence[LiveVersion] = (),
    accounts: Collection[int] = (),
    originals: Sequence[Original] = (),
    *,
    is_copy: bool = False,
) -> TaskChanges:
    """Compare a task as Label Studio lists it with what stands under it.

    :param live: what stands, deleted annotations among it
    :param rebuildable: annotations of ours that may have been put back, by our id
    :param awaited: annotations of ours that were sent along with the task and not met under it yet
    :param accounts: of the desk in Label Studio
    :param originals: answers to the sentence by the ids that Label Studio gave them
    :param is_copy: another task of the sentence is kept
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
            if _may_be_known(annotation, answers):
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
    recognise(changes, unknown, rebuildable or {}, sent, originals, standing, accounts, is_copy=is_copy)
    changes.deleted.extend(v for v in live if v.label_studio_id not in seen and v.state != "deleted")
    there = set(may_be_rebuilt([payload]))
    changes.deleted.extend(v for v in awaited if v.annotation_id not in there and v.state != "deleted")
    if changes.touched_by in {person for v in changes.versions for person in (v.completed_by, v.changed_by)}:
        changes.touched_by = None  # who answered last need not be who deleted something before
    return changes


def _may_be_known(annotation: object, answers: Collection[Known]) -> bool:
    """Whether it is, for all it says, one of the answers: their ids are given away again."""
    name = known_as(annotation) if isinstance(annotation, dict) else None
    return name is None or name in answers


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


def _stands(live: LiveVersion, found: AnnotationVersion) -> bool:
    times = (live.updated_at, live.rebuilt_at)
    return live.state == live.spoken and says_the_same(live, found) and as_text(found.updated_at) in times


def _changed_at(payload: Mapping[str, Any]) -> str | None:
    changed_at = time_of(payload.get("updated_at"))
    return as_text(changed_at) if changed_at else None


def _touched_by(payload: Mapping[str, Any]) -> int | None:
    """A number in some answers, a list of one object in others."""
    value = payload.get("updated_by")
    if isinstance(value, list):
        value = value[0].get("user_id") if len(value) == 1 and isinstance(value[0], dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
