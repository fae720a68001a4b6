"""What members of the real Label Studio may do, and the desk must notice and put back."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from exports.release import create_release
from exports.verify import verify_release
from tasks import others_answers
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.projects import project_settings
from tasks.ledger import SentenceState, open_ledger
from tasks.others_answers import put_deleted_back
from tasks.pull import pull
from tasks.push import push
from tasks.restore import restore
from tasks.review import ask_another
from tasks.store import alarms
from tasks.store.connection import Store
from tasks.store.project_changes import Setup, change_project
from tasks.store.projects import Home, Project, home_of
from tasks.tell import tell
from tasks.watch import (
    differences,
    put_project_back,
    set_up_anew,
    watch,
)
from tests.checkers import Checker
from tests.conftest import RunningLabelStudio
from tests.tasks.store import builders

pytestmark = pytest.mark.server

VERDICTS = ("verified", "disputed", "unverifiable", "not_a_claim")


@dataclass
class Border:
    store: Store
    client: LabelStudioClient
    project: Project
    ana: Checker
    editor: Checker

    @property
    def home(self) -> Home:
        home = home_of(self.store, self.project.project_id)
        assert home
        return home

    def push(self, sentences: int) -> list[int]:
        builders.add(self.store, "\n".join(f"Ship {n} has left." for n in range(sentences)))
        push(self.store, self.client, self.project)
        rows = self.store.rows("select label_studio_id from tasks order by task_id")
        return [row["label_studio_id"] for row in rows]

    def overlaps(self, *tasks: int) -> list[int]:
        """How many checkers Label Studio gives each of the tasks."""
        return [found["overlap"] for task in tasks if (found := self.client.task(task))]

    def look(self) -> list[str]:
        """The kinds of alarms that are up after one poll."""
        if watch(self.store, self.client, self.project, self.home).is_there:
            pull(self.store, self.client, self.home)
            others_answers.notice(self.store, self.home)
        return [alarm.kind for alarm in alarms.open_alarms(self.store)]


@pytest.fixture
def border(store: Store, label_studio: RunningLabelStudio) -> Iterator[Border]:
    project = builders.make_project(store)
    with (
        closing(LabelStudioClient(label_studio.url, label_studio.token)) as client,
        closing(Checker(label_studio)) as editor,
        closing(editor.invite(label_studio, "ana@example.org")) as ana,
    ):
        yield Border(store, client, project, ana, editor)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"label_config": '<View><Text name="sentence" value="$sentence"/></View>'}, "the labelling page"),
        ({"maximum_annotations": 5}, "how many checkers"),
        ({"enable_empty_annotation": True}, "empty answers"),
        ({"show_skip_button": False, "sampling": "Uniform sampling"}, "may skip and the order"),
    ],
)
def test_a_changed_project_is_noticed_and_put_back(
    border: Border, change: dict[str, object], words: str
) -> None:
    border.push(2)
    assert border.look() == []
    border.ana.change_project(border.home.label_studio_id, change)
    assert border.look() == ["project_changed"]
    assert words in alarms.open_alarms(border.store)[0].detail
    put_project_back(border.store, border.client, border.project, border.home)
    assert border.look() == []
    found = border.client.project(border.home.label_studio_id)
    assert differences(project_settings(1), found) == []


def test_more_checkers_count_for_tasks_that_are_there(border: Border) -> None:
    [task, _] = border.push(2)
    border.ana.answer(task)
    assert border.client.task(task)["is_labeled"] is True  # type: ignore[index]
    changed = change_project(border.store, border.project.project_id, Setup("Fact-checking", 2, "*Slowly.*"))
    home = set_up_anew(border.store, border.client, changed, border.home)
    found = border.client.task(task)
    assert found is not None
    assert (found["overlap"], found["is_labeled"]) == (2, False)
    assert set_up_anew(border.store, border.client, changed, home) == home
    assert differences(project_settings(2, "*Slowly.*"), border.client.project(home.label_studio_id)) == []


def test_more_checkers_count_although_a_task_was_to_get_more_before(border: Border) -> None:
    """Label Studio raises the number of those tasks only that had more than one, where there are any."""
    asked, *others = border.push(3)
    sentence_id = border.store.value("select sentence_id from tasks order by task_id limit 1")
    editor = builders.checker(border.store, border.editor.id, "editor")
    ask_another(border.store, sentence_id, None, "", editor)
    tell(border.store, border.client, border.project, border.home)
    assert border.overlaps(asked, *others) == [2, 1, 1]
    changed = change_project(border.store, border.project.project_id, Setup("Fact-checking", 3, ""))
    home = set_up_anew(border.store, border.client, changed, border.home)
    tell(border.store, border.client, changed, home)
    assert border.overlaps(asked, *others) == [3, 3, 3]
    assert differences(project_settings(3), border.client.project(home.label_studio_id)) == []


def test_deleted_answers_of_others_are_noticed_and_put_back(border: Border) -> None:
    first, second, third = border.push(3)
    border.ana.answer(first, "disputed")
    border.ana.skip(second)
    own = border.editor.answer(third)
    border.look()
    before = border.store.rows("select label from judgements order by annotation_id")
    border.editor.delete(own)
    assert border.look() == []
    border.editor.delete_all_answers(border.home.label_studio_id, first, second)
    assert border.look() == ["answers_deleted"]
    assert put_deleted_back(border.store, border.client, border.home) == 2
    states = open_ledger(border.store).states
    assert states == {SentenceState.LABELLED: 1, SentenceState.SKIPPED_BY_ALL: 1, SentenceState.PUSHED: 1}
    assert put_deleted_back(border.store, border.client, border.home) == 0
    live = border.store.rows(
        "select j.label from judgements j join annotation_versions v using (annotation_id, version)"
        " where v.superseded_at is null and v.state = 'answered'"
    )
    assert live == before[:1]
    [there] = answers_to(border, first)
    copied = {name: there[name] for name in ("result", "import_id", "ground_truth")}
    # As when a request that seemed lost lands beside its repetition.
    border.client.create_annotation(first, copied | {"completed_by": border.ana.id})
    assert pull(border.store, border.client, border.home).surplus == 1
    assert [answer["id"] for answer in answers_to(border, first)] == [there["id"]]


def answers_to(border: Border, task: int) -> list[dict[str, Any]]:
    found = border.client.task(task)
    assert found
    answers: list[dict[str, Any]] = found["annotations"]
    return answers


def test_a_deleted_project_is_rebuilt_and_a_release_stays_what_it_was(border: Border, tmp_path: Path) -> None:
    for number, task in enumerate(border.push(200)):
        checker = border.ana if number % 3 else border.editor
        checker.answer(task, VERDICTS[number % len(VERDICTS)])
    border.look()
    before = release(border.store, tmp_path / "before")
    border.ana.delete_project(border.home.label_studio_id)
    assert border.look() == ["project_gone"]
    restored = restore(border.store, border.client, border.project)
    assert (restored.tasks, restored.annotations, restored.project_was_gone) == (200, 200, True)
    assert pull(border.store, border.client, border.home, full=True).versions == 0
    assert open_ledger(border.store).balanced
    assert open_ledger(border.store).states == {SentenceState.LABELLED: 200}
    assert release(border.store, tmp_path / "after") == before
    there = border.client.export(border.home.label_studio_id)
    authors = [annotation["completed_by"] for task in there for annotation in task["annotations"]]
    assert (authors.count(border.ana.id), authors.count(border.editor.id)) == (133, 67)


def release(store: Store, folder: Path) -> list[dict[str, object]]:
    """The claims and annotations of a release built now."""
    made = create_release(store, folder, "claims", secret=b"s" * 32, version="1.0.0")
    store.execute("delete from release_claims")
    store.execute("delete from releases")
    assert not verify_release(made.folder)
    rows: list[dict[str, object]] = []
    for table in ("claims", "annotations", "not_claims"):
        [path] = made.folder.rglob(f"{table}*.jsonl")
        rows.extend(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    for row in rows:
        row.pop("annotator_id", None)  # a pseudonym of its own in each release
    return rows
