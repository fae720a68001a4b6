"""Webhooks may be lost, doubled, out of order, late or forged: the record is the same in the end."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from flask import Flask

from annotator.credentials import ensure_credentials
from annotator.desk import Desk
from annotator.desk_store import open_desk_store
from annotator.settings import Settings
from annotator.sync import SECRET_HEADER, SyncWorker
from annotator.web import create_app
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.sessions import SessionDoor
from tasks.ledger import open_ledger
from tests.fake_label_studio import FakeLabelStudio
from tests.running_desk import wait_until
from tests.tasks.store import builders

pytestmark = pytest.mark.slow

HOUR_S = 3600
HINTS = ["ANNOTATION_CREATED", "ANNOTATION_UPDATED", "ANNOTATIONS_DELETED"]


class ListeningDesk:
    """The desk's own door for webhooks, its worker, and a Label Studio that sends none by itself."""

    def __init__(self, folder: Path, poll_seconds: float) -> None:
        self.fake = FakeLabelStudio()
        self.settings = Settings(data_dir=folder, poll_seconds=poll_seconds)
        self.credentials = ensure_credentials(self.settings)
        self.client = LabelStudioClient("http://label-studio", "token", transport=self.fake)
        self.store = open_desk_store(self.settings)
        builders.add(self.store, "The lock is open.\nThe weir is shut.\nThe gauge is broken.")
        self.worker = SyncWorker(
            self.settings, self.credentials, self.client, "http://desk/hooks/label-studio"
        )
        self.app: Flask = create_app(
            Desk(
                self.settings,
                self.credentials,
                SessionDoor("http://label-studio", transport=self.fake),
                self.client,
                hint=self.worker.hint,
                label_studio_status=lambda: "running",
                sync_status=lambda: self.worker.status,
            )
        )

    def hear(self, action: str, secret: str | None = None) -> int:
        headers = {SECRET_HEADER: self.credentials.webhook_secret if secret is None else secret}
        answer = self.app.test_client().post("/hooks/label-studio", json={"action": action}, headers=headers)
        return answer.status_code

    def work_of_a_checker(self) -> None:
        """One answer stands, one was changed, one taken back."""
        first, second, third = sorted(self.fake.tasks)
        self.fake.answer(first)
        self.fake.answer(second)
        self.fake.answer(third)
        self.fake.tick()
        self.fake.tasks[second]["annotations"][0] |= {"was_cancelled": True, "result": []}
        self.fake._touch(second)
        self.fake.delete_answers(third)

    def states(self) -> list[str]:
        rows = self.store.rows("select state from annotation_versions where superseded_at is null order by 1")
        return [row["state"] for row in rows]


@contextmanager
def listening(folder: Path, poll_seconds: float = 600) -> Iterator[ListeningDesk]:
    desk = ListeningDesk(folder, poll_seconds)
    running = threading.Thread(target=desk.worker.run)
    running.start()
    try:
        desk.worker.begin()
        wait_until(lambda: desk.worker.status.synced_at is not None, "a first look")
        yield desk
    finally:
        desk.worker.stop()
        running.join(timeout=10)
        desk.store.close()
        desk.client.close()


@pytest.mark.parametrize(
    "heard",
    [HINTS, [hint for hint in HINTS for _ in range(2)], HINTS[::-1], HINTS[-1:]],
    ids=["in order", "doubled", "reordered", "all but one lost"],
)
def test_whatever_is_heard_the_record_is_the_same(tmp_path: Path, heard: list[str]) -> None:
    with listening(tmp_path) as desk:
        desk.work_of_a_checker()
        assert {desk.hear(action) for action in heard} == {204}
        wait_until(lambda: desk.states() == ["answered", "skipped"], "what stands")
        assert open_ledger(desk.store).balanced


def test_all_hints_are_lost_and_the_next_poll_finds_it(tmp_path: Path) -> None:
    with listening(tmp_path, poll_seconds=0.1) as desk:
        desk.work_of_a_checker()
        wait_until(lambda: desk.states() == ["answered", "skipped"], "what stands")
        assert open_ledger(desk.store).balanced


def test_a_hint_that_is_an_hour_late_changes_nothing(tmp_path: Path) -> None:
    with listening(tmp_path) as desk:
        desk.work_of_a_checker()
        desk.hear(HINTS[0])
        wait_until(lambda: desk.states() == ["answered", "skipped"], "what stands")
        before = list(desk.store.rows("select * from annotation_versions"))
        desk.fake.tick(HOUR_S)
        looked = desk.worker.status.synced_at
        desk.hear(HINTS[0])
        wait_until(lambda: desk.worker.status.synced_at != looked, "another look")
        assert desk.store.rows("select * from annotation_versions") == before


def test_a_forged_hint_makes_nobody_look(tmp_path: Path) -> None:
    with listening(tmp_path) as desk:
        asked = len(desk.fake.requests)
        assert desk.hear(HINTS[0], secret="guessed") == 401
        time.sleep(0.2)
        assert len(desk.fake.requests) == asked


def test_a_hint_is_taken_at_once_while_the_store_is_locked(tmp_path: Path) -> None:
    with listening(tmp_path) as desk, closing(sqlite3.connect(desk.settings.store_path)) as other:
        other.execute("begin exclusive")
        desk.work_of_a_checker()
        began = time.monotonic()
        assert desk.hear(HINTS[0]) == 204
        assert time.monotonic() - began < 1
        other.rollback()
        wait_until(lambda: desk.states() == ["answered", "skipped"], "what stands")
        assert open_ledger(desk.store).balanced
