"""Tasks of withdrawn sentences: which we set out to delete, and what came of it.

A time in ``withdrawn_at`` beside none in ``gone_at`` is an intent. With both it
says that the task is gone by our own doing, which is no loss.
"""

from dataclasses import dataclass

from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.store.times import now


@dataclass(frozen=True, slots=True)
class UnwantedTask:
    """A task that is to be deleted, or whose deletion was begun."""

    task_id: int
    label_studio_id: int
    sentence_id: str
    is_intended: bool  # to delete it


def unwanted(store: Store, home: Home) -> list[UnwantedTask]:
    """Live tasks to delete, and those whose deletion was begun.

    A task to delete is of a withdrawn sentence that has, as far as we know, no
    answer: none that stands and none that was put aside.
    """
    rows = store.rows(
        """
        select t.task_id, t.label_studio_id, t.sentence_id, true as is_intended
        from tasks t
        where t.label_studio_project = :home and t.gone_at is null and t.withdrawn_at is not null
        union all
        select t.task_id, t.label_studio_id, t.sentence_id, false
        from sentence_decisions d join tasks t on t.sentence_id = d.sentence_id and t.gone_at is null
        where d.superseded_at is null and d.decision = 'withdraw'
          and t.label_studio_project = :home and t.withdrawn_at is null
          and not exists (select 1 from annotations a join annotation_versions v using (annotation_id)
                           where a.sentence_id = t.sentence_id
                             and v.superseded_at is null and v.state <> 'deleted')
          and not exists (select 1 from quarantine q where q.sentence_id = t.sentence_id)
        """,
        {"home": home.id},
    )
    return [UnwantedTask(**row | {"is_intended": bool(row["is_intended"])}) for row in rows]


def intend_deletion(store: Store, task: UnwantedTask) -> None:
    """Write down that the sentence is to have no task, before Label Studio is asked to delete it."""
    with store.transaction():
        store.execute(
            "update tasks set withdrawn_at = ? where sentence_id = ? and withdrawn_at is null",
            [now(), task.sentence_id],
        )


def call_off_deletion(store: Store, task: UnwantedTask) -> None:
    """The task stays: somebody has begun to answer it."""
    with store.transaction():
        store.execute("update tasks set withdrawn_at = null where task_id = ?", [task.task_id])


def record_deletion(store: Store, task: UnwantedTask) -> None:
    """Label Studio no longer has the task."""
    with store.transaction():
        store.execute(
            "update tasks set gone_at = ? where task_id = ? and gone_at is null", [now(), task.task_id]
        )
