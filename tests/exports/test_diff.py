"""What changed between two releases, and why."""

from pathlib import Path

import pytest

from exports.diff import ReleaseDiff, diff_releases
from tasks.errors import InputError, ReleaseError
from tasks.store.connection import Store
from tasks.types import NOT_A_CLAIM, Judgement, Verdict
from tests.exports.desks import MARKET, labelled_desk, released
from tests.tasks.store.builders import adjudicate


def test_a_release_is_like_itself(store: Store, tmp_path: Path) -> None:
    labelled_desk(store)
    first, second = released(store, tmp_path), released(store, tmp_path)
    found = diff_releases(first.folder, second.folder)
    assert found.same
    assert found.claims == ()
    assert (found.older, found.newer, found.proposed) == ("1.0.0", "1.0.1", "1.0.1")


def test_every_kind_of_change_with_its_reason(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    desk.say("Nobody", 0, Judgement(Verdict.VERIFIED))
    first = released(store, tmp_path)
    desk.add(MARKET)
    desk.say("The market", 1, Judgement(Verdict.VERIFIED))
    desk.say("The caf", 1, Judgement(Verdict.UNVERIFIABLE))
    desk.say("\U0001f6a2", 0, Judgement(Verdict.DISPUTED))
    adjudicate(store, desk.sentence("Will"), Judgement(Verdict.DISPUTED), desk.people[0])
    adjudicate(store, desk.sentence("Nobody"), Judgement(NOT_A_CLAIM), desk.people[0])
    second = released(store, tmp_path)
    found = diff_releases(first.folder, second.folder)
    assert [
        (c.what, c.text[:6], c.before, c.after, c.why) for c in found.claims if c.what != "moved"
    ] == sorted(
        [
            ("added", "The ca", None, "unverifiable", "its sentence was not decided before"),
            ("added", "The ma", None, "verified", "its article is new"),
            ("added", "Will t", None, "disputed", "found to be no claim before"),
            ("changed", "\U0001f6a2 The ", "verified", None, "answer"),
            ("removed", "Nobody", "verified", None, "found to be no claim now"),
        ],
        key=lambda change: (change[0], _id(found, change[1])),
    )
    assert not found.same
    assert found.proposed == second.version == "2.0.0"
    assert found.tables["not_claims"].added == 1
    assert found.tables["not_claims"].removed == 1


def _id(found: ReleaseDiff, start: str) -> str:
    return next(claim.claim_id for claim in found.claims if claim.text.startswith(start))


def test_additions_alone(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    first = released(store, tmp_path)
    desk.say("Nobody", 0, Judgement(Verdict.VERIFIED))
    second = released(store, tmp_path)
    found = diff_releases(first.folder, second.folder)
    assert found.tables["claims"].added == 1
    assert found.tables["annotations"].added == 1
    assert found.tables["claims"].changed == 0
    assert found.proposed == second.version == "1.1.0"


def test_different_datasets_are_not_compared(store: Store, tmp_path: Path) -> None:
    labelled_desk(store)
    one, other = released(store, tmp_path, "harbour"), released(store, tmp_path, "bridge")
    with pytest.raises(InputError, match=r"is a release of harbour and .* one of bridge"):
        diff_releases(one.folder, other.folder)


def test_what_is_no_release(store: Store, tmp_path: Path) -> None:
    labelled_desk(store)
    with pytest.raises(ReleaseError, match="holds no release"):
        diff_releases(released(store, tmp_path / "r").folder, tmp_path)
