"""Batches of tasks: written down before Label Studio is asked to take them, settled once it has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks.store import sent_answers
from tasks.store.connection import Store
from tasks.store.projects import Home
from tasks.store.tasks import FREE_ID
from tasks.store.times import now
from tasks.store.waiting import WaitingSentence


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences that Label Studio was, or was about to be, asked to take."""

    batch_id: int
    sentences: dict[str, int]  # sentence id -> revision


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
        store.conn.executemany(FREE_ID, ((moment, home.id, task, sentence_id) for sentence_id, task in pairs))
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
