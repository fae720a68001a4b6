"""Asking Label Studio for tasks by filter and order, in the language of its Data Manager."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tasks.errors import LabelStudioFailed, LabelStudioMissing
from tasks.label_studio.projects import read_project
from tasks.label_studio.transport import Transport


@dataclass(frozen=True, slots=True)
class TaskNow:
    """What a task is at the moment."""

    sentence_id: object  # whatever stands there
    changed_at: str  # by Label Studio's clock, as the store writes it


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What can be told of a task without reading it."""

    answers: int  # and skips, as Label Studio counts them
    checkers: int  # to whom the label stream hands it at most


class TaskListing:
    """The tasks of projects, page by page. Raises what `Transport.read` raises."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def by_id(
        self, project: int, after: int, *filters: Mapping[str, Any], page_size: int = 1000, **params: Any
    ) -> Iterator[dict[str, Any]]:
        """Tasks in the order of their ids, page by page.

        Each page begins behind the last id of the one before it: page numbers
        would skip a task whenever one is deleted in between.
        """
        while True:
            query = where("id", "greater", "Number", after, "tasks:id")
            query["filters"]["items"].extend(filters)
            tasks = self.page(project, query, page_size=page_size, **params)
            yield from tasks
            if len(tasks) < page_size:
                return
            after = int(tasks[-1]["id"])

    def page(
        self, project: int, query: Mapping[str, Any], *, page_size: int, **params: Any
    ) -> list[dict[str, Any]]:
        """The first tasks that a query finds.

        :param query: see `where`
        :raises LabelStudioMissing: the project is gone
        """
        try:
            answer = self._transport.read(
                "api/tasks", project=project, page=1, page_size=page_size, query=json.dumps(query), **params
            )
        except LabelStudioMissing:
            read_project(self._transport, project)  # an empty page and a project that is gone look alike
            return []
        tasks = answer.get("tasks") if isinstance(answer, dict) else None
        if not isinstance(tasks, list):
            raise LabelStudioFailed(
                f"Label Studio at {self._transport.url} lists no tasks: {str(answer)[:200]}"
            )
        return tasks


def where(field: str, operator: str, kind: str, value: object, ordering: str) -> dict[str, Any]:
    """A query in the language of Label Studio's Data Manager."""
    item = {"filter": f"filter:tasks:{field}", "operator": operator, "type": kind, "value": value}
    return {"filters": {"conjunction": "and", "items": [item]}, "ordering": [ordering]}
