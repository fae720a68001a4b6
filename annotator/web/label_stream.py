"""The way to the label stream: Label Studio's queue, which shows a checker only their own work."""

from annotator.web.storage import store
from tasks.store import projects
from tasks.store.projects import Project


def label_stream_path(project: Project | None = None) -> str | None:
    """Its path below Label Studio's address; ``None`` before the project is there.

    :param project: the desk's default one where it is not named
    """
    project = project or projects.first_project(store())
    home = projects.home_of(store(), project.project_id) if project else None
    return f"/projects/{home.label_studio_id}/data?labeling=1" if home else None
