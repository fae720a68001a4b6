"""A log file that neither grows without bound nor shows itself to others."""

import os
from collections.abc import Iterable
from io import TextIOWrapper
from logging import LogRecord, makeLogRecord
from logging.handlers import RotatingFileHandler
from pathlib import Path

_MOST_BYTES = 5_000_000
_OLD_FILES = 2


class ServiceLog:
    """The lines a child process prints, in ``path`` and a few older files beside it."""

    def __init__(self, path: Path) -> None:
        """:raises OSError: the file or its folder cannot be written"""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = path
        self.last_line = ""
        self._handler = _OwnerOnlyHandler(
            path, maxBytes=_MOST_BYTES, backupCount=_OLD_FILES, encoding="utf-8"
        )

    def copy(self, lines: Iterable[str]) -> None:
        """Write lines as they come, until there are no more."""
        for line in lines:
            self.write(line.rstrip("\n"))

    def write(self, line: str) -> None:
        self.last_line = line.strip() or self.last_line
        self._handler.handle(makeLogRecord({"msg": line}))

    def close(self) -> None:
        self._handler.close()


class _OwnerOnlyHandler(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return os.fdopen(descriptor, "a", encoding=self.encoding)

    def handleError(self, record: LogRecord) -> None:
        """Drop the line: a full disk must not stop Label Studio's output from being read."""
