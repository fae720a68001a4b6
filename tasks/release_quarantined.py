"""Reading once more what made no sense, and taking it in where it does now."""

import json
from collections.abc import Mapping

from tasks.label_studio.results import read_annotation
from tasks.store import annotations, people
from tasks.store import tasks as task_store
from tasks.store.connection import Store
from tasks.store.projects import home_with_id
from tasks.store.quarantine import Case, get_case, settle_case
from tasks.types import Quarantined


def release(store: Store, case: Case, person_id: int) -> str | None:
    """Try a case again, as after an update of the desk, and record what it says.

    :param person_id: who looked at it
    :return: ``None`` once it is taken in, else why it still cannot be
    """
    home = home_with_id(store, case.home_id) if case.home_id is not None else None
    if home is None or case.label_studio_task_id is None:
        return "It does not say which task it belongs to."
    task = task_store.get_tasks(store, home, [case.label_studio_task_id]).get(case.label_studio_task_id)
    if task is None or case.label_studio_annotation_id is None:
        return "It belongs to a task that the desk did not make."
    if task.sentence_id != case.sentence_id:
        return "Its task is gone from Label Studio, where another one has its number by now."
    try:
        payload = json.loads(case.payload)
    except ValueError:
        return "It is too long to be kept whole. Have it submitted again."
    found = read_annotation(payload, task.sentence)
    if isinstance(found, Quarantined):
        return f"It still makes no sense: {found.reason}."
    known = people.person_ids(store)
    author, editor = _person(known, found.completed_by), _person(known, found.changed_by)
    with store.transaction():
        as_it_is = get_case(store, case.quarantine_id)
        if as_it_is is None or as_it_is.settled_at is not None:
            return "It is settled already: answered anew, deleted, or looked at by somebody else."
        annotations.append_version(
            store, home, task.task_id, task.sentence_id, author, found, changed_by=editor or author
        )
        settle_case(store, case.quarantine_id, "released", person_id)
    return None


def _person(known: Mapping[int, int], label_studio_id: int | None) -> int | None:
    return known.get(label_studio_id) if label_studio_id is not None else None
