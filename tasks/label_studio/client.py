"""What the desk asks of Label Studio with its own token."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from tasks.errors import LabelStudioFailed, LabelStudioMissing, LabelStudioUnreachable
from tasks.label_studio.transport import ONCE, Transport

IMPORT_TIMEOUT_S = 300
"""A batch of tasks is one request; on a busy server it may take minutes."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person with an account in Label Studio."""

    label_studio_id: int
    email: str
    name: str


class LabelStudioClient:
    """Everything the desk asks of Label Studio.

    Every method raises `LabelStudioUnreachable`, `LabelStudioRefused`,
    `LabelStudioMissing` or `LabelStudioFailed`. Reading is repeated when it
    fails; writing is not, because nothing in Label Studio's API is idempotent.
    """

    def __init__(self, url: str, token: str, *, transport: httpx.BaseTransport | None = None) -> None:
        self._transport = Transport(url, token, transport)

    @property
    def url(self) -> str:
        return self._transport.url

    def close(self) -> None:
        self._transport.close()

    def load(self) -> None:
        """Import the SDK now, while there is something else to wait for."""
        _ = self._transport.sdk

    def version(self) -> str:
        """The release of Label Studio that answers; also shows that it *is* Label Studio."""
        answer = self._transport.read_once("api/version", {})
        if not isinstance(answer, dict) or "release" not in answer:
            raise LabelStudioUnreachable(f"What answers at {self.url} is not Label Studio.")
        return str(answer["release"])

    def check_token(self) -> Member:
        """Whose token it is."""
        return member_from(self._transport.read_once("api/current-user/whoami", {}))

    def members(self) -> list[Member]:
        return [member_from(user) for user in self._transport.read("api/users")]

    def invitation_path(self) -> str:
        """The sign-up address of this organisation, below Label Studio's own."""
        return str(self._transport.read("api/invite")["invite_url"])

    def projects(self) -> Iterator[dict[str, Any]]:
        """All projects that the token's owner sees."""
        page = 1
        while True:
            answer = self._transport.read("api/projects", page=page, page_size=100)
            yield from answer["results"]
            if not answer.get("next"):
                return
            page += 1

    def find_project(self, uid: str) -> int | None:
        """The project whose description carries ``uid``."""
        found = (p for p in self.projects() if uid in (p.get("description") or ""))
        return next((int(project["id"]) for project in found), None)

    def create_project(
        self, *, uid: str, title: str, interface: str, guidelines: str, checkers_per_sentence: int
    ) -> int:
        with self._transport.our_errors():
            created = self._transport.sdk.projects.create(
                title=title,
                description=f"Made by Annotator ({uid}).",
                label_config=interface,
                expert_instruction=guidelines,
                show_instruction=False,
                show_skip_button=True,
                enable_empty_annotation=False,
                show_collab_predictions=True,
                maximum_annotations=checkers_per_sentence,
                sampling="Sequential sampling",
                request_options=ONCE,
            )
        if created.id is None:
            raise LabelStudioFailed(f"Label Studio at {self.url} made a project and does not say which.")
        return created.id

    def project(self, project: int) -> dict[str, Any]:
        answer = self._transport.read(f"api/projects/{project}")
        if not isinstance(answer, dict):
            raise LabelStudioFailed(f"Label Studio at {self.url} describes no project {project}.")
        return answer

    def ensure_webhook(self, project: int, url: str, secret_header: tuple[str, str]) -> int:
        """The webhook to ``url``, made if it is not there; others to us are removed."""
        name, secret = secret_header
        with self._transport.our_errors():
            found = None
            for hook in self._transport.sdk.webhooks.list(project=str(project)):
                mine = hook.url == url and (hook.headers or {}).get(name) == secret
                if mine and hook.is_active and found is None:
                    found = hook.id
                elif name in (hook.headers or {}):
                    self._transport.sdk.webhooks.delete(id=hook.id)
            if found is None:
                found = self._transport.sdk.webhooks.create(
                    project=project,
                    url=url,
                    headers={name: secret},
                    send_payload=True,
                    send_for_all_actions=True,
                    is_active=True,
                    request_options=ONCE,
                ).id
        return int(found)

    def import_tasks(self, project: int, tasks: Sequence[dict[str, Any]]) -> list[int]:
        """Create tasks in one request; their ids in the order given."""
        with self._transport.our_errors():
            answer = self._transport.sdk.projects.import_tasks(
                id=project,
                request=tasks,  # type: ignore[arg-type]  # plain data is what it takes
                return_task_ids=True,
                request_options={**ONCE, "timeout_in_seconds": IMPORT_TIMEOUT_S},
            )
        ids = getattr(answer, "task_ids", None)  # the SDK's model does not list it
        return [int(task) for task in ids or []]

    def tasks_after(self, project: int, task: int) -> Iterator[tuple[int, object]]:
        """Tasks that came after this one: their ids and what stands in ``sentence_id``, oldest first."""
        query = {
            "filters": {
                "conjunction": "and",
                "items": [
                    {"filter": "filter:tasks:id", "operator": "greater", "type": "Number", "value": task}
                ],
            },
            "ordering": ["tasks:id"],
        }
        for found in self._pages(project, query, include="id,data"):
            yield int(found["id"]), found["data"].get("sentence_id")

    def delete_task(self, task: int) -> None:
        with self._transport.our_errors():
            self._transport.sdk.tasks.delete(id=str(task), request_options=ONCE)

    def task_ids(self, project: int) -> set[int]:
        """The ids of all tasks of a project."""
        return {int(task["id"]) for task in self._pages(project, {"ordering": ["tasks:id"]}, include="id")}

    def changed_tasks(self, project: int, since: str, *, page_size: int) -> list[dict[str, Any]]:
        """Up to ``page_size`` tasks that changed at ``since`` or later, oldest change first."""
        return self._page(project, _changed_since(since), page=1, page_size=page_size, fields="all")

    def tasks_changed_at(self, project: int, moment: str, *, page_size: int) -> list[dict[str, Any]]:
        """All tasks whose last change carries exactly this time."""
        query = _changed_since(moment, operator="equal")
        tasks = []
        for task in self._pages(project, query, page_size=page_size, fields="all"):
            tasks.append(task)
        return tasks

    def _pages(
        self, project: int, query: Mapping[str, Any], *, page_size: int = 1000, **params: Any
    ) -> Iterator[dict[str, Any]]:
        page = 1
        while True:
            tasks = self._page(project, query, page=page, page_size=page_size, **params)
            yield from tasks
            if len(tasks) < page_size:
                return
            page += 1

    def _page(
        self, project: int, query: Mapping[str, Any], *, page: int, page_size: int, **params: Any
    ) -> list[dict[str, Any]]:
        try:
            answer = self._transport.read(
                "api/tasks",
                project=project,
                page=page,
                page_size=page_size,
                query=json.dumps(query),
                **params,
            )
        except LabelStudioMissing:
            # A page past the end and a project that is gone look alike.
            self.project(project)
            return []
        tasks = answer["tasks"] if isinstance(answer, dict) else None
        if not isinstance(tasks, list):
            raise LabelStudioFailed(f"Label Studio at {self.url} lists no tasks: {str(answer)[:200]}")
        return tasks


def _changed_since(moment: str, operator: str = "greater_or_equal") -> dict[str, Any]:
    return {
        "filters": {
            "conjunction": "and",
            "items": [
                {
                    "filter": "filter:tasks:updated_at",
                    "operator": operator,
                    "type": "Datetime",
                    "value": moment,
                }
            ],
        },
        "ordering": ["tasks:updated_at"],
    }


def member_from(user: Mapping[str, Any]) -> Member:
    """A person as Label Studio's API describes them."""
    name = f"{user.get('first_name') or ''} {user.get('last_name') or ''}".strip()
    return Member(int(user["id"]), str(user["email"]).lower(), name or str(user["email"]))
