"""The same claim in another article is found."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from tasks.text.duplicates import BANDS, band_keys, rank_related
from tasks.text.likeness import Contrast, wording

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
    """Stored keys outlive the process: if this fails, a migration has to make them anew."""
    assert band_keys(CLAIMS["a4"])[:2] == (1092056376909604605, 8673325039193388923)
