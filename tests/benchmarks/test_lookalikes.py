"""What must stand on one side of a split, in any order and in no quadratic time."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.checkworthiness.lookalikes import find_lookalikes
from tests.tasks.text.test_duplicates import CLAIMS

WORDS = [
    "Ada", "Bo", "met", "beat", "praised", "not", "never", "20",
    "40", "km", "in", "the", "old", "town", "hall", "rose", "fell",
]  # fmt: skip
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def test_another_figure_makes_no_difference() -> None:
    groups = find_lookalikes(CLAIMS)
    assert groups["a1"] == groups["a2"] == groups["a3"] == groups["b1"]
    assert groups["a4"] == groups["b4"] != groups["a1"]
    assert all(groups[alone] == alone for alone in ("a5", "b5", "a6"))


@given(st.dictionaries(st.text("abc", min_size=1), SENTENCES, max_size=12), st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(sentences: dict[str, str], chance: random.Random) -> None:
    items = list(sentences.items())
    chance.shuffle(items)
    assert find_lookalikes(dict(items)) == find_lookalikes(sentences)


@given(st.dictionaries(st.text("abc", min_size=1), SENTENCES, max_size=12))
def test_a_group_is_named_after_its_least_member(sentences: dict[str, str]) -> None:
    groups = find_lookalikes(sentences)
    for name in set(groups.values()):
        assert name == min(member for member, group in groups.items() if group == name)


@pytest.mark.slow
def test_thousands_that_read_alike_take_no_quadratic_time() -> None:
    reports = {
        str(number): f"The station on the hill measured {number} millimetres of rain."
        for number in range(1000)
    }
    assert len(set(find_lookalikes(reports).values())) == 1
