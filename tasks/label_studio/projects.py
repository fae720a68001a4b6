"""A project in Label Studio: how it is described there, and how the desk sets it up."""

from typing import Any

from tasks.errors import LabelStudioFailed
from tasks.label_studio.guidelines import guidelines
from tasks.label_studio.interface import labelling_interface
from tasks.label_studio.transport import Transport


def read_project(transport: Transport, project: int) -> dict[str, Any]:
    """The project in the fields of Label Studio's API.

    :raises LabelStudioMissing: it is gone
    :raises LabelStudioFailed: what came is something else
    """
    answer = transport.read(f"api/projects/{project}")
    if not isinstance(answer, dict) or answer.get("id") != project:
        raise LabelStudioFailed(f"Label Studio at {transport.url} describes no project {project}.")
    return answer


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
