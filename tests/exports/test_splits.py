"""Parts of a dataset."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.splits import ByArticle, ByDate, Split, splitter
from tasks.errors import InputError

ARTICLES = [f"a-{n}" for n in range(5000)]


def test_most_is_for_training_and_a_tenth_each_for_the_rest() -> None:
    split = splitter(ByArticle(), "harbour", {}, {})
    parts = Counter(split(article, None) for article in ARTICLES)
    assert 0.78 < parts[Split.TRAIN] / 5000 < 0.82
    assert 0.08 < parts[Split.VALIDATION] / 5000 < 0.12
    assert 0.08 < parts[Split.TEST] / 5000 < 0.12


def test_another_dataset_is_divided_otherwise() -> None:
    one, same, other = (splitter(ByArticle(), name, {}, {}) for name in ("harbour", "harbour", "bridge"))
    assert [one(a, None) for a in ARTICLES[:50]] == [same(a, None) for a in ARTICLES[:50]]
    assert [one(a, None) for a in ARTICLES[:50]] != [other(a, None) for a in ARTICLES[:50]]


def test_articles_that_share_claims_stay_together() -> None:
    split = splitter(ByArticle(), "harbour", dict.fromkeys(ARTICLES, "a-0"), {})
    assert len({split(article, None) for article in ARTICLES}) == 1


@given(st.dictionaries(st.sampled_from(ARTICLES[:9]), st.sampled_from(list(map(str, Split)))))
def test_what_was_released_never_moves(released: dict[str, str]) -> None:
    groups = dict.fromkeys(ARTICLES[:5], "a-0")
    split = splitter(ByArticle(), "harbour", groups, released)
    assert all(split(article, None) == part for article, part in released.items())


def test_newcomers_follow_those_they_share_claims_with() -> None:
    split = splitter(ByArticle(0.0, 0.0), "harbour", {"a-1": "a-1", "a-2": "a-1"}, {"a-2": "test"})
    assert split("a-1", None) == "test"
    assert split("a-3", None) == "train"


def test_by_date() -> None:
    split = splitter(ByDate(date(2026, 3, 1), date(2026, 4, 1)), "harbour", {}, {})
    days = (None, "2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01")
    assert [split("a-1", day) for day in days] == ["train", "train", "validation", "validation", "test"]


def test_by_date_the_newest_of_those_that_belong_together_decides() -> None:
    days = {"a-1": "2026-01-01", "a-2": "2026-04-02", "a-4": "2026-01-01"}
    groups = {"a-1": "a-1", "a-2": "a-1", "a-3": "a-1"}
    split = splitter(ByDate(date(2026, 3, 1), date(2026, 4, 1)), "harbour", groups, {}, days)
    assert [split(f"a-{n}", days.get(f"a-{n}")) for n in (1, 2, 3, 4)] == ["test", "test", "test", "train"]


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(InputError, match="shares"):
        ByArticle(0.6, 0.6)
    with pytest.raises(InputError, match="newer"):
        ByDate(date(2026, 4, 1), date(2026, 3, 1))
