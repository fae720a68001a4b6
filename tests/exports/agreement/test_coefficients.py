"""Coefficients equal the published figures and what others work out."""

import csv
import json
from collections import defaultdict
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.agreement.coefficients import alpha_of_label, cohen_kappa, krippendorff_alpha
from exports.agreement.figures import Figures, cohen_estimate
from tests.environments import ROOT, run_in
from tests.exports.agreement.tables import Ratings, sample

PUBLISHED = ROOT.parent / "shared" / "data" / "agreement"

# Six units and three raters, worked out by hand: of the 12 pairable judgements 6 are x, 6 are y.
BY_HAND: Ratings = [
    ["x", "x", "x"],
    ["x", "x", None],
    ["y", "y", None],
    ["y", "y", "x"],
    ["y", None, "y"],
    ["x", None, None],
]


def test_a_table_worked_out_by_hand() -> None:
    figures = sample(BY_HAND).figures()
    assert (figures.units, figures.paired_units, figures.paired_judgements) == (6, 5, 12)
    assert figures.observed.value == pytest.approx((1 + 1 + 1 + 1 / 3 + 1) / 5, abs=1e-6)
    # coincidences of different labels: 2 * 2 / (3 - 1) = 2; expected: 2 * 6 * 6 / 11
    assert figures.krippendorff_alpha.value == pytest.approx(1 - 2 / (72 / 11), abs=1e-6)
    # shares of x by unit: 1, 1, 0, 1/3, 0, 1
    share = (1 + 1 + 0 + 1 / 3 + 0 + 1) / 6
    chance = share**2 + (1 - share) ** 2
    assert figures.fleiss_kappa.value == pytest.approx((13 / 15 - chance) / (1 - chance), abs=1e-6)
    assert figures.gwet_ac1.value == pytest.approx((13 / 15 - (1 - chance)) / chance, abs=1e-6)
    assert figures.randolph_kappa.value == pytest.approx((13 / 15 - 1 / 2) / (1 / 2), abs=1e-6)


def test_with_two_labels_the_coefficient_of_either_is_that_of_both() -> None:
    both = sample(BY_HAND)
    assert both.estimate(alpha_of_label(0)) == both.estimate(alpha_of_label(1))
    assert both.estimate(alpha_of_label(0)) == both.estimate(krippendorff_alpha)


def test_cohen_on_the_textbook_table() -> None:
    # Fifty proposals, two readers (Cohen's kappa as commonly taught): 20 + 15 agreed, 5 and 10 not.
    assert cohen_kappa([[20, 5], [10, 15]]) == pytest.approx(0.4)
    assert cohen_kappa([[9, 0], [0, 4]]) == 1.0


@pytest.mark.parametrize(
    ("table", "reason"),
    [([[0, 0], [0, 0]], "no claim in common"), ([[5, 0], [0, 0]], "one and the same label")],
)
def test_cohen_says_why_it_is_undefined(table: list[list[int]], reason: str) -> None:
    estimate = cohen_estimate(table)
    assert estimate.value is None
    assert reason in (estimate.undefined or "")


class TestUndefined:
    def test_nothing_was_judged_twice(self) -> None:
        figures = sample([["x", None], ["y", None]]).figures()
        assert figures.krippendorff_alpha.value is None
        assert figures.krippendorff_alpha.undefined == "no claim was judged by two checkers"
        assert figures.randolph_kappa.undefined == "no claim was judged by two checkers"

    def test_only_one_label(self) -> None:
        figures = sample([["x", "x"], ["x", "x"]], labels=("x", "y", "z")).figures()
        assert "only one label" in (figures.krippendorff_alpha.undefined or "")
        assert "only one label" in (figures.fleiss_kappa.undefined or "")
        # these two do not take the label's frequency for chance, and are defined
        assert figures.randolph_kappa.value == 1.0
        assert figures.gwet_ac1.value == 1.0

    def test_nothing_at_all(self) -> None:
        figures = sample([], labels=("x", "y")).figures()
        assert figures.units == 0
        assert figures.observed.value is None


class TestIntervals:
    def test_they_hold_the_figure_and_are_the_same_every_time(self) -> None:
        random = Random(7)
        table = [[random.choice("xxy") for _ in range(3)] for _ in range(60)]
        one, other = sample(table).figures(), sample(table).figures()
        assert one == other
        for estimate in (one.krippendorff_alpha, one.fleiss_kappa, one.gwet_ac1, one.observed):
            assert estimate.value is not None
            assert estimate.low is not None
            assert estimate.high is not None
            assert estimate.low < estimate.value < estimate.high

    def test_they_narrow_with_more_articles(self) -> None:
        random = Random(7)
        table = [[random.choice("xxy") for _ in range(3)] for _ in range(400)]
        few, many = (sample(part).figures().krippendorff_alpha for part in (table[:40], table))
        assert few.low is not None
        assert few.high is not None
        assert many.low is not None
        assert many.high is not None
        assert many.high - many.low < 0.5 * (few.high - few.low)

    def test_one_article_gives_none(self) -> None:
        estimate = sample([["x", "y"]]).figures().randolph_kappa
        assert estimate.value == -1.0
        assert estimate.low is None

    def test_no_interval_where_the_figure_is_mostly_undefined(self) -> None:
        estimate = sample([["x", "x"]] * 30 + [["x", "y"]]).figures().krippendorff_alpha
        assert estimate.value is not None
        assert estimate.low is None


ratings = st.lists(
    st.lists(st.sampled_from(["x", "y", "z", None]), min_size=4, max_size=4), min_size=1, max_size=12
)


@given(ratings, st.permutations([0, 1, 2, 3]), st.permutations("xyz"))
def test_neither_order_nor_names_matter(table: Ratings, order: list[int], names: list[str]) -> None:
    renamed = dict(zip("xyz", names, strict=True)) | {None: None}
    other = [[renamed[unit[rater]] for rater in order] for unit in reversed(table)]
    one, two = (sample(t, labels=("x", "y", "z")).figures() for t in (table, other))
    assert _values(one) == pytest.approx(_values(two), abs=1e-5, nan_ok=True)


def _values(figures: Figures) -> list[float]:
    estimates = (
        figures.observed,
        figures.krippendorff_alpha,
        figures.fleiss_kappa,
        figures.gwet_ac1,
        figures.randolph_kappa,
    )
    return [float("nan") if e.value is None else e.value for e in estimates]


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published tables are not here")
def test_published_figures() -> None:
    expected = json.loads((PUBLISHED / "expected.json").read_text("utf-8"))
    for name, of_table in expected.items():
        figures = sample(_published(name)).figures()
        computed, published = of_table["computed"], of_table["published"]
        assert figures.krippendorff_alpha.value == pytest.approx(computed["alpha_nominal"], abs=1e-6)
        assert figures.fleiss_kappa.value == pytest.approx(computed["fleiss_kappa_missing_ok"], abs=1e-5)
        assert figures.gwet_ac1.value == pytest.approx(computed["gwet_ac1"], abs=1e-5)
        assert figures.randolph_kappa.value == pytest.approx(computed["brennan_prediger"], abs=1e-5)
        if "alpha_nominal" in published:
            assert figures.krippendorff_alpha.value == pytest.approx(published["alpha_nominal"], abs=5e-4)
        if "fleiss_kappa" in published:
            assert figures.fleiss_kappa.value == pytest.approx(published["fleiss_kappa"], abs=5e-3)


def _published(name: str) -> Ratings:
    units: defaultdict[str, list[str | None]] = defaultdict(list)
    with (PUBLISHED / f"{name}.labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            units[row["item"]].append(row["label"])
    return list(units.values())


@pytest.mark.peers
def test_others_work_out_the_same() -> None:
    tables = [_random_table(Random(seed)) for seed in range(40)]
    theirs = run_in("oracles", Path(__file__).with_name("oracles.py"), given=tables)
    for table, expected in zip(tables, theirs, strict=True):
        figures = sample(table).figures()
        assert figures.krippendorff_alpha.value == pytest.approx(expected["krippendorff_alpha"], abs=1e-6)
        assert figures.krippendorff_alpha.value == pytest.approx(expected["irrcac_alpha"], abs=1e-6)
        assert figures.fleiss_kappa.value == pytest.approx(expected["fleiss_kappa"], abs=1e-6)
        assert figures.gwet_ac1.value == pytest.approx(expected["gwet_ac1"], abs=1e-6)
        assert figures.randolph_kappa.value == pytest.approx(expected["randolph_kappa"], abs=1e-6)
        assert figures.observed.value == pytest.approx(expected["observed"], abs=1e-6)


def _random_table(random: Random) -> list[list[str | None]]:
    """Raters who often agree, with gaps; every unit has a judgement, and two labels occur in pairs."""
    labels = "abcd"[: random.randint(2, 4)]
    table: list[list[str | None]] = [["a", "a", *[None] * 3], ["b", "b", *[None] * 3]]
    for _ in range(random.randint(5, 60)):
        truth = random.choice(labels)
        unit: list[str | None] = [
            None if random.random() < 0.3 else truth if random.random() < 0.6 else random.choice(labels)
            for _ in range(5)
        ]
        table.append(unit if any(unit) else ["a", *[None] * 4])
    return table
