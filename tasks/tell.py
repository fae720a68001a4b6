"""From editors' decisions to Label Studio: what they settled as ground truth, and who is to answer yet.

::

    decision + intent, in one transaction ─► look at the task ─► change what differs ─► intent done

Each step looks at the task as it stands and changes only what is not as it
should be, so dying anywhere, or doing it twice, comes to the same. The ground
truth is an annotation of the desk's own account: a checker's annotation is not
touched. It carries `MARKER`, by which the pull knows that it is no checker's
answer (`tasks.ground_truth`), and by which it is found again after a crash.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from tasks.compare import annotations_of
from tasks.desk_accounts import desk_accounts
from tasks.errors import LabelStudioFailed, LabelStudioMissing
from tasks.ground_truth import MARKER, is_ground_truth, result_of
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.places import place_of
from tasks.label_studio.results import as_json, author_of
from tasks.label_studio.unreadable import Unreadable
from tasks.label_studio.writing import write_answers
from tasks.store import adjudications, annotations, reviews, untold
from tasks.store.connection import Store
from tasks.store.projects import Home, Project
from tasks.store.sentences import get_sentence_text
from tasks.store.untold import Untold
from tasks.types import Judgement

AT_ONCE = 100

IsOurs = Callable[[object], bool]
"""Whether an annotation is an editor's word that the desk wrote."""


@dataclass(slots=True)
class Told:
    """What Label Studio was told."""

    sentences: int = 0


def tell(store: Store, client: LabelStudioClient, project: Project, home: Home) -> Told:
    """Bring Label Studio's tasks in line with what editors decided. Nothing is asked where all is told.

    :raises LabelStudioError: it could not be told all; what it refuses holds nothing else up
    """
    told, refused, after = Told(), None, ""
    while waiting := untold.next_untold(store, home, AT_ONCE, after=after):
        for one in waiting:
            try:
                _tell_one(store, client, project, home, one)
            except LabelStudioMissing:
                continue  # deleted meanwhile; whatever stands there in its place is told anew
            except LabelStudioFailed as error:
                refused = error
                continue
            told.sentences += 1
        after = waiting[-1].sentence_id
    if refused:
        raise refused
    return told


def _tell_one(store: Store, client: LabelStudioClient, project: Project, home: Home, one: Untold) -> None:
    task = client.task(one.label_studio_id)
    if task is None:
        return  # the next look for losses finds that out and records it
    live = annotations.live_versions(store, home, [one.task_id]).get(one.task_id, [])
    is_ours = partial(
        is_ground_truth,
        accounts=desk_accounts(store, client),
        answers={(version.label_studio_id, version.made_at) for version in live},
    )
    wanted = _wanted_result(store, one)
    if _set_ground_truth(client, task, is_ours, wanted):
        task = client.task(one.label_studio_id) or task
    _set_checkers(client, task, is_ours, reviews.checkers_needed(store, one.sentence_id), project)
    untold.note_told(store, one, as_json(wanted) if wanted else None)


def _wanted_result(store: Store, one: Untold) -> list[dict[str, Any]]:
    """What editors settled about the sentence, in the words that the task shows; empty where nothing is."""
    stands = get_sentence_text(store, one.sentence_id)
    words = adjudications.standing_words(store, one.sentence_id)
    return write_answers(
        [found for word in words if (found := _placed(word, stands, one.sentence))], one.sentence
    )


def _placed(word: Judgement, stands: str, shown: str) -> Judgement | None:
    """The word with its span where the task shows it; ``None`` where that cannot be told."""
    if word.span is None or stands == shown:
        return word
    mark = {"start": word.span.start, "end": word.span.end, "text": word.span.of(stands)}
    try:
        return replace(word, span=place_of(mark, shown)[0])
    except Unreadable:
        return None


def _set_ground_truth(
    client: LabelStudioClient,
    task: Mapping[str, Any],
    is_ours: IsOurs,
    wanted: Sequence[Mapping[str, Any]],
) -> bool:
    """:return: whether something had to be changed"""
    ours = [annotation for annotation in annotations_of(task) if is_ours(annotation)]
    kept, surplus = (ours[:1], ours[1:]) if wanted else ([], ours)
    for annotation in surplus:
        client.delete_annotation(annotation["id"])
    if not wanted:
        return bool(surplus)
    body = {"result": list(wanted), "ground_truth": True, "was_cancelled": False}
    if not kept:
        client.create_annotation(task["id"], body | {"import_id": MARKER})
    elif not kept[0].get("ground_truth") or result_of(kept[0]) != as_json(wanted):
        client.change_annotation(kept[0]["id"], body)
    else:
        return bool(surplus)
    return True


def _set_checkers(
    client: LabelStudioClient, task: Mapping[str, Any], is_ours: IsOurs, needed: int, project: Project
) -> None:
    """Have the label stream hand the task to as many checkers as are needed.

    Label Studio counts everybody who answered, the desk's ground truth too, and
    says itself whether a task is done only when an annotation changes.
    """
    said = annotations_of(task)
    answered = {author_of(one) for one in said if not is_ours(one) and not one.get("was_cancelled")}
    everybody = answered | {author_of(one) for one in said if is_ours(one)}
    wanted = needed
    if needed > project.checkers_per_sentence:
        wanted += len(everybody) - len(answered)
    if task.get("overlap") != wanted:
        client.change_task(task["id"], {"overlap": wanted, "is_labeled": len(everybody) >= wanted})
