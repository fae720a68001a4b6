"""Watching the border: Label Studio Community has no roles, so any member may change anything.

What cannot be forbidden is noticed with the next poll, shown on the desk, and
can be put back. This is about the project; `tasks.others_answers` is about answers.
"""

import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tasks.errors import LabelStudioMissing
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.projects import project_settings
from tasks.restore import is_gone
from tasks.store import alarms, untold
from tasks.store import tasks as task_store
from tasks.store.alarms import AlarmKind
from tasks.store.connection import Store
from tasks.store.project_changes import note_set_up
from tasks.store.projects import Home, Project

WORDS = {
    "label_config": "the labelling page",
    "expert_instruction": "the guidelines",
    "maximum_annotations": "how many checkers each sentence gets",
    "show_skip_button": "whether checkers may skip",
    "enable_empty_annotation": "whether empty answers are taken",
    "sampling": "the order of the sentences",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at the project showed."""

    is_there: bool
    tasks_are_missing: bool = False


def watch(store: Store, client: LabelStudioClient, project: Project, home: Home) -> Seen:
    """Look at the project, raise or take down alarms. One request where all is well."""
    try:
        found = client.project(home.label_studio_id)
    except LabelStudioMissing:
        if not is_gone(client, project, home):
            raise
        alarms.sound(
            store, home, AlarmKind.PROJECT_GONE, "Somebody deleted the project. Every answer is kept here."
        )
        return Seen(is_there=False)
    alarms.settle(store, AlarmKind.PROJECT_GONE, project.project_id, "over")
    changed = differences(project_settings(project.checkers_per_sentence, project.guidelines), found)
    if changed:
        words = _listed([WORDS[name] for name in changed])
        alarms.sound(
            store,
            home,
            AlarmKind.PROJECT_CHANGED,
            f"Somebody changed {words} of the project.",
            settings=changed,
        )
    else:
        alarms.settle(store, AlarmKind.PROJECT_CHANGED, project.project_id, "over")
    number = found.get("task_number")
    known = task_store.count_live(store, home)
    return Seen(is_there=True, tasks_are_missing=isinstance(number, int) and number < known)


def differences(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """The settings that are not as wanted, by Label Studio's names."""
    return [name for name in WORDS if _plain(found.get(name)) != _plain(wanted[name])]


def _plain(value: object) -> object:
    """Texts as their words: Label Studio cleans the guidelines' HTML and takes spaces off ends."""
    if not isinstance(value, str):
        return value
    words = value if value.lstrip().startswith("<View") else re.sub(r"<[^>]*>", " ", html.unescape(value))
    return " ".join(words.split())


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def put_project_back(store: Store, client: LabelStudioClient, project: Project, home: Home) -> None:
    """Set the project up as the desk wants it."""
    untold.tell_opinions_again(store, home)
    wanted = project.checkers_per_sentence
    settings = project_settings(wanted, project.guidelines)
    client.change_project(home.label_studio_id, {"title": project.title, **settings})
    if client.any_task_with_fewer_checkers(home.label_studio_id, wanted):
        # Where some tasks had more than one, Label Studio gave the new number to these alone. One is for all.
        for number in (1, wanted):
            client.change_project(home.label_studio_id, {"maximum_annotations": number})


def set_up_anew(store: Store, client: LabelStudioClient, project: Project, home: Home) -> Home:
    """Tell Label Studio how the project is set up, if it has not been told; twice does no harm.

    An editor's change is news to it, and so is a labelling page that came with an update of the desk.
    """
    settings_sha256 = _sha256(project_settings(project.checkers_per_sentence, project.guidelines))
    if (project.change_id, settings_sha256) == (home.set_up_by, home.set_up_as):
        return home
    put_project_back(store, client, project, home)
    note_set_up(store, home, project, settings_sha256)
    return replace(home, set_up_by=project.change_id, set_up_as=settings_sha256)


def _sha256(wanted: Mapping[str, Any]) -> str:
    told = json.dumps([_plain(wanted[name]) for name in WORDS])
    return hashlib.sha256(told.encode()).hexdigest()
