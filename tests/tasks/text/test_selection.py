"""What is labelled, and what comes first."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.text.selection import EVERYTHING, Order, Selection, choose

scores = st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=12)
selections = st.builds(Selection, st.sampled_from(Order), st.one_of(st.none(), st.integers(0, 15)))


@given(scores, selections)
def test_every_sentence_is_labelled_or_left_out(scores: list[float | None], selection: Selection) -> None:
    chosen = choose(scores, selection)
    assert sorted(chosen.label + chosen.leave_out) == list(range(len(scores)))
    assert len(chosen.label) == min(len(scores), len(scores) if selection.top is None else selection.top)


@given(scores, st.integers(0, 15))
def test_nothing_left_out_is_worth_more_than_what_is_kept(scores: list[float | None], top: int) -> None:
    chosen = choose(scores, Selection(top=top))
    kept = [scores[i] or 0 for i in chosen.label]
    assert all((scores[i] or 0) <= least for i in chosen.leave_out for least in kept)


def test_reading_order_is_the_default() -> None:
    assert choose([0.1, 0.9, None], EVERYTHING).label == (0, 1, 2)


def test_what_matters_comes_first() -> None:
    assert choose([0.1, 0.9, None, 0.9], Selection(Order.CHECK_WORTHINESS)).label == (1, 3, 0, 2)


def test_the_best_few_stay_in_reading_order() -> None:
    assert choose([0.8, 0.1, 0.9], Selection(top=2)).label == (0, 2)


@given(scores, selections, st.dictionaries(st.integers(0, 11), st.booleans()))
def test_what_somebody_wants_in_or_out_goes_before_the_rule(
    scores: list[float | None], selection: Selection, wishes: dict[int, bool]
) -> None:
    wishes = {i: is_in for i, is_in in wishes.items() if i < len(scores)}
    chosen = choose(scores, selection, wishes)
    assert sorted(chosen.label + chosen.leave_out) == list(range(len(scores)))
    assert {i for i, is_in in wishes.items() if is_in} <= set(chosen.label)
    assert {i for i, is_in in wishes.items() if not is_in} <= set(chosen.leave_out)
    if selection.top is not None:
        assert len(chosen.label) <= max(selection.top, sum(wishes.values()))
