"""Which tasks exist, as far as we know, and which sentences they show."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.store.times import now

# Label Studio gave the id of a deleted task to another sentence's.
FREE_ID = (
    "update tasks set gone_at = ? where label_studio_project = ? and label_studio_id = ?"
    " and sentence_id <> ? and gone_at is null"
)


@dataclass(frozen=True, slots=True)
class Task:
    task_id: int
    label_studio_id: int
    sentence_id: str
    sentence: str  # the words that the checkers see
    gone: bool


def get_tasks(store: Store, home: Home, label_studio_ids: Sequence[int]) -> dict[int, Task]:
    """Our record of these Label Studio tasks, by their Label Studio id: the live one, else the last."""
    live = _tasks(store, home, label_studio_ids, "t.gone_at is null")
    others = [task for task in label_studio_ids if task not in live]
    # No index has the tasks that are gone: all tasks are gone through for these, which hardly ever are any.
    return live | _tasks(store, home, others, "t.gone_at is not null") if others else live


def _tasks(store: Store, home: Home, label_studio_ids: Sequence[int], which: str) -> dict[int, Task]:
    found = {}
    for row in store.rows(
        f"""
        select t.task_id, t.label_studio_id, t.sentence_id, t.gone_at,
               substr(r.text, p.char_start + 1, p.char_end - p.char_start) as sentence
        from tasks t
        join sentence_places p on p.sentence_id = t.sentence_id and p.revision = t.revision
        join article_revisions r on r.article_id = p.article_id and r.revision = p.revision
        where t.label_studio_project = ? and {which} and t.label_studio_id in (select value from json_each(?))
        order by t.task_id
        """,  # noqa: S608
        [home.id, json.dumps(list(label_studio_ids))],
    ):
        found[row["label_studio_id"]] = Task(
            task_id=row["task_id"],
            label_studio_id=row["label_studio_id"],
            sentence_id=row["sentence_id"],
            sentence=row["sentence"],
            gone=row["gone_at"] is not None,
        )
    return found


def live_task_ids(store: Store, home: Home) -> set[int]:
    """Label Studio ids of the tasks that are there as far as we know."""
    rows = store.execute(
        "select label_studio_id from tasks where label_studio_project = ? and gone_at is null", [home.id]
    )
    return {row[0] for row in rows}


def count_live(store: Store, home: Home) -> int:
    """How many tasks are there as far as we know."""
    return int(
        store.value(
            "select count(*) from tasks where label_studio_project = ? and gone_at is null", [home.id]
        )
    )


def gone_task_ids(store: Store, home: Home) -> set[int]:
    """Label Studio ids that tasks had which are gone as far as we know."""
    rows = store.execute(
        "select label_studio_id from tasks where label_studio_project = ? and gone_at is not null", [home.id]
    )
    return {row[0] for row in rows}


def annotations_by_task(store: Store, home: Home) -> dict[int, int]:
    """How many answers, skips and ground truths stand under each live task, by Label Studio id."""
    rows = store.execute(
        "select label_studio_id, sum(number) from ("
        "select t.label_studio_id, count(*) as number from tasks t"
        " join annotation_ids i on i.task_id = t.task_id and i.retired_at is null"
        " join annotation_versions v on v.annotation_id = i.annotation_id and v.superseded_at is null"
        " where t.label_studio_project = :home and t.gone_at is null and v.state <> 'deleted'"
        " group by t.task_id"
        " union all select t.label_studio_id, 1 from ground_truths g join tasks t using (task_id)"
        " where t.label_studio_project = :home and t.gone_at is null) group by label_studio_id",
        {"home": home.id},
    )
    return {row[0]: row[1] for row in rows}


def live_task_of(store: Store, home: Home, sentence_id: str) -> int | None:
    """Label Studio's id of the sentence's task, ``None`` where it has none."""
    found = store.value(
        "select label_studio_id from tasks"
        " where label_studio_project = ? and sentence_id = ? and gone_at is null",
        [home.id, sentence_id],
    )
    return None if found is None else int(found)


def label_studio_place(store: Store, sentence_id: str) -> tuple[int, int] | None:
    """The ids of a sentence's project and task in Label Studio; ``None`` where it has no task."""
    row = store.execute(
        "select h.label_studio_id, t.label_studio_id from tasks t"
        " join label_studio_projects h on h.id = t.label_studio_project"
        " where t.sentence_id = ? and t.gone_at is null",
        [sentence_id],
    ).fetchone()
    return (row[0], row[1]) if row else None


def known_sentences(store: Store, home: Home, sentence_ids: Sequence[str]) -> set[str]:
    """Those of the ids that are sentences of the project."""
    rows = store.execute(
        "select s.sentence_id from sentences s join articles a using (article_id)"
        " where a.project_id = ? and s.sentence_id in (select value from json_each(?))",
        [home.project_id, json.dumps(list(sentence_ids))],
    )
    return {row[0] for row in rows}


def keep_only(store: Store, home: Home, sentence_id: str, kept: int, others: Sequence[int]) -> None:
    """Of several tasks of one sentence keep one; the others count as gone. Belongs into a transaction.

    :param kept: Label Studio's id, as are ``others``
    """
    moment = now()
    store.conn.executemany(FREE_ID, ((moment, home.id, task, sentence_id) for task in (kept, *others)))
    store.execute(
        "update tasks set gone_at = ? where sentence_id = ? and gone_at is null"
        " and not (label_studio_project = ? and label_studio_id = ?)",
        [moment, sentence_id, home.id, kept],
    )
    for task, gone_at in [(kept, None), *((other, moment) for other in others)]:
        _place(store, home, sentence_id, task, gone_at)


def _place(store: Store, home: Home, sentence_id: str, task: int, gone_at: str | None) -> None:
    row = store.value(
        "select max(task_id) from tasks"
        " where label_studio_project = ? and label_studio_id = ? and sentence_id = ?",
        [home.id, task, sentence_id],
    )
    if row is None:
        store.execute(
            "insert into tasks (label_studio_project, label_studio_id, sentence_id, revision, recorded_at,"
            " gone_at) select ?, ?, ?, max(revision), ?, ? from sentence_places where sentence_id = ?",
            [home.id, task, sentence_id, now(), gone_at, sentence_id],
        )
    elif gone_at is None:
        store.execute("update tasks set gone_at = null where task_id = ?", [row])


def mark_gone(store: Store, home: Home, label_studio_ids: Iterable[int]) -> None:
    """Record that Label Studio no longer has these tasks."""
    moment = now()
    with store.transaction():
        store.conn.executemany(
            "update tasks set gone_at = ? where label_studio_project = ? and label_studio_id = ?"
            " and gone_at is null",
            ((moment, home.id, task) for task in label_studio_ids),
        )
