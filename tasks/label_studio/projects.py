"""A project in Label Studio: how it is described there, and how the desk sets it up."""

from collections.abc import Iterator, Mapping
from typing import Any

from tasks.errors import LabelStudioFailed
from tasks.label_studio.guidelines import guidelines
from tasks.label_studio.interface import labelling_interface
from tasks.label_studio.transport import ONCE, Transport


def read_project(transport: Transport, project: int) -> dict[str, Any]:
    """The project in the fields of Label Studio's API.

    :raises LabelStudioMissing: it is gone
    :raises LabelStudioFailed: what came is something else
    """
    answer = transport.read(f"api/projects/{project}")
    if not isinstance(answer, dict) or answer.get("id") != project:
        raise LabelStudioFailed(f"Label Studio at {transport.url} describes no project {project}.")
    return answer


def find_project(transport: Transport, uid: str) -> int | None:
    """The project whose description carries ``uid``; of several the oldest."""
    found = (project for project in _projects(transport) if uid in (project.get("description") or ""))
    return min((int(project["id"]) for project in found), default=None)


def _projects(transport: Transport) -> Iterator[dict[str, Any]]:
    """All projects that the token's owner sees."""
    page = 1
    while True:
        answer = transport.read("api/projects", page=page, page_size=100)
        if not isinstance(answer, dict) or not isinstance(answer.get("results"), list):
            raise LabelStudioFailed(f"Label Studio at {transport.url} lists no projects: {str(answer)[:200]}")
        yield from answer["results"]
        if not answer.get("next"):
            return
        page += 1


def create_project(transport: Transport, uid: str, title: str, settings: Mapping[str, Any]) -> int:
    """Make a project whose description carries ``uid``; its id.

    :param settings: see `project_settings`
    """
    with transport.our_errors():
        created = transport.sdk.projects.create(
            title=title, description=f"Made by Annotator ({uid}).", **settings, request_options=ONCE
        )
    if created.id is None:
        raise LabelStudioFailed(f"Label Studio at {transport.url} made a project and does not say which.")
    return created.id


def project_settings(checkers_per_sentence: int, house_rules: str = "") -> dict[str, Any]:
    """How the desk sets up a project, in the fields of Label Studio's API."""
    return {
        "label_config": labelling_interface(),
        "expert_instruction": guidelines(house_rules),
        "show_instruction": False,
        "show_skip_button": True,
        "enable_empty_annotation": False,
        "show_collab_predictions": True,
        "maximum_annotations": checkers_per_sentence,
        "sampling": "Sequential sampling",
    }
