"""Articles and answers for tests, put in through the store's own functions."""

import json
from datetime import UTC, datetime, timedelta

from tasks.store import annotations, batches, people, projects, waiting
from tasks.store import tasks as task_store
from tasks.store.adding import Added, add_article
from tasks.store.adjudications import add_adjudication
from tasks.store.connection import Store
from tasks.store.projects import Home, Project
from tasks.text.identity import article_id, identity_of
from tasks.types import AnnotationVersion, Article, Judgement, ReadSentence, Span

START = datetime(2026, 3, 12, 8, tzinfo=UTC)


def make_project(store: Store, checkers: int = 1) -> Project:
    return projects.ensure_project(store, "Fact-checking", checkers)


def make_article(
    text: str, url: str = "", title: str = "", publisher: str = ""
) -> tuple[str, Article, list[ReadSentence]]:
    """An article whose sentences end with their lines."""
    identity = identity_of(text, url)
    article = Article(article_id(identity), text, title=title, publisher=publisher, url=url)
    sentences, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            sentences.append(ReadSentence(Span(start, start + len(line)), score=0.5))
        start += len(line) + 1
    return identity, article, sentences


def add(store: Store, text: str, url: str = "", title: str = "", publisher: str = "") -> Added:
    identity, article, sentences = make_article(text, url, title, publisher)
    project = make_project(store)
    return add_article(store, project.project_id, identity, article, sentences, "test-1")


def push(store: Store, project: Project, first_id: int = 100) -> Home:
    """Pretend that Label Studio took everything that waits."""
    home = projects.home_of(store, project.project_id) or projects.set_home(store, project.project_id, 7)
    while sentences := waiting.next_waiting(store, project.project_id, 1000):
        batch = batches.intend(store, home, sentences)
        first_id += len(task_store.live_task_ids(store, home))
        batches.settle(store, home, batch, zip(batch.sentences, range(first_id, 10**9), strict=False))
    return home


def checker(store: Store, label_studio_id: int, name: str) -> int:
    people.record_people(store, [(label_studio_id, f"{name}@example.org", name)])
    return people.person_ids(store)[label_studio_id]


def answer(
    store: Store,
    home: Home,
    sentence_id: str,
    annotation: int,
    person_id: int | None,
    *judgements: Judgement,
    minutes: int = 0,
    skipped: bool = False,
) -> None:
    """One checker's answer, ``minutes`` after the start."""
    task = store.row("select task_id, label_studio_id from tasks where sentence_id = ?", [sentence_id])
    assert task is not None
    moment = START + timedelta(minutes=minutes)
    version = AnnotationVersion(
        label_studio_id=annotation,
        task_id=task["label_studio_id"],
        completed_by=None,
        created_at=moment,
        updated_at=moment,
        skipped=skipped,
        lead_time=4.0,
        result=json.dumps([judgement.label for judgement in judgements]),
        judgements=judgements,
    )
    with store.transaction():
        annotations.append_version(store, home, task["task_id"], sentence_id, person_id, version)


def adjudicate(
    store: Store, sentence_id: str, judgement: Judgement, editor: int, *, instead_of: int | None = None
) -> int:
    """An editor's last word; the adjudication's id."""
    with store.transaction():
        return add_adjudication(store, sentence_id, judgement, editor, instead_of=instead_of)
