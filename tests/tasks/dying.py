"""Dying by SIGKILL at each step that outlives the process: every write to the store, every request."""

import os
import signal
from pathlib import Path

import httpx

from tasks.label_studio.client import LabelStudioClient
from tasks.store.connection import open_store
from tests.tasks.scene import Work

PERSISTED = ("begin", "commit", "insert", "update", "delete")


class _Countdown:
    def __init__(self, steps: int) -> None:
        self._left = steps

    def step(self) -> None:
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self._left -= 1

    def statement(self, sql: str) -> None:
        if sql.lstrip().lower().startswith(PERSISTED):
            self.step()


class _Transport(httpx.HTTPTransport):
    def __init__(self, countdown: _Countdown) -> None:
        super().__init__()
        self._countdown = countdown

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._countdown.step()
        response = super().handle_request(request)
        response.read()
        self._countdown.step()
        return response


def survives(work: Work, store_path: Path, url: str, steps: int) -> bool:
    """Do the work in a process of its own that dies before its step number ``steps``.

    :return: whether the work came to its end before that
    """
    child = os.fork()
    if child == 0:
        status = 1
        try:
            countdown = _Countdown(steps)
            store = open_store(store_path)
            store.conn.set_trace_callback(countdown.statement)
            work(store, LabelStudioClient(url, "token", transport=_Transport(countdown)))
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return False
    assert status == 0, "the work failed of itself"
    return True
