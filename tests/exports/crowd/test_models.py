"""Models of checkers find what their papers say, and nothing hangs on names or order."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.crowd.methods import Model
from exports.crowd.models import FITTING, fit, in_order
from tests.exports.crowd.by_hand import Votes, dawid_skene, mace

PATIENTS = """
1111111 3334334 1122122 2223121 2223222 2223322 1122111 3333433 2222223 2322223 4444444 2223343
1111111 2223212 1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222
1111111 1111111 2322222 1111111 1111111 1121121 1111111 3333233 1111111 2222222 2223232 4334343
2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 2222222
"""
"""Fitness for anaesthesia, by patient; the first of five observers three times (Dawid and Skene 1979)."""

OBSERVERS = (0, 0, 0, 1, 2, 3, 4)

ANAESTHESIA: Votes = [
    (patient, observer, int(grade) - 1)
    for patient, grades in enumerate(PATIENTS.split())
    for observer, grade in zip(OBSERVERS, grades, strict=True)
]

some_votes = st.integers(1, 8).flatmap(
    lambda claims: st.lists(
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2)), min_size=1, max_size=5),
        min_size=claims,
        max_size=claims,
    )
)
"""By claim: checkers and their labels."""


def as_array(votes: Votes) -> "np.ndarray[tuple[int, int], np.dtype[np.int32]]":
    return np.array(votes, dtype=np.int32).reshape(-1, 3)


@pytest.mark.peers
@pytest.mark.usefixtures("crowdkit")
def test_published_prevalence() -> None:
    chances = fit(Model.DAWID_SKENE, as_array(ANAESTHESIA), 4)
    assert chances.mean(axis=0).round(2).tolist() == [0.40, 0.42, 0.11, 0.07]


@pytest.mark.peers
@pytest.mark.usefixtures("crowdkit")
def test_dawid_skene_as_written_down() -> None:
    expected = dawid_skene(ANAESTHESIA, 4, FITTING[Model.DAWID_SKENE].iterations)
    assert fit(Model.DAWID_SKENE, as_array(ANAESTHESIA), 4) == pytest.approx(expected, abs=1e-5)


@pytest.mark.peers
@pytest.mark.usefixtures("crowdkit")
def test_mace_as_written_down() -> None:
    """The patients read from the last to the first, so that labels appear in another order than theirs."""
    votes = [(44 - patient, observer, grade) for patient, observer, grade in ANAESTHESIA]
    how = FITTING[Model.MACE]
    assert how.seed is not None
    found = fit(Model.MACE, as_array(votes), 4)
    by_votes = sorted({observer: _said(votes, observer) for observer in range(5)}.items(), key=lambda s: s[1])
    rank = {observer: place for place, (observer, _) in enumerate(by_votes)}
    ordered = sorted((patient, rank[observer], grade) for patient, observer, grade in votes)
    first = list(dict.fromkeys(observer for _, observer, _ in ordered))
    grades = list(dict.fromkeys(grade for _, _, grade in ordered))
    numbered = [(patient, first.index(o), grades.index(grade)) for patient, o, grade in ordered]
    expected = mace(numbered, 4, how.iterations, how.restarts, how.seed)
    assert found[:, grades] == pytest.approx(expected, abs=1e-5)


def _said(votes: Votes, observer: int) -> list[tuple[int, int]]:
    return sorted((patient, grade) for patient, who, grade in votes if who == observer)


@pytest.mark.peers
@pytest.mark.usefixtures("crowdkit")
@pytest.mark.parametrize("model", Model)
def test_two_who_look_outweigh_three_who_do_not(model: Model) -> None:
    truth = [claim % 3 for claim in range(90)]
    looking = [(claim, checker, label) for claim, label in enumerate(truth) for checker in (0, 1)]
    clicking = [(claim, checker, 0) for claim in range(90) for checker in (2, 3, 4)]
    assert fit(model, as_array([*looking, *clicking]), 3).argmax(axis=1).tolist() == truth


@pytest.mark.peers
@pytest.mark.usefixtures("crowdkit")
@pytest.mark.parametrize("model", Model)
def test_one_label_throughout(model: Model) -> None:
    chances = fit(model, as_array([(0, 0, 1), (0, 1, 1), (1, 0, 1)]), 3)
    assert chances.tolist() == [[0.0, 1.0, 0.0], [0.0, 1.0, 0.0]]


@given(by_claim=some_votes, random=st.randoms())
def test_models_see_neither_names_nor_order(by_claim: list[list[tuple[int, int]]], random: Random) -> None:
    votes = [(claim, *vote) for claim, cast in enumerate(by_claim) for vote in cast]
    seen = in_order(as_array(renamed(votes, random)))
    assert seen.tolist() == in_order(as_array(votes)).tolist()
    assert sorted((claim, label) for claim, _, label in votes) == sorted(map(tuple, seen[:, [0, 2]].tolist()))


def renamed(votes: Votes, random: Random) -> Votes:
    """The votes in another order, by checkers with other names."""
    names = list(range(5))
    random.shuffle(names)
    return random.sample([(claim, names[checker], label) for claim, checker, label in votes], len(votes))


@pytest.mark.peers
@pytest.mark.usefixtures("crowdkit")
@pytest.mark.parametrize("model", Model)
def test_names_and_order_mean_nothing(model: Model) -> None:
    chances = fit(model, as_array(ANAESTHESIA), 4)
    assert chances.sum(axis=1) == pytest.approx(1, abs=4e-6)
    others = fit(model, as_array(renamed(ANAESTHESIA, Random(1))), 4)
    assert others.tolist() == chances.tolist()
