"""What polls and pages look up of a sentence or a task is found by an index, however large the desk."""

from collections.abc import Callable

import pytest

from exports.reading import read_sentences
from exports.standings import refresh
from tasks.store import accounts, annotations, sent_answers, untold
from tasks.store import tasks as task_store
from tasks.store.connection import Store
from tasks.store.history import history
from tasks.store.originals import originals_of
from tasks.store.projects import Home
from tests.exports.desks import Desk, labelled_desk

SMALL = ("json_each", "stale_standings", "pb", "CONSTANT", "(subquery-")
"""What is asked for, what is stale, batches in doubt, no table, what was found."""


def scans(store: Store, work: Callable[[], object]) -> set[str]:
    """The steps of some work's queries that go through all rows of a table."""
    said: list[str] = []
    store.conn.set_trace_callback(said.append)
    work()
    store.conn.set_trace_callback(None)
    queries = [sql for sql in said if sql.lstrip().startswith(("select", "with"))]
    assert queries
    steps = {row[3] for sql in queries for row in store.conn.execute(f"explain query plan {sql}")}
    return {step for step in steps if step.startswith("SCAN") and not step.split()[1].startswith(SMALL)}


LookUp = Callable[[Desk, Home, str], object]

LOOK_UPS: dict[str, LookUp] = {
    "standings": lambda desk, _, __: refresh(desk.store),
    "facts": lambda desk, _, one: list(accounts.iter_facts(desk.store, article_of(desk, one), [one])),
    "what was said": lambda desk, _, one: read_sentences(desk.store, article_of(desk, one), [one]),
    "history": lambda desk, _, one: history(desk.store, one),
    "tasks": lambda desk, home, _: task_store.get_tasks(desk.store, home, [100]),
    "task of a sentence": lambda desk, home, one: task_store.live_task_of(desk.store, home, one),
    "sentences of the project": lambda desk, home, one: task_store.known_sentences(desk.store, home, [one]),
    "answers under a task": lambda desk, home, _: annotations.live_versions(desk.store, home, [1]),
    "answers by our ids": lambda desk, _, __: annotations.rebuildable(desk.store, [1]),
    "answers on their way back": lambda desk, _, __: sent_answers.awaited(desk.store, [1]),
    "answers by former ids": lambda desk, _, one: originals_of(desk.store, [one]),
    "ground truths": lambda desk, _, __: untold.ground_truths(desk.store, [1]),
}


def article_of(desk: Desk, sentence_id: str) -> str:
    return str(desk.store.value("select article_id from sentences where sentence_id = ?", [sentence_id]))


@pytest.mark.parametrize("look_up", LOOK_UPS)
def test_no_look_up_goes_through_a_whole_table(store: Store, look_up: str) -> None:
    desk = labelled_desk(store)
    assert desk.home
    home, one = desk.home, desk.sentence("Repairs")
    assert scans(store, lambda: LOOK_UPS[look_up](desk, home, one)) == set()
