"""Checkers at work over Label Studio's own API, as its page works."""

from collections.abc import Mapping
from typing import Any

import httpx

from tasks.label_studio.sessions import SessionDoor
from tasks.types import Verdict
from tests.conftest import RunningLabelStudio
from tests.tasks.label_studio.payloads import choice

PASSWORD = "a long enough one"


class Checker:
    """An account of Label Studio. The first one is the editor's."""

    def __init__(self, label_studio: RunningLabelStudio, token: str | None = None) -> None:
        self._http = httpx.Client(
            base_url=label_studio.url,
            headers={"Authorization": f"Token {token or label_studio.token}"},
            timeout=60,
        )
        who = self.get("api/current-user/whoami")
        self.id, self.email = int(who["id"]), str(who["email"])

    def close(self) -> None:
        self._http.close()

    def get(self, path: str, **params: Any) -> Any:
        return self._http.get(path, params=params).raise_for_status().json()

    def answer(self, task: int, label: str = Verdict.VERIFIED, **changes: Any) -> int:
        """Submit an answer; the annotation's id."""
        body = {"result": [choice("verdict", label)], "lead_time": 3.5, **changes}
        made = self._http.post(f"api/tasks/{task}/annotations", json=body).raise_for_status()
        return int(made.json()["id"])

    def skip(self, task: int) -> int:
        return self.answer(task, result=[], was_cancelled=True)

    def begin(self, task: int) -> None:
        """Save a draft of an answer, as the page does while the checker works."""
        self._http.post(f"api/tasks/{task}/drafts", json={"result": []}).raise_for_status()

    def edit(self, annotation: int, label: str, **changes: Any) -> None:
        body = {"result": [choice("verdict", label)], "was_cancelled": False, **changes}
        self._http.patch(f"api/annotations/{annotation}", json=body).raise_for_status()

    def delete(self, annotation: int) -> None:
        self._http.delete(f"api/annotations/{annotation}").raise_for_status()

    def delete_task(self, task: int) -> None:
        self._http.delete(f"api/tasks/{task}").raise_for_status()

    def delete_project(self, project: int) -> None:
        self._http.delete(f"api/projects/{project}").raise_for_status()

    def change_project(self, project: int, changes: Mapping[str, Any]) -> None:
        self._http.patch(f"api/projects/{project}", json=changes).raise_for_status()

    def delete_all_answers(self, project: int, *tasks: int) -> None:
        """As the Data Manager's menu does it."""
        self._http.post(
            "api/dm/actions",
            params={"id": "delete_tasks_annotations", "project": project},
            json={"selectedItems": {"all": False, "included": list(tasks)}},
        ).raise_for_status()

    def import_tasks(self, project: int, *tasks: Mapping[str, Any]) -> list[int]:
        made = self._http.post(
            f"api/projects/{project}/import", params={"return_task_ids": "true"}, json=list(tasks)
        ).raise_for_status()
        return [int(task) for task in made.json()["task_ids"]]

    def invite(self, label_studio: RunningLabelStudio, email: str) -> "Checker":
        """A new account, signed up by the invitation link; known ones are signed in."""
        door = SessionDoor(label_studio.url)
        session = door.sign_in(email, PASSWORD) or self._sign_up(label_studio, email)
        found = httpx.get(
            f"{label_studio.url}/api/current-user/token", cookies={"sessionid": session}, timeout=60
        )
        token = found.raise_for_status().json()["token"]
        return Checker(label_studio, token)

    def _sign_up(self, label_studio: RunningLabelStudio, email: str) -> str:
        link = self.get("api/invite")["invite_url"]
        with httpx.Client(base_url=label_studio.url, timeout=60) as browser:
            browser.get(link)
            form = {
                "csrfmiddlewaretoken": browser.cookies["csrftoken"],
                "email": email,
                "password": PASSWORD,
            }
            browser.post(link, data=form, headers={"Referer": label_studio.url})
            return browser.cookies["sessionid"]
