"""Having documents taken apart in another process, for a limited time."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import IO, Any, cast

from tasks.errors import ArticleError
from tasks.text.reading.formats import Format
from tasks.text.reading.raw import RawArticle, Read, iso_date

SECONDS = 30.0
"""For one document. A long news page takes a tenth of a second."""


class Extraction:
    """Takes documents apart, one after the other, in a process that starts with the first of them.

    A context manager; the process ends with it. Not for several threads at once.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Extraction":
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def read(
        self, data: bytes, form: Format, name: str, *, url: str = "", charset: str = ""
    ) -> Iterator[Read]:
        """The articles in a document, and errors for those that cannot be had."""
        request = {"form": form, "name": name, "url": url, "charset": charset, "size": len(data)}
        answer = self._ask(json.dumps(request).encode() + b"\n" + data)
        if answer is None:
            yield ArticleError(
                "%(name)s: this document could not be taken apart in %(seconds)s seconds and "
                "a reasonable amount of memory. Copy its text into a .txt file instead.",
                name=name,
                seconds=round(self._seconds),
            )
            return
        for row in json.loads(answer):
            yield _error(row) if "error" in row else _article(row)

    def _ask(self, request: bytes) -> bytes | None:
        """The answer, or nothing if the process ended over the question."""
        process = self._running()
        requests, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        timer = threading.Timer(self._seconds, process.kill)
        timer.start()
        try:
            requests.write(request)
            requests.flush()
            answer = answers.readline()
        except BrokenPipeError:
            answer = b""
        finally:
            timer.cancel()
        if not answer.endswith(b"\n"):
            self._end()
            return None
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tasks.text.reading.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        return self._process

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _environment() -> dict[str, str]:
    """What the process needs to start; our secrets are none of a parser's business."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _error(row: dict[str, Any]) -> ArticleError:
    message, particulars = row["error"], row["particulars"]
    return ArticleError(message, **particulars)


def _article(row: dict[str, Any]) -> RawArticle:
    return RawArticle(**{**row, "published_on": iso_date(row["published_on"])})
