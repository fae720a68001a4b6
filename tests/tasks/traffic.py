"""A store, a Label Studio that fails on demand, and the traffic between them."""

from collections import Counter
from dataclasses import dataclass, field

from tasks.label_studio.client import LabelStudioClient
from tasks.ledger import open_ledger
from tasks.pull import OVERLAP, pull
from tasks.push import push
from tasks.record_changes import Pulled
from tasks.store import projects
from tasks.store.connection import Store
from tasks.store.projects import Home, Project
from tests.fake_label_studio import FakeLabelStudio

SENTENCES = 7
TEXT = "\n".join(f"Shed {n} is empty." for n in range(SENTENCES))


@dataclass
class Traffic:
    store: Store
    fake: FakeLabelStudio
    client: LabelStudioClient
    project: Project
    tasks: list[int] = field(default_factory=list)

    @property
    def home(self) -> Home:
        home = projects.home_of(self.store, self.project.project_id)
        assert home
        return home

    def push(self) -> None:
        push(self.store, self.client, self.project)
        rows = self.store.rows("select label_studio_id from tasks where gone_at is null order by task_id")
        self.tasks = [row["label_studio_id"] for row in rows]

    def pull(self, *, full: bool = False) -> Pulled:
        return pull(self.store, self.client, self.home, full=full)

    def ripen(self) -> None:
        """Let the overlap pass by our own clock."""
        self.store.execute(
            "update pull_marks set newest_seen_at = strftime('%Y-%m-%dT%H:%M:%f000Z', newest_seen_at, ?)",
            [f"-{OVERLAP.seconds + 1} seconds"],
        )

    def standing(self) -> int:
        return int(
            self.store.value(
                "select count(*) from annotation_versions where superseded_at is null and state <> 'deleted'"
            )
        )

    def versions(self) -> int:
        return int(self.store.value("select count(*) from annotation_versions"))

    def assert_one_task_each(self) -> None:
        there = Counter(task["data"]["sentence_id"] for task in self.fake.tasks.values())
        assert set(there.values()) == {1}
        assert len(there) == SENTENCES
        recorded = self.store.rows("select label_studio_id from tasks where gone_at is null")
        assert {row["label_studio_id"] for row in recorded} == self.fake.tasks.keys()
        assert open_ledger(self.store).balanced
