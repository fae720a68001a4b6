"""Of several tasks of one sentence: which one stays."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.copies import Copy, choose

copies = st.lists(
    st.builds(Copy, label_studio_id=st.integers(1, 50), answers=st.integers(0, 3), is_ours=st.just(False)),
    min_size=1,
    unique_by=lambda copy: copy.label_studio_id,
)


@given(copies)
def test_an_answered_task_is_never_given_up_for_an_empty_one(found: list[Copy]) -> None:
    assert bool(choose(found).answers) == any(copy.answers for copy in found)


@given(copies)
def test_among_equals_the_oldest_stays(found: list[Copy]) -> None:
    kept = choose(found)
    equals = [copy for copy in found if bool(copy.answers) == bool(kept.answers)]
    assert kept.label_studio_id == min(copy.label_studio_id for copy in equals)


@given(copies, st.integers(51, 99), st.integers(0, 3))
def test_the_one_we_know_stays_unless_only_another_is_answered(
    found: list[Copy], known: int, answers: int
) -> None:
    ours = Copy(known, answers, is_ours=True)
    assert (choose([*found, ours]) == ours) == (bool(answers) or not any(copy.answers for copy in found))


@given(copies)
def test_the_order_in_which_they_are_found_does_not_matter(found: list[Copy]) -> None:
    assert choose(found) == choose(list(reversed(found)))
