"""Which decisions of editors Label Studio was not told yet, and what it was told."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.store.times import now


@dataclass(frozen=True, slots=True)
class Untold:
    """A sentence with decisions that Label Studio may not know of."""

    sentence_id: str
    round: int
    task_id: int
    label_studio_id: int
    sentence: str  # the words that the task shows


def next_untold(store: Store, home: Home, limit: int, *, after: str = "") -> list[Untold]:
    """Sentences in the order of their ids; those without a task wait until they have one.

    :param after: the sentence to go on from
    """
    rows = store.rows(
        """
        select u.sentence_id, u.round, t.task_id, t.label_studio_id,
               substr(r.text, p.char_start + 1, p.char_end - p.char_start) as sentence
        from untold_decisions u
        join tasks t on t.sentence_id = u.sentence_id and t.gone_at is null
        join sentence_places p on p.sentence_id = t.sentence_id and p.revision = t.revision
        join article_revisions r on r.article_id = p.article_id and r.revision = p.revision
        where t.label_studio_project = ? and u.sentence_id > ? order by u.sentence_id limit ?
        """,
        [home.id, after, limit],
    )
    return [Untold(**row) for row in rows]


def note_told(store: Store, untold: Untold, result: str | None) -> None:
    """Label Studio knows; unless something was decided meanwhile, nothing is left to tell.

    :param result: of the ground truth that stands there now, as JSON; ``None`` where there is none
    """
    with store.transaction():
        if result is None:
            store.execute("delete from ground_truths where task_id = ?", [untold.task_id])
        else:
            store.execute(
                "insert into ground_truths (task_id, result, told_at) values (?, ?, ?) on conflict (task_id)"
                " do update set result = excluded.result, told_at = excluded.told_at",
                [untold.task_id, result, now()],
            )
        store.execute(
            "delete from untold_decisions where sentence_id = ? and round = ?",
            [untold.sentence_id, untold.round],
        )


def ground_truths(store: Store, task_ids: Sequence[int]) -> Mapping[int, str]:
    """What stands in Label Studio as ground truth under these tasks of ours, as far as we know."""
    rows = store.execute(
        "select task_id, result from ground_truths where task_id in (select value from json_each(?))",
        [json.dumps(list(task_ids))],
    )
    return {row[0]: row[1] for row in rows}


def tell_again(store: Store, sentence_ids: Iterable[str]) -> None:
    """Label Studio was found without what it was told. Belongs into a transaction."""
    store.conn.executemany(
        "insert into untold_decisions values (?, 1)"
        " on conflict (sentence_id) do update set round = round + 1",
        [(sentence_id,) for sentence_id in sentence_ids],
    )


def tell_opinions_again(store: Store, home: Home) -> None:
    """The project's own number of checkers was set anew in Label Studio, which resets every task's."""
    with store.transaction():
        store.execute(
            "insert into untold_decisions select distinct r.sentence_id, 1 from review_requests r"
            " join tasks t on t.sentence_id = r.sentence_id and t.gone_at is null"
            " where r.kind = 'opinion' and t.label_studio_project = ?"
            " on conflict (sentence_id) do update set round = round + 1",
            [home.id],
        )


def short_of_checkers(store: Store, home: Home, checkers: Mapping[int, int]) -> list[str]:
    """Sentences whose task is handed to fewer checkers than editors asked for.

    :param checkers: to how many each task is handed, by Label Studio's id
    """
    rows = store.execute(
        "select t.label_studio_id, r.sentence_id, max(r.checkers) from review_requests r"
        " join tasks t on t.sentence_id = r.sentence_id and t.gone_at is null"
        " where r.kind = 'opinion' and r.ended_at is null and t.label_studio_project = ?"
        " group by r.sentence_id",
        [home.id],
    )
    return [sentence for task, sentence, wanted in rows if checkers.get(task, wanted) < wanted]
