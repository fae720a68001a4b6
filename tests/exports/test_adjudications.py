"""What editors settled is in a release as they said it: why, with what note, and what they said before."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from exports import files, load
from exports.diff import diff_releases
from exports.privacy_report import privacy_report
from exports.verify import verify_release
from tasks.store.adjudications import supersede
from tasks.store.connection import Store
from tasks.types import NOT_A_CLAIM, Judgement, Span, UnverifiableReason, Verdict
from tests.exports.desks import Desk, labelled_desk, released, rows_of
from tests.exports.test_verify import edit, renew_checksums
from tests.tasks.store.builders import adjudicate

pytestmark = pytest.mark.slow

SHIP = "\U0001f6a2"
UNVERIFIABLE = Judgement(
    Verdict.UNVERIFIABLE, reason=UnverifiableReason.ONE_SOURCE, note="asked bo@example.org, =no answer"
)


def settle(desk: Desk, start: str, judgement: Judgement, **more: Any) -> int:
    return adjudicate(desk.store, desk.sentence(start), judgement, desk.people[1], **more)


def adjudications(store: Store, folder: Path, **more: Any) -> list[dict[str, Any]]:
    release = released(store, folder, **more)
    assert verify_release(release.folder) == []
    return rows_of(release)["adjudications"]


def test_reason_and_note_are_there_and_cleaned(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    settle(desk, SHIP, UNVERIFIABLE)
    (row,) = adjudications(store, tmp_path)
    assert (row["verdict"], row["reason"]) == ("unverifiable", "one_source")
    assert row["note"] == "asked [e-mail address removed], =no answer"
    assert row["superseded_at"] is None
    with load(tmp_path / "harbour-1.0.0") as dataset:
        claim = next(claim for claim in dataset.claims if claim.claim_id == row["claim_id"])
        assert (claim.verdict, claim.verdict_method) == ("unverifiable", "adjudicated")
        assert claim.verdict_as_of == row["decided_at"]
        assert [word.adjudication_id for word in dataset.adjudications] == [row["adjudication_id"]]


def test_evidence_for_finding_no_claim_is_there(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    settle(desk, SHIP, Judgement(NOT_A_CLAIM, evidence=("https://port.example.org/joke",)))
    release = released(store, tmp_path)
    assert verify_release(release.folder) == []
    (piece,) = [row for row in rows_of(release)["evidence"] if row["annotation_id"] is None]
    assert (piece["url"], piece["claim_id"]) == ("https://port.example.org/joke", None)
    assert piece["stance"] == "neither"


def test_an_earlier_word_stays_beside_the_later_one(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    settle(desk, SHIP, UNVERIFIABLE)
    settle(desk, SHIP, Judgement(Verdict.VERIFIED))
    first, second = adjudications(store, tmp_path)
    assert first["claim_id"] == second["claim_id"]
    assert first["superseded_at"] == second["decided_at"]
    assert (second["verdict"], second["superseded_at"], second["note"]) == ("verified", None, None)


def test_a_part_is_marked_in_the_article(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    settle(desk, "Repairs", Judgement(Verdict.VERIFIED, Span(0, 24)))
    tables = rows_of(released(store, tmp_path, with_text=True))
    (row,) = tables["adjudications"]
    assert tables["articles"][0]["text"][row["char_start"] : row["char_end"]] == "Repairs cost nine millio"
    by_id = {claim["claim_id"]: claim for claim in tables["claims"]}
    assert by_id[row["claim_id"]]["verdict_method"] == "adjudicated"


def test_a_sentence_without_claims_has_its_word_too(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    settle(desk, SHIP, Judgement(NOT_A_CLAIM, note="a headline"))
    (row,) = adjudications(store, tmp_path)
    assert (row["claim_id"], row["sentence_id"]) == (None, desk.sentence(SHIP))
    assert (row["verdict"], row["note"]) == ("not_a_claim", "a headline")


def test_what_is_taken_back_of_a_sentence_nobody_answered_is_not_released(
    store: Store, tmp_path: Path
) -> None:
    desk = labelled_desk(store)
    word = settle(desk, "Nobody", UNVERIFIABLE)
    with store.transaction():
        supersede(store, desk.sentence("Nobody"), word)
    assert adjudications(store, tmp_path) == []


def test_as_of_then_it_was_not_settled_yet(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    before = released(store, tmp_path)
    settle(desk, SHIP, UNVERIFIABLE)
    between = released(store, tmp_path)
    settle(desk, SHIP, Judgement(Verdict.VERIFIED))
    assert adjudications(store, tmp_path, name="before", as_of=before.as_of) == []
    (row,) = adjudications(store, tmp_path, name="between", as_of=between.as_of)
    assert (row["verdict"], row["superseded_at"]) == ("unverifiable", None)
    assert len(adjudications(store, tmp_path, name="now")) == 2


def test_a_release_that_knows_nothing_of_them(store: Store, tmp_path: Path) -> None:
    """Releases never change: what had no such table is sound, loads, and can be compared with what has."""
    desk = labelled_desk(store)
    older = released(store, tmp_path).folder
    files.remove(older / "data" / "adjudications")
    for name in ("csv/adjudications.csv", "jsonl/adjudications.jsonl"):
        (older / name).unlink()
    (older / "dataset.db").chmod(0o644)
    with closing(sqlite3.connect(older / "dataset.db")) as database:
        database.execute("drop table adjudications")
    edit(older / "manifest.json", lambda text: text.replace('    "adjudications": 0,\n', ""))
    renew_checksums(older)
    before = ["annotations", "articles", "claims", "evidence", "not_claims", "verdict_history"]
    store.execute("update releases set holds = json(?)", [json.dumps(before)])

    assert verify_release(older) == []
    assert privacy_report(older).counts == {}
    with load(older) as dataset:
        assert "adjudications" not in dataset
    settle(desk, SHIP, Judgement(Verdict.VERIFIED))
    newer = released(store, tmp_path)
    found = diff_releases(older, newer.folder)
    assert found.tables["adjudications"].added == 1
    assert found.proposed == newer.version == "1.1.0"


def test_the_table_alone_is_an_addition(store: Store, tmp_path: Path) -> None:
    labelled_desk(store)
    released(store, tmp_path)
    store.execute("update releases set holds = replace(holds, '\"adjudications\", ', '')")
    assert released(store, tmp_path).version == "1.1.0"
    assert released(store, tmp_path).version == "1.1.1"


@pytest.mark.parametrize(
    ("judgement", "proposed"), [(Judgement(Verdict.VERIFIED), "1.1.0"), (UNVERIFIABLE, "2.0.0")]
)
def test_a_word_that_changes_no_verdict_is_an_addition(
    store: Store, tmp_path: Path, judgement: Judgement, proposed: str
) -> None:
    desk = labelled_desk(store)
    first = released(store, tmp_path)
    settle(desk, SHIP, judgement)
    second = released(store, tmp_path)
    found = diff_releases(first.folder, second.folder)
    assert found.tables["adjudications"].added == 1
    assert found.proposed == second.version == proposed
