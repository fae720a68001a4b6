"""Answers that went out along with a rebuilt task, until that task is first read."""

import json
from collections.abc import Iterable, Sequence

from tasks.store.annotations import LIVE, LiveVersion
from tasks.store.connection import Store


def intend(store: Store, batch_id: int, annotation_ids: Iterable[int]) -> None:
    """They are about to be sent. Belongs into the transaction that records the batch."""
    store.conn.executemany(
        "insert into sent_answers (batch_id, annotation_id) values (?, ?)",
        ((batch_id, annotation) for annotation in annotation_ids),
    )


def settle(store: Store, batch_id: int, recorded_at: str) -> None:
    """Those whose task arrived are to be looked for under it. Belongs into the settling transaction.

    :param recorded_at: of the tasks that arrived
    """
    store.execute(
        "update sent_answers set task_id = (select t.task_id from annotations a join tasks t using"
        " (sentence_id) where a.annotation_id = sent_answers.annotation_id and t.gone_at is null"
        " and t.recorded_at = ?) where batch_id = ?",
        [recorded_at, batch_id],
    )
    store.execute("delete from sent_answers where batch_id = ? and task_id is null", [batch_id])


def awaited(store: Store, task_ids: Sequence[int]) -> dict[int, list[LiveVersion]]:
    """The answers that were sent along with these tasks of ours and not met there yet, by task."""
    found: dict[int, list[LiveVersion]] = {}
    for row in store.rows(
        f"""
        select s.task_id, null as label_studio_id, null as made_at, null as rebuilt_at, {LIVE}
        from sent_answers s
        join annotation_versions v on v.annotation_id = s.annotation_id and v.superseded_at is null
        join annotations a on a.annotation_id = s.annotation_id
        where s.task_id in (select value from json_each(?))
        """,  # noqa: S608
        [json.dumps(list(task_ids))],
    ):
        found.setdefault(row.pop("task_id"), []).append(LiveVersion(**row))
    return found


def met(store: Store, task_id: int, annotation_id: int) -> None:
    """What became of it is known. Belongs into a transaction."""
    store.execute(
        "delete from sent_answers where task_id = ? and annotation_id = ?", [task_id, annotation_id]
    )
