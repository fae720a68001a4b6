"""Push, pull and restore of several projects: one that fails keeps nobody from the others."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from annotator.desk_store import open_desk_store
from annotator.intake import add
from annotator.settings import load_settings
from tasks.store import project_changes
from tasks.store.connection import Store
from tasks.store.project_changes import Setup
from tasks.text.reading import RawArticle
from tests.annotator.commands.conftest import Annotator
from tests.fake_label_studio import FakeLabelStudio, Fault, served

pytestmark = pytest.mark.slow


@dataclass
class Desk:
    """A desk of two projects, each with an article of one sentence, beside a fake Label Studio."""

    annotator: Annotator
    fake: FakeLabelStudio
    store: Store

    def sentences(self) -> set[str]:
        """Those that have tasks."""
        return {task["data"]["sentence"] for task in self.fake.tasks.values()}


@pytest.fixture
def desk(annotator: Annotator) -> Iterator[Desk]:
    fake = FakeLabelStudio()
    with served(fake) as url:
        annotator.set("LABEL_STUDIO_URL", url)
        annotator.set("LABEL_STUDIO_TOKEN", "token")
        with closing(open_desk_store(load_settings())) as store:
            add(store, RawArticle(source="test", text="The lock is open."))
            second = project_changes.make_project(store, Setup("Second desk", 1, ""))
            add(store, RawArticle(source="test", text="The mill turns."), project=second)
            yield Desk(annotator, fake, store)


def test_a_push_goes_on_after_a_project_that_fails(desk: Desk) -> None:
    desk.fake.fail("POST", "import", Fault.ANSWERS_500)  # the first project's turn
    said, words = desk.annotator("push", code=1)
    assert said.startswith("1 tasks made")
    assert words.startswith("annotator: Fact-checking: Label Studio")
    assert desk.sentences() == {"The mill turns."}
    assert json.loads(desk.annotator("push", "--json")[0])["failed"] == []
    assert desk.sentences() == {"The lock is open.", "The mill turns."}


def test_a_pull_goes_on_after_a_project_that_is_gone(desk: Desk) -> None:
    desk.annotator("push")
    desk.fake.delete_project(title="Fact-checking")
    desk.fake.answer(min(desk.fake.tasks))
    pulled = json.loads(desk.annotator("pull", "--json", code=1)[0])
    assert pulled["versions"] == 1
    assert [failed["project"] for failed in pulled["failed"]] == ["Fact-checking"]


def test_a_restore_goes_on_after_a_project_that_fails(desk: Desk) -> None:
    desk.annotator("push")
    desk.fake.tasks.clear()
    desk.fake.fail("POST", "import", Fault.ANSWERS_500)
    said, words = desk.annotator("restore", code=1)
    assert "1 tasks and 0 annotations are back." in said
    assert "Fact-checking" in words
    assert desk.sentences() == {"The mill turns."}
    assert "Nothing was missing" not in said
    desk.annotator("restore")
    assert desk.sentences() == {"The lock is open.", "The mill turns."}


def test_a_label_studio_that_is_away_is_away_for_all(desk: Desk) -> None:
    desk.annotator.set("LABEL_STUDIO_URL", "http://127.0.0.1:9")
    for command in ("push", "pull", "restore"):
        desk.annotator.fails(command, saying="Is it running?")


def test_a_push_tells_of_tasks_that_it_took_back(desk: Desk) -> None:
    text = "The quay is wet. The crane stands."
    address = "https://news.example.org/quay"
    add(desk.store, RawArticle(source="test", text=text, url=address))
    desk.annotator("push")
    add(desk.store, RawArticle(source="test", text="The quay is wet.", url=address))
    said, _ = desk.annotator("push")
    assert "1 tasks of withdrawn sentences taken out of the queue." in said
