"""The same claim in several articles is found, in any order, at once or one by one."""

import random
import sqlite3
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.duplicates import BANDS, band_keys, find_clusters, find_lookalikes, rank_related
from tasks.text.likeness import Contrast, compare, wording

CLAIMS = {
    "a1": "The army advanced at least 20 km into the valley.",
    "b1": "The army advanced at least 20km into the valley, officials said.",
    "c1": "According to the ministry, the army advanced at least 20 kilometres into the valley.",
    "a2": "The army advanced at least 40 km into the valley.",
    "a3": "The army has not advanced at least 20 km into the valley.",
    "a4": "Rents in the capital have doubled in ten years.",
    "b4": "Rents in the capital doubled in ten years.",
    "a5": "…",
    "b5": "?!",
    "a6": "",
}

WORDS = [
    "Ada", "Bo", "met", "beat", "praised", "not", "never", "20",
    "40", "km", "in", "the", "old", "town", "hall", "rose", "fell",
]  # fmt: skip
SENTENCES = st.lists(
    st.sampled_from(WORDS),
    max_size=12,
).map(" ".join)


def test_the_same_claim_in_other_articles_joins_and_another_figure_does_not() -> None:
    clusters = find_clusters(CLAIMS)
    assert {member for member, cluster in clusters.items() if cluster == "a1"} == {"a1", "b1", "c1"}
    assert clusters["b4"] == "a4"
    assert all(clusters[alone] == alone for alone in ("a2", "a3", "a5", "b5", "a6"))


def test_for_splits_the_other_figure_joins_too() -> None:
    groups = find_lookalikes(CLAIMS)
    assert groups["a1"] == groups["a2"] == groups["a3"] == groups["b1"]
    assert groups["a4"] == groups["b4"] != groups["a1"]


@given(st.dictionaries(st.text("abc", min_size=1), SENTENCES, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_claims_makes_no_difference(claims: dict[str, str], chance: random.Random) -> None:
    items = list(claims.items())
    chance.shuffle(items)
    assert find_clusters(dict(items)) == find_clusters(claims)
    assert find_lookalikes(dict(items)) == find_lookalikes(claims)


@given(st.dictionaries(st.text("abc", min_size=1), SENTENCES, max_size=12))
def test_a_cluster_is_named_after_a_member_and_no_two_members_contrast(claims: dict[str, str]) -> None:
    clusters = find_clusters(claims)
    members = defaultdict(list)
    for claim_id, cluster in clusters.items():
        members[cluster].append(claim_id)
    for cluster, ids in members.items():
        assert cluster == min(ids)
        assert not any(compare(wording(claims[a]), wording(claims[b])).contrasts for a in ids for b in ids)


@given(st.dictionaries(st.text("abc", min_size=1), SENTENCES, max_size=12))
def test_clustering_a_cluster_again_changes_nothing(claims: dict[str, str]) -> None:
    clusters = find_clusters(claims)
    for cluster in set(clusters.values()):
        ids = {claim_id: text for claim_id, text in claims.items() if clusters[claim_id] == cluster}
        if len(ids) > 1:
            assert find_lookalikes(ids) == dict.fromkeys(ids, cluster)


def test_a_new_claim_is_found_through_keys_in_a_database() -> None:
    database = sqlite3.connect(":memory:")
    database.execute("create table keys (key integer, claim_id text) strict")
    database.execute("create index by_key on keys (key)")
    for claim_id, text in CLAIMS.items():
        database.executemany("insert into keys values (?, ?)", [(key, claim_id) for key in band_keys(text)])
    new = "The army advanced at least 20 km into the valley, the ministry said on Monday."
    sought = ",".join(map(str, band_keys(new)))
    found = database.execute(f"select distinct claim_id from keys where key in ({sought})").fetchall()  # noqa: S608
    database.close()

    related = rank_related(new, ((claim_id, CLAIMS[claim_id]) for (claim_id,) in found))

    assert {one.claim_id for one in related[:3]} == {"a1", "b1", "c1"}
    assert [one.likeness.same_claim for one in related] == [True, True, True, False, False]
    other_figure = next(one for one in related if one.claim_id == "a2")
    assert other_figure.likeness.contrasts == {Contrast.FIGURES}


@given(st.text())
def test_keys_fit_into_a_database_and_depend_on_the_claim_alone(claim: str) -> None:
    keys = band_keys(claim)
    assert keys == band_keys(claim)
    assert len(keys) == (BANDS if wording(claim).words else 0)
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_keys_are_the_same_on_every_machine() -> None:
    """Stored keys outlive the process: if this fails, `KEYS_VERSION` has to change."""
    assert band_keys(CLAIMS["a4"])[:2] == (1092056376909604605, 8673325039193388923)


@pytest.mark.slow
def test_thousands_that_read_alike_take_no_quadratic_time() -> None:
    reports = {
        str(number): f"The station on the hill measured {number} millimetres of rain."
        for number in range(1000)
    }
    assert len(set(find_clusters(reports).values())) == len(reports)
    assert len(set(find_lookalikes(reports).values())) == 1
