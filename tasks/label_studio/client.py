"""What the desk asks of Label Studio with its own token."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import httpx

from tasks.errors import LabelStudioFailed, LabelStudioMissing, LabelStudioUnreachable
from tasks.label_studio.members import Member, member_from
from tasks.label_studio.projects import create_project, find_project, project_settings, read_project
from tasks.label_studio.task_listing import Surveyed, TaskListing, TaskNow, where
from tasks.label_studio.transport import ONCE, Transport
from tasks.label_studio.webhooks import ensure_webhook
from tasks.store.times import as_text, from_text

IMPORT_TIMEOUT_S = 300
"""A batch of tasks is one request; on a busy server it may take minutes."""

EXPORT_TIMEOUT_S = 1800
"""All tasks in one answer: Label Studio exports about 800 a second and sends nothing before the last."""

TASKS_IN_AN_ADDRESS = 100
"""How many ids a query names: its server takes addresses of up to 4,094 characters."""


class LabelStudioClient:
    """Everything the desk asks of Label Studio.

    Every method raises `LabelStudioUnreachable`, `LabelStudioRefused`,
    `LabelStudioMissing` or `LabelStudioFailed`. Reading is repeated when it
    fails; writing is not, because nothing in Label Studio's API is idempotent.
    """

    def __init__(self, url: str, token: str, *, transport: httpx.BaseTransport | None = None) -> None:
        self._transport = Transport(url, token, transport)
        self._listing = TaskListing(self._transport)
        self._own_account: int | None = None

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

    def own_account(self) -> int:
        """Label Studio's id of the token's owner. Asked for once: a token stays with its account."""
        if self._own_account is None:
            self._own_account = member_from(self._transport.read("api/current-user/whoami")).label_studio_id
        return self._own_account

    def members(self) -> list[Member]:
        return [member_from(user) for user in self._transport.read_list("api/users")]

    def invitation_path(self) -> str:
        """The sign-up address of this organisation, below Label Studio's own."""
        answer = self._transport.read("api/invite")
        if not isinstance(answer, dict) or "invite_url" not in answer:
            raise LabelStudioFailed(f"Label Studio at {self.url} gives no invitation: {str(answer)[:200]}")
        return str(answer["invite_url"])

    def find_project(self, uid: str) -> int | None:
        """The project whose description carries ``uid``; of several the oldest."""
        return find_project(self._transport, uid)

    def create_project(
        self, *, uid: str, title: str, checkers_per_sentence: int, house_rules: str = ""
    ) -> int:
        """Make a project whose description carries ``uid``; its id.

        :param house_rules: what its checkers read before the desk's own guidelines, in Markdown
        """
        settings = project_settings(checkers_per_sentence, house_rules)
        return create_project(self._transport, uid, title, settings)

    def change_project(self, project: int, settings: Mapping[str, Any]) -> None:
        self._transport.write("PATCH", f"api/projects/{project}", settings)

    def create_annotation(self, task: int, annotation: Mapping[str, Any]) -> None:
        self._transport.write("POST", f"api/tasks/{task}/annotations", annotation)

    def change_annotation(self, annotation: int, changes: Mapping[str, Any]) -> None:
        self._transport.write("PATCH", f"api/annotations/{annotation}", changes)

    def change_task(self, task: int, changes: Mapping[str, Any]) -> None:
        self._transport.write("PATCH", f"api/tasks/{task}", changes)

    def project(self, project: int) -> dict[str, Any]:
        return read_project(self._transport, project)

    def ensure_webhook(self, project: int, url: str, secret_header: tuple[str, str]) -> int:
        """The webhook to ``url``, made if it is not there; others to us are removed."""
        return ensure_webhook(self._transport, project, url, secret_header)

    def import_tasks(self, project: int, tasks: Sequence[dict[str, Any]]) -> list[int]:
        """Create tasks in one request; their ids in the order given."""
        answer = self._transport.create(
            f"api/projects/{project}/import", tasks, timeout_s=IMPORT_TIMEOUT_S, return_task_ids="true"
        )
        ids = answer.get("task_ids") if isinstance(answer, dict) else None
        return [int(task) for task in ids or []]

    def tasks_after(self, project: int, task: int) -> Iterator[tuple[int, object]]:
        """Tasks that came after this one: their ids and what stands in ``sentence_id``, oldest first."""
        for found in self._listing.by_id(project, task, include="id,data"):
            yield int(found["id"]), found["data"].get("sentence_id")

    def whole_tasks_after(self, project: int, task: int, *, limit: int) -> list[dict[str, Any]]:
        """Up to ``limit`` tasks that came after this one, with their annotations, oldest first."""
        query = where("id", "greater", "Number", task, "tasks:id")
        return self._listing.page(project, query, page_size=limit, fields="all")

    def task(self, task: int) -> dict[str, Any] | None:
        """One task with its annotations, ``None`` where it is gone."""
        try:
            found = self._transport.read(f"api/tasks/{task}")
        except LabelStudioMissing:
            return None
        if not isinstance(found, dict) or found.get("id") != task:
            raise LabelStudioFailed(f"Label Studio at {self.url} describes no task {task}.")
        return found

    def tasks_now(self, project: int, tasks: Sequence[int]) -> dict[int, TaskNow]:
        """Those of the tasks that the project has; none where it is gone."""
        found: dict[int, TaskNow] = {}
        for start in range(0, len(tasks), TASKS_IN_AN_ADDRESS):
            some = list(tasks[start : start + TASKS_IN_AN_ADDRESS])
            query = where("id", "in_list", "Number", some, "tasks:id")
            try:
                page = self._listing.page(project, query, page_size=len(some), include="id,data,updated_at")
            except LabelStudioMissing:
                return {}
            for task in page:
                changed_at = as_text(from_text(task["updated_at"]))
                found[int(task["id"])] = TaskNow(task["data"].get("sentence_id"), changed_at)
        return found

    def any_task_with_fewer_checkers(self, project: int, checkers: int) -> bool:
        """Whether the label stream hands some task of the project to fewer than so many."""
        query = where("overlap", "less", "Number", checkers, "tasks:id")
        return bool(self._listing.page(project, query, page_size=1, include="id"))

    def delete_task(self, task: int) -> None:
        """Delete a task; one that is gone already is as good."""
        try:
            with self._transport.our_errors():
                self._transport.sdk.tasks.delete(id=str(task), request_options=ONCE)
        except LabelStudioMissing:
            return

    def delete_annotation(self, annotation: int) -> None:
        """Delete an answer; one that is gone already is as good."""
        try:
            with self._transport.our_errors():
                self._transport.sdk.annotations.delete(id=annotation, request_options=ONCE)
        except LabelStudioMissing:
            return

    def survey(self, project: int) -> dict[int, Surveyed]:
        """All tasks of a project by their ids."""
        fields = "id,total_annotations,cancelled_annotations,overlap"
        return {
            int(task["id"]): Surveyed(
                (task.get("total_annotations") or 0) + (task.get("cancelled_annotations") or 0),
                task.get("overlap") or 0,
            )
            for task in self._listing.by_id(project, 0, include=fields)
        }

    def changed_tasks(self, project: int, since: str, *, page_size: int) -> list[dict[str, Any]]:
        """Up to ``page_size`` tasks that changed at ``since`` or later, oldest change first."""
        query = where("updated_at", "greater_or_equal", "Datetime", since, "tasks:updated_at")
        return self._listing.page(project, query, page_size=page_size, fields="all")

    def tasks_changed_at(self, project: int, moment: str, *, page_size: int) -> Iterator[dict[str, Any]]:
        """All tasks whose last change carries exactly this time."""
        same = {"filter": "filter:tasks:updated_at", "operator": "equal", "type": "Datetime", "value": moment}
        return self._listing.by_id(project, 0, same, page_size=page_size, fields="all")

    def last_change(self, project: int) -> str | None:
        """The time of the project's newest change, ``None`` without any task."""
        query = where("id", "greater", "Number", 0, "-tasks:updated_at")
        newest = self._listing.page(project, query, page_size=1, include="id,updated_at")
        return str(newest[0]["updated_at"]) if newest else None

    def export(self, project: int) -> list[dict[str, Any]]:
        """All tasks with their annotations, in one request."""
        tasks = self._transport.read(
            f"api/projects/{project}/export",
            timeout_s=EXPORT_TIMEOUT_S,
            exportType="JSON",
            download_all_tasks="true",
        )
        if not isinstance(tasks, list):
            raise LabelStudioFailed(f"Label Studio at {self.url} exports no tasks: {str(tasks)[:200]}")
        return tasks
