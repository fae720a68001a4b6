"""A pushed article in the real Label Studio."""

from dataclasses import dataclass

from tasks.label_studio.client import LabelStudioClient
from tasks.pull import pull
from tasks.record_changes import Pulled
from tasks.store.connection import Store
from tasks.store.projects import Home, Project

TEXT = "\n".join(f"The harbour has {n} cranes." for n in range(6))


@dataclass
class Pushed:
    """A desk with six pushed sentences."""

    store: Store
    client: LabelStudioClient
    project: Project
    home: Home
    tasks: list[int]  # in reading order

    def pull(self, *, full: bool = False) -> Pulled:
        return pull(self.store, self.client, self.home, full=full)

    def states(self, task: int) -> list[str]:
        """The states that the annotations of a task have gone through."""
        rows = self.store.execute(
            "select v.state from annotation_versions v join tasks t using (task_id)"
            " where t.label_studio_id = ? order by v.annotation_id, v.version",
            [task],
        )
        return [row[0] for row in rows]

    def labels(self) -> list[str]:
        rows = self.store.execute(
            "select j.label from judgements j join annotation_versions v using (annotation_id, version)"
            " where v.superseded_at is null order by v.annotation_id"
        )
        return [row[0] for row in rows]
