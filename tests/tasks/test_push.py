"""What a look-up says about a batch in doubt."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.push import decide
from tasks.store.batches import Batch

ids = st.sampled_from([f"s-{n}" for n in range(6)])
there = st.lists(st.tuples(st.integers(1, 100), st.one_of(ids, st.none(), st.just(7))), max_size=20).map(
    lambda tasks: sorted(dict(tasks).items())
)


@given(st.sets(ids), there)
def test_each_sentence_keeps_its_oldest_task(sent: set[str], tasks: list[tuple[int, object]]) -> None:
    settlement = decide(Batch(1, dict.fromkeys(sorted(sent), 1)), tasks)
    arrived = dict(settlement.arrived)
    assert len(arrived) == len(settlement.arrived)
    for sentence_id, task in arrived.items():
        assert task == min(t for t, s in tasks if s == sentence_id)


@given(st.sets(ids), there)
def test_our_tasks_are_kept_or_surplus_and_others_are_left_alone(
    sent: set[str], tasks: list[tuple[int, object]]
) -> None:
    settlement = decide(Batch(1, dict.fromkeys(sorted(sent), 1)), tasks)
    touched = {task for _, task in settlement.arrived} | set(settlement.surplus)
    assert touched == {task for task, sentence_id in tasks if sentence_id in sent}


def test_nothing_there_means_nothing_arrived() -> None:
    assert decide(Batch(1, {"s-1": 1}), []).arrived == ()
