"""What models make of the votes goes beside the verdicts of a release, and only where it is asked for."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from exports import files, load
from exports.crowd import models
from exports.crowd.methods import Model
from exports.diff import diff_releases
from exports.release import Release
from exports.verify import verify_release
from tasks.errors import ReleaseError
from tasks.store.connection import Store
from tasks.types import NOT_A_CLAIM, Judgement, Verdict
from tests.exports.desks import Desk, labelled_desk, released, rows_of
from tests.exports.test_verify import edit, forge, renew_checksums
from tests.tasks.store import builders
from tests.tasks.store.builders import adjudicate

BOTH = tuple(Model)


@pytest.fixture
def few_restarts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried here does not hang on how well MACE is fitted."""
    monkeypatch.setitem(models.FITTING, Model.MACE, models.Fitting(5, restarts=2, seed=1))


pytestmark = pytest.mark.usefixtures("few_restarts")


def noisy_desk(store: Store) -> Desk:
    """Two checkers who look at each sentence, and three who find everything verified."""
    desk = Desk(store, people=[builders.checker(store, n, name) for n, name in enumerate("abcde", 1)])
    said = [f"Number {n} was read out in the harbour on Monday morning." for n in range(12)]
    desk.add("\n".join(said), "https://news.example.org/numbers")
    for n, sentence in enumerate(said):
        for person in (0, 1):
            desk.say(sentence, person, Judgement(list(Verdict)[n % 3]))
        for person in (2, 3, 4):
            desk.say(sentence, person, Judgement(Verdict.VERIFIED))
    return desk


def reports(release: Release) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((release.folder / "manifest.json").read_text("utf-8"))[
        "aggregations"
    ]
    return found


@pytest.mark.peers
@pytest.mark.usefixtures("crowdkit")
class TestWhereAskedFor:
    def test_a_minority_that_looks_prevails_in_the_table_alone(self, store: Store, tmp_path: Path) -> None:
        noisy_desk(store)
        release = released(store, tmp_path, models=[Model.DAWID_SKENE])
        assert verify_release(release.folder) == []
        with load(release.folder) as dataset:
            assert {claim.verdict for claim in dataset.claims} == {"verified"}
            rows = {row.claim_id: row for row in dataset.aggregations}
            assert rows.keys() == {claim.claim_id for claim in dataset.claims}
            by_verdict = {v: sum(row.verdict == v for row in rows.values()) for v in map(str, Verdict)}
        assert by_verdict == {"verified": 4, "disputed": 4, "unverifiable": 4}
        (report,) = reports(release)
        assert (report["same"], report["differs"], report["decided"]) == (4, 8, 0)
        assert report["fitting"] == {"iterations": 100, "restarts": 1, "seed": None}
        assert report["software"].startswith("crowd-kit 1.")

    def test_the_card_tells_how_and_how_often_it_differs(self, store: Store, tmp_path: Path) -> None:
        noisy_desk(store)
        card = (released(store, tmp_path, models=BOTH).folder / "README.md").read_text("utf-8")
        assert "| dawid-skene | crowd-kit 1." in card
        assert "| 5 | 2 | 1 |" in card
        assert "votes for 4 claims and another for 8" in " ".join(card.split())

    def test_denials_and_settled_claims(self, store: Store, tmp_path: Path) -> None:
        """What only an editor judged has no votes; a denial is no verdict, an editor's word no vote."""
        desk = labelled_desk(store)
        desk.say("Repairs", 1, Judgement(NOT_A_CLAIM))
        adjudicate(store, desk.sentence("Nobody"), Judgement(Verdict.VERIFIED), desk.people[0])
        adjudicate(store, desk.sentence("\U0001f6a2"), Judgement(Verdict.DISPUTED), desk.people[0])
        release = released(store, tmp_path, models=BOTH)
        assert verify_release(release.folder) == []
        tables = rows_of(release)
        judged = {claim["claim_id"] for claim in tables["claims"] if claim["p_verified"] is not None}
        assert len(tables["claims"]) > len(judged)
        keys = [(row["method"], row["claim_id"]) for row in tables["aggregations"]]
        assert sorted(keys) == sorted((model, claim) for model in BOTH for claim in judged)

    def test_same_data_same_bytes(self, store: Store, tmp_path: Path) -> None:
        noisy_desk(store)
        one = released(store, tmp_path / "one", models=BOTH)
        store.execute("delete from release_claims")
        store.execute("delete from releases")
        other = released(store, tmp_path / "other", models=reversed(BOTH))
        assert files.files_in(one.folder) == files.files_in(other.folder)
        for name in files.files_in(one.folder):
            assert (one.folder / name).read_bytes() == (other.folder / name).read_bytes(), name

    @pytest.mark.parametrize(
        ("checkers", "reason"),
        [
            ((), "no checker gave a verdict"),
            ((0, 0), "one checker gave all verdicts"),
            ((0, 1), "no claim was given verdicts by two checkers"),
        ],
    )
    def test_where_nothing_can_be_learned_it_says_why(
        self, store: Store, tmp_path: Path, checkers: tuple[int, ...], reason: str
    ) -> None:
        desk = Desk(store, people=[builders.checker(store, n, name) for n, name in enumerate("ab", 1)])
        desk.add("The harbour reopened on Monday.\nThe cafe on the quay stays closed.")
        desk.say("The harbour", 0, Judgement(NOT_A_CLAIM))
        for start, person in zip(("The harbour", "The cafe"), checkers, strict=False):
            desk.say(start, person, Judgement(Verdict.VERIFIED))
        release = released(store, tmp_path, models=BOTH)
        assert verify_release(release.folder) == []
        assert release.rows["aggregations"] == 0
        assert all(reason in report["undefined"] for report in reports(release))
        assert f"says nothing: {reason}" in (release.folder / "README.md").read_text("utf-8")

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            ({"p_verified": 0.5, "p_disputed": 0.5, "verdict": None}, "not those that the model finds"),
            ({"p_verified": 0.9}, "its chances do not add up to 1"),
            ({"verdict": "unverifiable"}, "its verdict is not the likeliest"),
            ({"method": "mace"}, "the manifest says nothing of mace"),
            ({"method": "guessing"}, "which is none of"),
        ],
    )
    def test_forged_rows(self, store: Store, tmp_path: Path, change: dict[str, object], problem: str) -> None:
        noisy_desk(store)
        folder = released(store, tmp_path, models=[Model.DAWID_SKENE]).folder
        forge(folder, tmp_path / "forged", "aggregations", change)
        found = verify_release(tmp_path / "forged")
        assert any(problem in line for line in found), found

    @pytest.mark.parametrize(
        ("before", "after", "problem"),
        [
            ('"differs": 8', '"differs": 7', "differs of dawid-skene is 8"),
            ('"votes": 60', '"votes": 61', "votes of dawid-skene is 60"),
            ('"method": "dawid-skene"', '"method": "guessing"', "guessing is no model we know"),
            ('"aggregations": [', '"aggregation": [', "the manifest says nothing of dawid-skene"),
            ('"aggregations": 12', '"aggregation": 12', "aggregations are described, and there are none"),
        ],
    )
    def test_forged_reports(
        self, store: Store, tmp_path: Path, before: str, after: str, problem: str
    ) -> None:
        noisy_desk(store)
        folder = released(store, tmp_path, models=[Model.DAWID_SKENE]).folder
        edit(folder / "manifest.json", lambda text: text.replace(before, after))
        renew_checksums(folder)
        assert any(problem in line for line in verify_release(folder))

    def test_what_readers_of_the_last_release_can_expect(self, store: Store, tmp_path: Path) -> None:
        """More is an addition, whatever the data; what is left out breaks their programs."""
        noisy_desk(store)
        made = [
            released(store, tmp_path, models=asked)
            for asked in ((), [Model.MACE], BOTH, BOTH, [Model.DAWID_SKENE], ())
        ]
        assert [release.version for release in made] == ["1.0.0", "1.1.0", "1.2.0", "1.2.1", "2.0.0", "3.0.0"]
        for older, newer in pairwise(made):
            found = diff_releases(older.folder, newer.folder)
            assert found.proposed == newer.version
            assert found.same is (newer.version == "1.2.1")
        assert diff_releases(made[0].folder, made[1].folder).tables["aggregations"].added == 12
        assert diff_releases(made[4].folder, made[5].folder).tables["aggregations"].removed == 12


def test_without_the_extra_it_says_what_to_install(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exports.crowd.models.crowdkit_version", lambda: None)
    noisy_desk(store)
    with pytest.raises(ReleaseError, match=r'pip install "annotator\[crowd\]"'):
        released(store, tmp_path / "releases", models=[Model.MACE])
    assert not (tmp_path / "releases").exists()


def test_without_being_asked_for_there_is_none(store: Store, tmp_path: Path) -> None:
    noisy_desk(store)
    release = released(store, tmp_path)
    assert "aggregations" not in release.rows
    assert not [name for name in files.files_in(release.folder) if "aggregations" in name]
    with (
        load(release.folder) as dataset,
        pytest.raises(ReleaseError, match=r"harbour 1\.0\.0 has no table aggregations"),
    ):
        dataset.aggregations  # noqa: B018


@pytest.mark.peers
@pytest.mark.usefixtures("crowdkit")
def test_a_reader_without_crowdkit_checks_what_follows_from_votes(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noisy_desk(store)
    folder = released(store, tmp_path, models=[Model.DAWID_SKENE]).folder
    monkeypatch.setattr("exports.crowd.check.crowdkit_version", lambda: None)
    assert verify_release(folder) == []
    edit(folder / "manifest.json", lambda text: text.replace('"same": 4', '"same": 5'))
    renew_checksums(folder)
    assert verify_release(folder) == ["manifest.json: aggregations, same of dawid-skene is 4."]
