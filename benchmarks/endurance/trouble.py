"""What befalls a desk: articles and their revisions, members who delete, processes that die."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.services.label_studio import LabelStudio
from annotator.services.label_studio_settings import LabelStudioSettings
from benchmarks.endurance.answers import Journal
from benchmarks.endurance.articles import Newsroom
from benchmarks.endurance.gate import Gate
from benchmarks.endurance.record import Record
from benchmarks.patience import persist
from tests.checkers import Checker
from tests.running_desk import PATIENCE_S, RunningDesk, wait_until


class Trouble:
    """Everything that is not a checker. Each event returns once the desk is well again."""

    def __init__(
        self,
        desk: RunningDesk,
        editor: Checker,
        record: Record,
        journal: Journal,
        gate: Gate,
        newsroom: Newsroom,
        chance: random.Random,
    ) -> None:
        self._desk = desk
        self._editor = editor
        self._record = record
        self._journal = journal
        self._gate = gate
        self._newsroom = newsroom
        self._chance = chance
        self.unread = 0  # answers destroyed before the desk had read them

    def events(self) -> Iterator[Callable[[], object]]:
        """All kinds, shuffled, over and over: a short run meets each of them as well."""
        common = [self.write_an_article, self.revise_an_article, self.delete_tasks, self.restore]
        rare = [
            self.delete_the_project,
            self.pull_everything,
            self.kill_label_studio,
            self.kill_the_desk,
            self.kill_both,
            self.leave_label_studio_alone,
            self.stop_and_start,
        ]
        deck = [*common, *rare]
        while True:
            self._chance.shuffle(deck)
            yield from deck
            deck = [*common * 2, *rare]

    def write_an_article(self) -> None:
        self._add(*self._newsroom.write())

    def revise_an_article(self) -> None:
        self._add(*self._newsroom.revise())

    def _add(self, path: Path, address: str) -> None:
        persist(self._desk, "add", str(path), "--url", address)

    def delete_tasks(self) -> None:
        tasks = self._record.tasks()
        if not tasks or not self._desk.is_well():
            return
        for task in self._chance.sample(sorted(tasks), min(len(tasks), self._chance.randint(1, 3))):
            with self._gate.alone():
                self._destroy(tasks[task])
                if task in self._record.tasks():
                    self._editor.delete_task(task)

    def delete_the_project(self) -> None:
        """While somebody reads it; and have it restored, by a command that dies half-way as often as not."""
        project = self._record.project()
        if project is None:
            return
        with self._gate.alone():
            self._destroy()
            pulling = self._run("pull", "--full")
            time.sleep(self._chance.uniform(0.4, 1.2))  # about when it reads
            self._editor.delete_project(project)
            pulling.wait()
        time.sleep(self._chance.uniform(0, 5))
        while self._chance.random() < 0.5:
            self._die_while_restoring()
        self.restore()

    def _destroy(self, sentence_id: str | None = None) -> None:
        """The task of one sentence is about to be deleted, or all."""
        self.unread += self._journal.destroy(
            lambda answer: sentence_id in (None, answer.sentence_id), self._record.standing()
        )

    def _die_while_restoring(self) -> None:
        restoring = self._run("restore")
        time.sleep(self._chance.uniform(0.8, 5))
        restoring.kill()
        restoring.wait()

    def _run(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "annotator", *command],
            env=self._desk.environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def restore(self) -> None:
        persist(self._desk, "restore")

    def pull_everything(self) -> None:
        persist(self._desk, "pull", "--full")

    def kill_label_studio(self) -> None:
        if group := self._label_studio_group():
            os.killpg(group, signal.SIGKILL)
            time.sleep(0.2)
        wait_until(self._desk.is_well, "the desk starts Label Studio again", PATIENCE_S)

    def kill_the_desk(self) -> None:
        """Label Studio ends a few seconds later, by itself."""
        self._desk.stop(signal.SIGKILL)
        self._start()

    def kill_both(self) -> None:
        if group := self._label_studio_group():
            os.killpg(group, signal.SIGKILL)
        self.kill_the_desk()

    def stop_and_start(self) -> None:
        self._desk.stop()
        self._start()

    def leave_label_studio_alone(self) -> None:
        """The checkers go on while no desk runs."""
        self._desk.stop(signal.SIGKILL)
        credentials = self._desk.credentials
        service = LabelStudio(
            LabelStudioSettings(
                data_dir=self._desk.data_dir,
                environment=self._desk.environment,
                host="127.0.0.1",
                port=self._desk.label_studio_port,
                admin_email=credentials["admin_email"],
                admin_password=credentials["admin_password"],
                admin_token=credentials["label_studio_token"],
            )
        )
        service.start()
        try:
            service.wait_until_running(PATIENCE_S)
            time.sleep(self._chance.uniform(5, 15))
        finally:
            service.stop()
        self._start()

    def _start(self) -> None:
        time.sleep(self._chance.uniform(0, 2))
        self._desk.start("--no-sample")

    def _label_studio_group(self) -> int | None:
        """The process group of the Label Studio that the desk runs."""
        assert self._desk.process
        ours = str(self._desk.process.pid)
        for process in Path("/proc").glob("[0-9]*"):
            try:
                parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
                command = (process / "cmdline").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if parent == ours and "label_studio_server.py" in command:
                return int(process.name)
        return None
