"""A Label Studio in this process, for faults that a real one does not produce on demand.

It knows what the desk asks for, no more: projects, tasks with their filters,
annotations, import and export. Its clock stands still until a test moves it::

    fake = FakeLabelStudio()
    fake.fail("POST", "import", Fault.TIMES_OUT_AFTER)
    client = LabelStudioClient("http://label-studio", "token", transport=fake)
"""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from tests.tasks.label_studio.payloads import choice


class Fault(Enum):
    """What can go wrong with a request. Where work is asked for, it is done or not as the name says."""

    ANSWERS_401 = 401
    ANSWERS_404 = 404
    ANSWERS_429 = 429
    ANSWERS_500 = 500
    ANSWERS_502 = 502
    ANSWERS_503 = 503
    REFUSES_CONNECTIONS = "refuses"
    TIMES_OUT_BEFORE = "times out before the work"
    TIMES_OUT_AFTER = "times out after the work"
    DROPS_AFTER = "drops the connection after the work"
    CUTS_THE_BODY = "cuts the body half-way, after the work"
    ANSWERS_HTML = "answers HTML, after the work"
    ANSWERS_OTHER_JSON = "answers JSON of another shape, after the work"
    LANDS_LATE = "times out, and does the work later"

    @property
    def does_the_work(self) -> bool:
        return self in (
            Fault.TIMES_OUT_AFTER,
            Fault.DROPS_AFTER,
            Fault.CUTS_THE_BODY,
            Fault.ANSWERS_HTML,
            Fault.ANSWERS_OTHER_JSON,
        )


Json = dict[str, Any]
_ERRORS: dict[Fault, Callable[[httpx.Request], Exception]] = {
    Fault.REFUSES_CONNECTIONS: lambda request: httpx.ConnectError("refused", request=request),
    Fault.TIMES_OUT_BEFORE: lambda request: httpx.ReadTimeout("no answer", request=request),
    Fault.TIMES_OUT_AFTER: lambda request: httpx.ReadTimeout("no answer", request=request),
    Fault.LANDS_LATE: lambda request: httpx.ReadTimeout("no answer", request=request),
    Fault.DROPS_AFTER: lambda request: httpx.RemoteProtocolError("disconnected", request=request),
}


class FakeLabelStudio(httpx.BaseTransport):
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 12, 8, 0, 0, 1, tzinfo=UTC)
        self.users = [{"id": 1, "email": "editor@example.org", "first_name": "", "last_name": ""}]
        self.projects: dict[int, Json] = {}
        self.tasks: dict[int, Json] = {}
        self.webhooks: dict[int, Json] = {}
        self.requests: list[str] = []
        self._next_id = 100
        self._faults: list[tuple[str, str, Fault]] = []
        self._late: list[httpx.Request] = []
        self._overtaking: dict[str, Callable[[], object]] = {}

    # What a test arranges

    def fail(self, method: str, path: str, *faults: Fault) -> None:
        """Let the next requests whose path contains ``path`` fail, one fault each."""
        self._faults.extend((method, path, fault) for fault in faults)

    def heal(self) -> None:
        """No more faults."""
        self._faults.clear()

    def land(self) -> None:
        """Do now what was asked for in requests that seemed lost."""
        for request in self._late:
            self._route(request)
        self._late.clear()

    def overtake(self, deed: Callable[[], object], *, when: str = "tasks are read") -> None:
        """Let this happen after the next reader got the tasks, before it gets their annotations.

        :param when: ``page is chosen``: after the tasks of a page are chosen, before they are read
        """
        self._overtaking[when] = deed

    def tick(self, seconds: float = 1.0) -> None:
        self.now += timedelta(seconds=seconds)

    def join(self, identity: int, email: str) -> None:
        """One more account."""
        self.users.append({"id": identity, "email": email, "first_name": "", "last_name": ""})

    def answer(self, task: int, label: str = "verified", **changes: Any) -> int:
        """A checker submits; the annotation's id."""
        identity = self._new_id()
        self.tasks[task]["annotations"].append(
            {
                "id": identity,
                "task": task,
                "completed_by": 1,
                "result": [choice("verdict", label)],
                "was_cancelled": False,
                "created_at": self._time(),
                "updated_at": self._time(),
                "lead_time": 2.0,
                "ground_truth": False,
                **changes,
            }
        )
        self._touch(task)
        return identity

    def edit(self, annotation: int, label: str, *, by: int, **changes: Any) -> None:
        """Somebody, the author or not, submits it anew."""
        self._change(annotation, {"result": [choice("verdict", label)], **changes}, by)

    def delete_answers(self, task: int, *, by: int | None = None) -> None:
        self.tasks[task]["annotations"].clear()
        self.tasks[task]["updated_by"] = [{"user_id": by}] if by else []
        self._touch(task)

    def delete_project(self, title: str | None = None) -> None:
        """Somebody deletes the project, as any member may.

        :param title: all projects without it
        """
        for project in [p for p, found in self.projects.items() if title in (None, found["title"])]:
            del self.projects[project]
            self.tasks = {t: task for t, task in self.tasks.items() if task["project"] != project}
            self.webhooks = {w: hook for w, hook in self.webhooks.items() if hook["project"] != project}

    # What the desk asks

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(f"{request.method} {request.url.path}")
        fault = self._fault_for(request)
        if fault is None:
            return self._route(request)
        if fault is Fault.LANDS_LATE:
            self._late.append(request)
        response = self._route(request) if fault.does_the_work else None
        if error := _ERRORS.get(fault):
            raise error(request)
        if fault is Fault.ANSWERS_HTML:
            return httpx.Response(200, html="<html>Sign in to the network</html>")
        if fault is Fault.ANSWERS_OTHER_JSON:
            return httpx.Response(200, json={"status": "maintenance"})
        if fault is Fault.CUTS_THE_BODY and response is not None:
            return httpx.Response(200, content=response.content[: len(response.content) // 2])
        return httpx.Response(fault.value, json={"detail": "broken on purpose"})

    def _fault_for(self, request: httpx.Request) -> Fault | None:
        for planned in self._faults:
            method, path, fault = planned
            if method == request.method and path in request.url.path:
                self._faults.remove(planned)
                return fault
        return None

    def _route(self, request: httpx.Request) -> httpx.Response:
        for (method, pattern), answer in _ROUTES.items():
            found = re.fullmatch(pattern, request.url.path.strip("/"))
            if found and method == request.method:
                return answer(self, request, *map(int, found.groups()))
        return httpx.Response(404, json={"detail": f"no such address: {request.url.path}"})

    def _whoami(self, _request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=self.users[0])

    def _version(self, _request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"release": "1.23.2"})

    def _list_users(self, _request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=self.users)

    def _list_projects(self, _request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"results": list(self.projects.values()), "next": None})

    def _create_project(self, request: httpx.Request) -> httpx.Response:
        identity = self._new_id()
        self.projects[identity] = json.loads(request.content) | {"id": identity}
        return httpx.Response(201, json=self.projects[identity])

    def _project(self, _request: httpx.Request, project: int) -> httpx.Response:
        if project not in self.projects:
            return httpx.Response(404, json={"detail": "Not found."})
        number = sum(task["project"] == project for task in self.tasks.values())
        return httpx.Response(200, json=self.projects[project] | {"task_number": number})

    def _change_project(self, request: httpx.Request, project: int) -> httpx.Response:
        before = self.projects[project].get("maximum_annotations")
        self.projects[project] |= json.loads(request.content)
        number = self.projects[project].get("maximum_annotations", 1)
        if before is not None and number != before:
            tasks = [task for task in self.tasks.values() if task["project"] == project]
            several = [task for task in tasks if task["overlap"] > 1] if number > 1 else []
            for task in several or tasks:
                task["overlap"] = number
        return httpx.Response(200, json=self.projects[project])

    def _list_webhooks(self, request: httpx.Request) -> httpx.Response:
        project = int(request.url.params["project"])
        return httpx.Response(200, json=[w for w in self.webhooks.values() if w["project"] == project])

    def _create_webhook(self, request: httpx.Request) -> httpx.Response:
        identity = self._new_id()
        self.webhooks[identity] = json.loads(request.content) | {"id": identity}
        return httpx.Response(201, json=self.webhooks[identity])

    def _import(self, request: httpx.Request, project: int) -> httpx.Response:
        if project not in self.projects:
            return httpx.Response(404, json={"detail": "Not found."})
        made = []
        for task in json.loads(request.content):
            identity = self._new_id()
            made.append(identity)
            self.tasks[identity] = {
                "id": identity,
                "project": project,
                "data": task["data"],
                "annotations": [],
                "overlap": self.projects[project].get("maximum_annotations", 1),
                "updated_at": self._time(),
            }
            for annotation in task.get("annotations", []):
                said = {key: annotation[key] for key in ("result", "was_cancelled")}
                self.answer(identity, import_id=annotation["id"], **said)
        return httpx.Response(201, json={"task_count": len(made), "task_ids": made})

    def _export(self, _request: httpx.Request, project: int) -> httpx.Response:
        found = [t for t in self.tasks.values() if t["project"] == project]
        return httpx.Response(200, json=self._with_annotations(found))

    def _task(self, _request: httpx.Request, task: int) -> httpx.Response:
        if task not in self.tasks:
            return httpx.Response(404, json={"detail": "Not found."})
        return httpx.Response(200, json=self._with_annotations([self.tasks[task]])[0])

    def _change_task(self, request: httpx.Request, task: int) -> httpx.Response:
        if task not in self.tasks:
            return httpx.Response(404, json={"detail": "Not found."})
        self.tasks[task] |= json.loads(request.content)
        self._touch(task)
        return httpx.Response(200, json=self.tasks[task])

    def _change_annotation(self, request: httpx.Request, annotation: int) -> httpx.Response:
        answer = self._change(annotation, json.loads(request.content), by=self.users[0]["id"])
        if answer is None:
            return httpx.Response(404, json={"detail": "Not found."})
        return httpx.Response(200, json=answer)

    def _change(self, annotation: int, changes: Json, by: Any) -> Json | None:
        """What the annotation is then, ``None`` where it is gone."""
        for task in self.tasks.values():
            for answer in task["annotations"]:
                if answer["id"] == annotation:
                    answer |= changes | {"updated_at": self._time(), "updated_by": by}
                    self._touch(task["id"])
                    return dict(answer)
        return None

    def _delete_task(self, _request: httpx.Request, task: int) -> httpx.Response:
        found = self.tasks.pop(task, None)
        return httpx.Response(204 if found else 404)

    def _annotate(self, request: httpx.Request, task: int) -> httpx.Response:
        if task not in self.tasks:
            return httpx.Response(404, json={"detail": "Not found."})
        self.answer(task, **json.loads(request.content))
        return httpx.Response(201, json=self.tasks[task]["annotations"][-1])

    def _delete_annotation(self, _request: httpx.Request, annotation: int) -> httpx.Response:
        for task in self.tasks.values():
            for answer in task["annotations"]:
                if answer["id"] == annotation:
                    task["annotations"].remove(answer)
                    self._touch(task["id"])
                    return httpx.Response(204)
        return httpx.Response(404)

    def _list_tasks(self, request: httpx.Request) -> httpx.Response:
        params = request.url.params
        query = json.loads(params["query"])
        found = [t for t in self.tasks.values() if t["project"] == int(params["project"])]
        for item in query["filters"]["items"]:
            found = [task for task in found if _passes(task, item)]
        for order in reversed(query["ordering"]):
            field = order.rsplit(":", 1)[1]
            found.sort(key=lambda task: (task[field], task["id"]), reverse=order.startswith("-"))
        page, size = int(params["page"]), int(params["page_size"])
        found = found[(page - 1) * size : page * size]
        if not found:
            return httpx.Response(404, json={"detail": "Invalid page."})
        if params.get("fields") == "all":
            self._overtaken("page is chosen")
            found = self._with_annotations(found)
        return httpx.Response(200, json={"tasks": [_as_listed(task) for task in found]})

    def _with_annotations(self, tasks: list[Json]) -> list[Json]:
        read = [dict(task) for task in tasks]
        self._overtaken("tasks are read")
        there = {task["id"]: self.tasks.get(task["id"], {}) for task in read}
        return [task | {"annotations": there[task["id"]].get("annotations", [])} for task in read]

    def _overtaken(self, when: str) -> None:
        self._overtaking.pop(when, lambda: None)()

    def _new_id(self) -> int:
        self._next_id += 1
        return self._next_id

    def _time(self) -> str:
        return self.now.isoformat().replace("+00:00", "Z")

    def _touch(self, task: int) -> None:
        self.tasks[task]["updated_at"] = self._time()


def _as_listed(task: Json) -> Json:
    skipped = sum(annotation["was_cancelled"] for annotation in task["annotations"])
    return task | {
        "total_annotations": len(task["annotations"]) - skipped,
        "cancelled_annotations": skipped,
    }


def _passes(task: Json, item: Json) -> bool:
    field, value = item["filter"].rsplit(":", 1)[1], item["value"]
    if field == "updated_at":
        changed, asked = datetime.fromisoformat(task[field]), datetime.fromisoformat(value)
        return changed == asked if item["operator"] == "equal" else changed >= asked
    if field == "overlap":
        return bool(task["overlap"] < value)
    assert field == "id"
    return task["id"] in value if item["operator"] == "in_list" else bool(task["id"] > value)


_ROUTES: dict[tuple[str, str], Callable[..., httpx.Response]] = {
    ("GET", "api/current-user/whoami"): FakeLabelStudio._whoami,
    ("GET", "api/version"): FakeLabelStudio._version,
    ("GET", "api/users"): FakeLabelStudio._list_users,
    ("GET", "api/projects"): FakeLabelStudio._list_projects,
    ("POST", "api/projects"): FakeLabelStudio._create_project,
    ("GET", r"api/projects/(\d+)"): FakeLabelStudio._project,
    ("PATCH", r"api/projects/(\d+)"): FakeLabelStudio._change_project,
    ("GET", "api/webhooks"): FakeLabelStudio._list_webhooks,
    ("POST", "api/webhooks"): FakeLabelStudio._create_webhook,
    ("POST", r"api/projects/(\d+)/import"): FakeLabelStudio._import,
    ("GET", r"api/projects/(\d+)/export"): FakeLabelStudio._export,
    ("GET", "api/tasks"): FakeLabelStudio._list_tasks,
    ("GET", r"api/tasks/(\d+)"): FakeLabelStudio._task,
    ("PATCH", r"api/tasks/(\d+)"): FakeLabelStudio._change_task,
    ("DELETE", r"api/tasks/(\d+)"): FakeLabelStudio._delete_task,
    ("POST", r"api/tasks/(\d+)/annotations"): FakeLabelStudio._annotate,
    ("PATCH", r"api/annotations/(\d+)"): FakeLabelStudio._change_annotation,
    ("DELETE", r"api/annotations/(\d+)"): FakeLabelStudio._delete_annotation,
}


@contextmanager
def served(fake: FakeLabelStudio) -> Iterator[str]:
    """The fake behind a real socket, for clients in other processes; its address."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = httpx.Request(self.command, f"http://label-studio{self.path}", content=body)
            answer = fake.handle_request(asked)
            self.send_response(answer.status_code)
            self.send_header("Content-Type", answer.headers.get("content-type", "text/plain"))
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST = do_DELETE = do_PATCH = _answer

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
