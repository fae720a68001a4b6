"""Answers under ids that we do not know: which are new, and which are ours that came back. Pure.

An answer comes back in one of two ways. The desk puts it back and gives it our
id. Or somebody imports an export of Label Studio's again, which names it by the
id that it had there. Label Studio writes both into ``import_id``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from tasks.store.annotations import LiveVersion
from tasks.store.originals import Original
from tasks.task_changes import Rebuilt, TaskChanges
from tasks.types import AnnotationVersion


def recognise(
    changes: TaskChanges,
    unknown: Iterable[AnnotationVersion],
    rebuildable: Mapping[int, LiveVersion],
    sent: Mapping[int, LiveVersion],
    originals: Sequence[Original],
    standing: set[int],
    accounts: Collection[int],
    *,
    is_copy: bool,
) -> None:
    """Sort the unknown answers of a task into its changes.

    :param rebuildable: annotations of ours that may have been put back, by our id
    :param sent: annotations of ours that went out along with the task: edited ones are ours as well
    :param originals: answers to the sentence by the ids that Label Studio gave them
    :param standing: annotations of ours that the task has already; added to
    :param accounts: of the desk in Label Studio
    :param is_copy: another task of the sentence is kept, so what was imported again counts for nothing
    """
    for found in unknown:
        original = _original_of(found, originals)
        if original is None and _is_editors_word(changes, found, rebuildable, accounts):
            if not is_copy:
                changes.surplus.append(found.label_studio_id)
        elif original is None or (not is_copy and _is_put_back(changes, found, rebuildable, sent, standing)):
            _take_unknown(changes, found, rebuildable, sent, standing)
        elif not is_copy:
            _take_imported(changes, found, original, standing)


def _is_editors_word(
    changes: TaskChanges,
    found: AnnotationVersion,
    rebuildable: Mapping[int, LiveVersion],
    accounts: Collection[int],
) -> bool:
    """Whether it is a ground truth of the desk's, imported again: without its marker. It is told anew."""
    ours = rebuildable.get(found.rebuilt_from or 0)
    return (
        found.ground_truth
        and found.completed_by in accounts
        and found.rebuilt_from is not None
        and (ours is None or ours.sentence_id != changes.task.sentence_id)
    )


def _is_put_back(
    changes: TaskChanges,
    found: AnnotationVersion,
    rebuildable: Mapping[int, LiveVersion],
    sent: Mapping[int, LiveVersion],
    standing: set[int],
) -> bool:
    """Whether it says to be an answer of ours by our own id for it."""
    ours = rebuildable.get(found.rebuilt_from or 0)
    return found.rebuilt_from in sent or (
        ours is not None
        and ours.sentence_id == changes.task.sentence_id
        and ours.annotation_id not in standing
        and says_the_same(ours, found)
    )


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
    same = ours is not None and says_the_same(ours, found)
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


def _original_of(found: AnnotationVersion, originals: Sequence[Original]) -> LiveVersion | None:
    """The answer of ours that somebody exported and imported again: nobody answered anew."""
    says = "skipped" if found.skipped else "answered", found.result
    return next(
        (one.live for one in originals if one.label_studio_id == found.rebuilt_from and says in one.said),
        None,
    )


def _take_imported(
    changes: TaskChanges, found: AnnotationVersion, original: LiveVersion, standing: set[int]
) -> None:
    if original.annotation_id in standing:
        changes.surplus.append(found.label_studio_id)
        return
    changes.rebuilt.append(Rebuilt(original, found))
    standing.add(original.annotation_id)
    if not says_the_same(original, found):
        changes.edited.append(found)


def says_the_same(live: LiveVersion, found: AnnotationVersion) -> bool:
    """Whether Label Studio has it with the words in which it stands, or stood until it was deleted."""
    return live.spoken == ("skipped" if found.skipped else "answered") and live.result == found.result
