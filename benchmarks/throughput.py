"""Checkers at work: each fetches its next task and submits an answer, over and over, over HTTP."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any

ANSWER = [
    {"from_name": "verdict", "to_name": "sentence", "type": "choices", "value": {"choices": ["verified"]}}
]


@dataclass(frozen=True, slots=True)
class Shift:
    """What one checker did until the time was up."""

    seconds: tuple[float, ...]  # each from asking for a task to its answer being accepted
    failures: int


@dataclass(frozen=True, slots=True)
class Throughput:
    """What several checkers did at the same time."""

    per_second: float
    p99: float  # seconds
    failures: int


def work_together(port: int, project: int, tokens: list[str], seconds: float) -> Throughput:
    """Let one checker for each API token work for so long."""
    began = time.monotonic()
    with ThreadPoolExecutor(len(tokens)) as pool:
        shifts = list(pool.map(lambda token: _work(port, project, token, began + seconds), tokens))
    took = time.monotonic() - began
    times = sorted(second for shift in shifts for second in shift.seconds)
    failures = sum(shift.failures for shift in shifts)
    p99 = times[int(0.99 * (len(times) - 1))] if times else float("nan")
    return Throughput(len(times) / took, p99, failures)


def _work(port: int, project: int, token: str, deadline: float) -> Shift:
    seconds: list[float] = []
    failures = 0
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < deadline:
        began = time.monotonic()
        try:
            task = call(connection, token, "GET", f"/api/projects/{project}/next")
            call(connection, token, "POST", f"/api/tasks/{task['id']}/annotations/", {"result": ANSWER})
            seconds.append(time.monotonic() - began)
        except (OSError, HTTPException, CallFailed):
            failures += 1
            connection.close()
    connection.close()
    return Shift(tuple(seconds), failures)


class CallFailed(Exception):
    """Label Studio answered with an error."""


def call(connection: HTTPConnection, token: str, method: str, path: str, body: object = None) -> Any:
    """The JSON that Label Studio answers with."""
    headers = {"Authorization": f"Token {token}", "Content-Type": "application/json"}
    connection.request(method, path, json.dumps(body) if body is not None else None, headers)
    response = connection.getresponse()
    content = response.read()
    if response.status >= 400:
        raise CallFailed(f"{method} {path}: {response.status} {content[:200]!r}")
    return json.loads(content) if content else None
