"""Which sentences wait for a task or lost theirs, which batches went out, which tasks exist."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tasks.store import sent_answers
from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.store.times import now

_TO_LABEL = """
    from sentence_decisions d join sentences s using (sentence_id) join articles a using (article_id)
    where d.superseded_at is null and d.decision = 'label' and a.project_id = :project
"""

# Sentences that never had a task, or whose task we deleted ourselves while they were withdrawn.
# What others deleted comes back by `annotator restore`, with its answers.
_WAITING = f"""
    select s.sentence_id, s.article_id, d.decision_id,
           (select revision from article_revisions r
             where r.article_id = s.article_id and r.superseded_at is null) as revision
    {_TO_LABEL} and not exists (select 1 from tasks t where t.sentence_id = s.sentence_id
                                 and (t.gone_at is null or t.withdrawn_at is null))
"""  # noqa: S608

# Sentences whose tasks are gone and not by our doing, in the words that the checkers saw.
_MISSING = f"""
    select s.sentence_id, s.article_id, d.decision_id,
           (select revision from tasks t where t.sentence_id = s.sentence_id
             order by t.task_id desc limit 1) as revision
    {_TO_LABEL} and exists (select 1 from tasks t where t.sentence_id = s.sentence_id
                             and t.gone_at is not null and t.withdrawn_at is null)
      and not exists (select 1 from tasks t where t.sentence_id = s.sentence_id and t.gone_at is null)
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class WaitingSentence:
    """All that a task shows of a sentence."""

    decision_id: int  # that it is to be labelled; in the order in which sentences came
    sentence_id: str
    article_id: str
    revision: int
    position: int
    sentence: str
    before: str
    after: str
    title: str
    publisher: str
    published_on: date | None
    url: str
    model_version: str | None
    score: float | None
    claimant: str | None
    prediction: str | None  # JSON: claims and attributions in sentence offsets


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences that Label Studio was, or was about to be, asked to take."""

    batch_id: int
    sentences: dict[str, int]  # sentence id -> revision


def count_waiting(store: Store, project_id: int) -> int:
    return int(store.value(f"select count(*) from ({_WAITING})", {"project": project_id}))  # noqa: S608


def next_waiting(store: Store, project_id: int, limit: int, *, after: int = 0) -> list[WaitingSentence]:
    """The next sentences that never had a task, articles in the order they came, reading order.

    :param after: the ``decision_id`` to go on from
    """
    return _next(store, _WAITING, project_id, limit, after)


def count_missing(store: Store, project_id: int) -> int:
    return int(store.value(f"select count(*) from ({_MISSING})", {"project": project_id}))  # noqa: S608


def next_missing(store: Store, project_id: int, limit: int) -> list[WaitingSentence]:
    """The next sentences that had a task which is gone, in the same order."""
    return _next(store, _MISSING, project_id, limit, after=0)


def _next(store: Store, which: str, project_id: int, limit: int, after: int) -> list[WaitingSentence]:
    rows = store.rows(
        f"""
        with waiting as ({which} and d.decision_id > :after order by d.decision_id limit :limit)
        select w.decision_id, p.sentence_id, p.article_id, p.revision, p.position,
               substr(r.text, p.char_start + 1, p.char_end - p.char_start) as sentence,
               coalesce(substr(r.text, b.char_start + 1, b.char_end - b.char_start), '') as before,
               coalesce(substr(r.text, n.char_start + 1, n.char_end - n.char_start), '') as after,
               r.title, r.publisher, r.published_on, r.url,
               m.model_version, m.score, m.claimant, m.result as prediction
        from waiting w
        join article_revisions r on r.article_id = w.article_id and r.revision = w.revision
        join sentence_places p on p.sentence_id = w.sentence_id and p.revision = w.revision
        left join sentence_places b on b.article_id = p.article_id and b.revision = p.revision
                                   and b.position = p.position - 1
        left join sentence_places n on n.article_id = p.article_id and n.revision = p.revision
                                   and n.position = p.position + 1
        left join predictions m on m.sentence_id = w.sentence_id and m.superseded_at is null
        order by w.decision_id
        """,  # noqa: S608
        {"project": project_id, "limit": limit, "after": after},
    )
    for row in rows:
        row["published_on"] = date.fromisoformat(row["published_on"]) if row["published_on"] else None
    return [WaitingSentence(**row) for row in rows]


def intend(
    store: Store, home: Home, sentences: Sequence[WaitingSentence], answers: Iterable[int] = ()
) -> Batch:
    """Write down what is about to be sent.

    :param answers: ids of the annotations that go out along with the tasks
    """
    with store.transaction():
        batch_id = int(
            store.value(
                "insert into push_batches (label_studio_project, intended_at) values (?, ?)"
                " returning batch_id",
                [home.id, now()],
            )
        )
        store.conn.executemany(
            "insert into push_batch_sentences (batch_id, sentence_id, revision) values (?, ?, ?)",
            ((batch_id, sentence.sentence_id, sentence.revision) for sentence in sentences),
        )
        sent_answers.intend(store, batch_id, answers)
    return Batch(batch_id, {sentence.sentence_id: sentence.revision for sentence in sentences})


def unsettled(store: Store, home: Home) -> list[Batch]:
    """Batches whose outcome is not known."""
    batches: dict[int, dict[str, int]] = {}
    for row in store.rows(
        "select b.batch_id, s.sentence_id, s.revision"
        " from push_batches b join push_batch_sentences s using (batch_id)"
        " where b.settled_at is null and b.label_studio_project = ? order by b.batch_id",
        [home.id],
    ):
        batches.setdefault(row["batch_id"], {})[row["sentence_id"]] = row["revision"]
    return [Batch(batch_id, sentences) for batch_id, sentences in batches.items()]


def settle(store: Store, home: Home, batch: Batch, created: Iterable[tuple[str, int]]) -> None:
    """Record the tasks that came of a batch; the rest of it waits again.

    :param created: pairs of sentence id and Label Studio task id
    """
    moment = now()
    pairs = list(created)
    with store.transaction():
        store.conn.executemany(
            _FREE_ID, ((moment, home.id, task, sentence_id) for sentence_id, task in pairs)
        )
        store.conn.executemany(
            "insert into tasks (label_studio_project, label_studio_id, sentence_id, revision, recorded_at)"
            " select ?1, ?2, ?3, ?4, ?5 where not exists"
            " (select 1 from tasks where sentence_id = ?3 and gone_at is null)",
            (
                (home.id, task, sentence_id, batch.sentences[sentence_id], moment)
                for sentence_id, task in pairs
            ),
        )
        sent_answers.settle(store, batch.batch_id, moment)
        store.execute("update push_batches set settled_at = ? where batch_id = ?", [moment, batch.batch_id])


# Label Studio gave the id of a deleted task to another sentence's.
_FREE_ID = (
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
    found = {}
    for row in store.rows(
        f"""
        select t.task_id, t.label_studio_id, t.sentence_id, t.gone_at,
               substr(r.text, p.char_start + 1, p.char_end - p.char_start) as sentence
        from tasks t
        join sentence_places p on p.sentence_id = t.sentence_id and p.revision = t.revision
        join article_revisions r on r.article_id = p.article_id and r.revision = p.revision
        where t.label_studio_project = ? and t.label_studio_id in ({",".join("?" * len(label_studio_ids))})
        order by t.gone_at is null, t.task_id
        """,  # noqa: S608
        [home.id, *label_studio_ids],
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
        f"select s.sentence_id from sentences s join articles a using (article_id)"  # noqa: S608
        f" where a.project_id = ? and s.sentence_id in ({','.join('?' * len(sentence_ids))})",
        [home.project_id, *sentence_ids],
    )
    return {row[0] for row in rows}


def keep_only(store: Store, home: Home, sentence_id: str, kept: int, others: Sequence[int]) -> None:
    """Of several tasks of one sentence keep one; the others count as gone. Belongs into a transaction.

    :param kept: Label Studio's id, as are ``others``
    """
    moment = now()
    store.conn.executemany(_FREE_ID, ((moment, home.id, task, sentence_id) for task in (kept, *others)))
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
