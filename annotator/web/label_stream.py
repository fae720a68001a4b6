"""The way to Label Studio: to its queue, which shows a checker only their own work, and to single tasks."""

from annotator.web.storage import store
from tasks.store import projects
from tasks.store.connection import Store
from tasks.store.projects import Project
from tasks.store.tasks import label_studio_place


def label_stream_path(project: Project | None = None) -> str | None:
    """Its path below Label Studio's address; ``None`` before the project is there.

    :param project: the desk's default one where it is not named
    """
    project = project or projects.first_project(store())
    home = projects.home_of(store(), project.project_id) if project else None
    return f"/projects/{home.label_studio_id}/data?labeling=1" if home else None


def task_path(store: Store, sentence_id: str) -> str | None:
    """A sentence's task, as its path below Label Studio's address; ``None`` where it has none."""
    place = label_studio_place(store, sentence_id)
    return f"/projects/{place[0]}/data?task={place[1]}" if place else None
