"""The conversation with Label Studio: through its SDK, with our errors.

The SDK takes most of a second to import, so that happens on first use.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import httpx
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from tasks.errors import (
    LabelStudioFailed,
    LabelStudioMissing,
    LabelStudioRefused,
    LabelStudioUnreachable,
)

if TYPE_CHECKING:
    from label_studio_sdk import LabelStudio

TIMEOUT = httpx.Timeout(60.0, connect=5.0)
IMPORT_TIMEOUT_S = 300
"""A batch of tasks is one request; on a busy server it may take minutes."""

_ONCE = {"max_retries": 0}
"""The SDK repeats a POST on 5xx, 408 and 429. What is not idempotent goes out once."""

_read_again = retry(
    retry=retry_if_exception_type((LabelStudioUnreachable, LabelStudioFailed)),
    wait=wait_exponential_jitter(multiplier=0.2, max=2.0),
    stop=stop_after_attempt(3),
    reraise=True,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A person with an account in Label Studio."""

    label_studio_id: int
    email: str
    name: str


class LabelStudioClient:
    """Everything the desk asks of Label Studio with its own token.

    Every method raises `LabelStudioUnreachable`, `LabelStudioRefused`,
    `LabelStudioMissing` or `LabelStudioFailed`. Reading is repeated when it
    fails; writing is not, because nothing in Label Studio's API is idempotent.
    """

    def __init__(self, url: str, token: str, *, transport: httpx.BaseTransport | None = None) -> None:
        self.url = url.rstrip("/")
        self._token = token
        self._http = httpx.Client(timeout=TIMEOUT, transport=transport)

    def close(self) -> None:
        self._http.close()

    def load(self) -> None:
        """Import the SDK now, while there is something else to wait for."""
        _ = self._sdk

    @cached_property
    def _sdk(self) -> "LabelStudio":
        from label_studio_sdk import LabelStudio

        with self._our_errors():
            return LabelStudio(base_url=self.url, api_key=self._token, httpx_client=self._http)

    @contextmanager
    def _our_errors(self) -> Iterator[None]:
        from label_studio_sdk.core.api_error import ApiError

        try:
            yield
        except ApiError as error:
            raise self._explain(error.status_code, error.body) from error
        except httpx.HTTPError as error:
            raise LabelStudioUnreachable(
                f"Label Studio at {self.url} does not answer ({type(error).__name__}: {error}). "
                f"Is it running?"
            ) from error

    def _explain(self, status: int | None, body: object) -> Exception:
        detail = " ".join(str(body).split())[:300]
        if status == HTTPStatus.UNAUTHORIZED:
            return LabelStudioRefused(
                f"Label Studio at {self.url} does not accept our token. "
                f"Set ANNOTATOR_LABEL_STUDIO_TOKEN to the access token of an account there."
            )
        if status == HTTPStatus.FORBIDDEN:
            return LabelStudioRefused(f"Label Studio at {self.url} refuses: {detail}")
        if status == HTTPStatus.NOT_FOUND:
            return LabelStudioMissing(f"Label Studio at {self.url} has no such thing: {detail}")
        return LabelStudioFailed(f"Label Studio at {self.url} answered {status}: {detail}")

    def _read_once(self, path: str, params: Mapping[str, Any]) -> Any:
        # The SDK's own readers take any 404 for the end of a list and rebuild
        # every row as a model; its transport still brings the token along.
        with self._our_errors():
            response = self._sdk._client_wrapper.httpx_client.request(
                path, method="GET", params=dict(params), request_options={"max_retries": 0}
            )
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            raise self._explain(response.status_code, response.text)
        try:
            return response.json()
        except ValueError as error:
            raise LabelStudioUnreachable(
                f"What answers at {self.url} is not Label Studio: "
                f"{response.headers.get('content-type', 'no content type')} where JSON was expected."
            ) from error

    @_read_again
    def _read(self, path: str, **params: Any) -> Any:
        return self._read_once(path, params)

    def version(self) -> str:
        """The release of Label Studio that answers; also shows that it *is* Label Studio."""
        answer = self._read_once("api/version", {})
        if not isinstance(answer, dict) or "release" not in answer:
            raise LabelStudioUnreachable(f"What answers at {self.url} is not Label Studio.")
        return str(answer["release"])

    def check_token(self) -> Member:
        """Whose token it is."""
        return member_from(self._read_once("api/current-user/whoami", {}))

    def members(self) -> list[Member]:
        return [member_from(user) for user in self._read("api/users")]

    def invitation_path(self) -> str:
        """The sign-up address of this organisation, below Label Studio's own."""
        return str(self._read("api/invite")["invite_url"])

    def projects(self) -> Iterator[dict[str, Any]]:
        """All projects that the token's owner sees."""
        page = 1
        while True:
            answer = self._read("api/projects", page=page, page_size=100)
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
        with self._our_errors():
            created = self._sdk.projects.create(
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
                request_options=_ONCE,
            )
        return int(created.id)

    def project(self, project: int) -> dict[str, Any]:
        answer = self._read(f"api/projects/{project}")
        if not isinstance(answer, dict):
            raise LabelStudioFailed(f"Label Studio at {self.url} describes no project {project}.")
        return answer

    def ensure_webhook(self, project: int, url: str, secret_header: tuple[str, str]) -> int:
        """The webhook to ``url``, made if it is not there; others to us are removed."""
        name, secret = secret_header
        with self._our_errors():
            found = None
            for hook in self._sdk.webhooks.list(project=str(project)):
                mine = hook.url == url and (hook.headers or {}).get(name) == secret
                if mine and hook.is_active and found is None:
                    found = hook.id
                elif name in (hook.headers or {}):
                    self._sdk.webhooks.delete(id=hook.id)
            if found is None:
                found = self._sdk.webhooks.create(
                    project=project,
                    url=url,
                    headers={name: secret},
                    send_payload=True,
                    send_for_all_actions=True,
                    is_active=True,
                    request_options=_ONCE,
                ).id
        return int(found)

    def import_tasks(self, project: int, tasks: Sequence[dict[str, Any]]) -> list[int]:
        """Create tasks in one request; their ids in the order given."""
        with self._our_errors():
            answer = self._sdk.projects.import_tasks(
                id=project,
                request=tasks,
                return_task_ids=True,
                request_options={"max_retries": 0, "timeout_in_seconds": IMPORT_TIMEOUT_S},
            )
        return [int(task) for task in answer.task_ids or []]

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
        with self._our_errors():
            self._sdk.tasks.delete(id=str(task), request_options=_ONCE)

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
            answer = self._read(
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
