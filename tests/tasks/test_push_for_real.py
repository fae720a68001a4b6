"""Pushing to the real Label Studio: one task per sentence, whatever dies in between."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest

from tasks.errors import LabelStudioRefused, LabelStudioUnreachable
from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.task_data import task_payload
from tasks.ledger import open_ledger
from tasks.pull import BEGINNING
from tasks.push import ensure_home, push
from tasks.store import batches, projects, waiting
from tasks.store.connection import Store
from tests.checkers import Checker
from tests.conftest import RunningLabelStudio
from tests.tasks import crash_in_push
from tests.tasks.store import builders

pytestmark = pytest.mark.server

TEXT = "\n".join(f"Sentence {n} says something." for n in range(25))


@pytest.fixture
def client(label_studio: RunningLabelStudio) -> Iterator[LabelStudioClient]:
    client = LabelStudioClient(label_studio.url, label_studio.token)
    yield client
    client.close()


def tasks_in_label_studio(store: Store, client: LabelStudioClient) -> Counter[object]:
    [home] = projects.homes(store)
    return Counter(sentence_id for _, sentence_id in client.tasks_after(home.label_studio_id, 0))


def assert_one_task_each(store: Store, client: LabelStudioClient) -> None:
    sentences = {row["sentence_id"] for row in store.rows("select sentence_id from sentences")}
    assert tasks_in_label_studio(store, client) == Counter(sentences)
    assert store.value("select count(*) from tasks where gone_at is null") == len(sentences)
    assert open_ledger(store).balanced


def test_every_sentence_gets_its_task_and_only_one(store: Store, client: LabelStudioClient) -> None:
    builders.add(store, TEXT)
    project = builders.make_project(store)
    seen: list[int] = []
    assert push(store, client, project, progress=seen.append).created == 25
    assert sum(seen) == 25
    assert push(store, client, project).created == 0
    builders.add(store, TEXT)
    assert push(store, client, project).created == 0
    assert_one_task_each(store, client)


def test_a_task_shows_all_that_the_page_needs(store: Store, client: LabelStudioClient) -> None:
    builders.add(store, "One.\nTwo.\nThree.", "https://news.example/a", title="Bridge", publisher="Courier")
    project = builders.make_project(store)
    push(store, client, project)
    [home] = projects.homes(store)
    tasks = client.changed_tasks(home.label_studio_id, BEGINNING, page_size=10)
    [middle] = [task["data"] for task in tasks if task["data"]["position"] == 1]
    assert middle.pop("sentence_id").startswith("s-")
    assert middle.pop("article_id").startswith("a-")
    assert middle == {
        "position": 1,
        "sentence": "Two.",
        "before": "One.",
        "after": "Three.",
        "title": "Bridge",
        "publisher": "Courier",
        "published_on": "",
        "url": "https://news.example/a",
        "claimant": "",
    }


@pytest.mark.parametrize("moment", crash_in_push.MOMENTS)
def test_a_push_that_was_killed_goes_on_without_doubles(
    store: Store, client: LabelStudioClient, label_studio: RunningLabelStudio, moment: str
) -> None:
    builders.add(store, TEXT)
    project = builders.make_project(store)
    died = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.tasks.crash_in_push",
            str(store.path),
            label_studio.url,
            label_studio.token,
            moment,
        ],
        check=False,
    )
    assert died.returncode == -signal.SIGKILL
    assert open_ledger(store).balanced
    again = push(store, client, project)
    assert again.created + again.found == 25
    assert again.found == (25 if "answer" in moment else 0)
    assert_one_task_each(store, client)
    with closing(Checker(label_studio)) as editor:
        there = editor.get("api/projects", page_size=100)["results"]
    assert len([p for p in there if project.uid in p["description"]]) == 1


def test_a_sentence_that_is_there_twice_keeps_its_first_task(store: Store, client: LabelStudioClient) -> None:
    builders.add(store, TEXT)
    project = builders.make_project(store)
    push_twice_behind_our_back(store, client)
    assert push(store, client, project).found == 25
    assert_one_task_each(store, client)


def push_twice_behind_our_back(store: Store, client: LabelStudioClient) -> None:
    """As when a request that seemed lost arrives after all, beside its repetition."""
    project = builders.make_project(store)
    home = ensure_home(store, client, project)
    sentences = waiting.next_waiting(store, project.project_id, 100)
    batches.intend(store, home, sentences)
    for _ in range(2):
        client.import_tasks(home.label_studio_id, [task_payload(sentence) for sentence in sentences])


def test_withdrawn_sentences_leave_the_queue_unless_somebody_is_at_them(
    store: Store, client: LabelStudioClient, label_studio: RunningLabelStudio
) -> None:
    url, lines = "https://news.example/tide", [f"Sluice {n} is shut." for n in range(6)]
    builders.add(store, "\n".join(lines), url)
    project = builders.make_project(store)
    push(store, client, project)
    answered, skipped, begun = tasks_of(store)[1:4]
    with (
        closing(Checker(label_studio)) as editor,
        closing(editor.invite(label_studio, "ana@example.org")) as ana,
    ):
        ana.answer(answered)
        ana.skip(skipped)
        ana.begin(begun)
    builders.add(store, lines[0], url)
    assert push(store, client, project).withdrawn == 2
    assert tasks_in_label_studio(store, client).total() == 4
    builders.add(store, "\n".join(lines), url)
    assert push(store, client, project).created == 2
    assert_one_task_each(store, client)


def tasks_of(store: Store) -> list[int]:
    rows = store.rows("select label_studio_id from tasks where gone_at is null order by task_id")
    return [row["label_studio_id"] for row in rows]


def test_a_wrong_token_is_named_and_nothing_is_half_done(
    store: Store, label_studio: RunningLabelStudio
) -> None:
    builders.add(store, TEXT)
    with (
        closing(LabelStudioClient(label_studio.url, "wrong")) as stranger,
        pytest.raises(LabelStudioRefused, match="ANNOTATOR_LABEL_STUDIO_TOKEN"),
    ):
        push(store, stranger, builders.make_project(store))
    assert store.value("select count(*) from push_batches") == 0


def test_without_label_studio_everything_waits(store: Store) -> None:
    builders.add(store, TEXT)
    with (
        closing(LabelStudioClient("http://127.0.0.1:9", "x")) as nobody,
        pytest.raises(LabelStudioUnreachable, match="Is it running"),
    ):
        push(store, nobody, builders.make_project(store))
    assert open_ledger(store).states == {"waiting": 25}
