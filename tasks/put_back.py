"""What editors want put back: carried out by whoever looks at Label Studio next.

::

    alarm ─► an editor asks ─► recorded ─► put back ─► the alarm is taken down
                                  ▲           │
                                  └─ failed, ─┘ or died half-way: once more

Each way of putting back can be repeated without doubling anything, so a wish
stands until it has been carried out to its end.
"""

from functools import partial

from tasks.errors import LabelStudioError
from tasks.label_studio.client import LabelStudioClient
from tasks.others_answers import put_changed_back, put_deleted_back
from tasks.push import ensure_home
from tasks.restore import restore
from tasks.store import alarms
from tasks.store.alarms import Alarm, AlarmKind
from tasks.store.connection import Store
from tasks.store.projects import Project
from tasks.watch import put_project_back


def put_back_what_was_asked_for(store: Store, client: LabelStudioClient, project: Project) -> None:
    """Carry out the wishes that are on record. One that fails stands, with what went wrong."""
    for alarm in alarms.open_alarms(store):
        if alarm.put_back is None or alarm.project_id != project.project_id:
            continue
        try:
            _put_back(store, client, project, alarm)
        except LabelStudioError as error:
            alarms.note_failure(store, alarm.alarm_id, str(error))
        else:
            alarms.settle(store, alarm.kind, project.project_id, "put_back", alarm.put_back.asked_by)


def _put_back(store: Store, client: LabelStudioClient, project: Project, alarm: Alarm) -> None:
    progress = partial(alarms.note_progress, store, alarm.alarm_id)
    if alarm.kind is AlarmKind.PROJECT_GONE:
        restore(store, client, project, progress=progress)
        return
    home = ensure_home(store, client, project)
    if alarm.kind is AlarmKind.PROJECT_CHANGED:
        put_project_back(store, client, project, home)
    elif alarm.kind is AlarmKind.ANSWERS_DELETED:
        put_deleted_back(store, client, home, progress=progress)
    else:
        put_changed_back(store, client, home, progress=progress)
