"""Whoever has a release can tell whether it is what was released."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile, copytree, rmtree

import pytest
from pyarrow import ArrowException

from exports import files
from exports.account import contradicted_record, record_of
from exports.build import open_sinks
from exports.columns import as_record
from exports.formats.chunk import Chunk
from exports.formats.jsonl import read_jsonl
from exports.manifest import MANIFEST, tables_of
from exports.tables import ANNOTATIONS
from exports.verify import verify_release
from tasks.errors import ReleaseError, StoreError
from tasks.store.connection import Store
from tasks.types import NOT_A_CLAIM, Judgement, Span, Verdict
from tests.exports.desks import MARKET, labelled_desk, released, rows_of
from tests.tasks.store import builders
from tests.tasks.store.builders import adjudicate

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Path:
    desk = labelled_desk(store)
    adjudicate(store, desk.sentence("The caf"), Judgement(Verdict.DISPUTED), desk.people[1])
    return released(store, tmp_path, with_text=True).folder


def test_a_release_is_sound(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    desk.add(MARKET)
    desk.say("The market", 0, Judgement(Verdict.DISPUTED))
    assert verify_release(released(store, tmp_path, with_text=True).folder) == []


def test_a_sentence_whose_claims_were_denied_one_by_one(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    desk.people.append(builders.checker(store, 3, "cy"))
    parts = (Span(0, 6), Span(7, 10), Span(11, 17))
    for person in range(3):
        labels = [Verdict.VERIFIED if part == person else NOT_A_CLAIM for part in range(3)]
        desk.say("Nobody", person, *map(Judgement, labels, parts))
    release = released(store, tmp_path)
    (row,) = (r for r in rows_of(release)["not_claims"] if r["sentence"].startswith("Nobody"))
    assert (row["method"], row["n_annotations"], row["votes_not_a_claim"]) == ("majority", 3, 0)
    assert verify_release(release.folder) == []


def test_an_older_release_whose_csv_was_guarded_at_its_cells_begin(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    desk.add("It cost 5; 'nine', the mayor said.\r\n'And ten.")
    desk.say("It cost", 0, Judgement(Verdict.VERIFIED))
    folder = released(store, tmp_path).folder
    edit(folder / MANIFEST, lambda text: text.replace('"format_version": 2', '"format_version": 1'))
    edit(folder / "csv" / "claims.csv", lambda text: text.replace("5; ''", "5; '").replace("\n''", "\n'"))
    renew_checksums(folder)
    assert verify_release(folder) == []


def test_one_byte(folder: Path) -> None:
    edit(folder / "csv" / "claims.csv", lambda text: text.replace("harbour", "harboor", 1))
    assert verify_release(folder) == ["csv/claims.csv is not what was released: its SHA-256 differs."]


def test_the_manifest_pins_the_data(folder: Path) -> None:
    """Whoever has the manifest's SHA-256, as the desk and those who cite it have, has that of all data."""
    described = json.loads((folder / MANIFEST).read_text("utf-8"))
    data = {
        name for name in files.files_in(folder) if name.startswith(("data/", "csv/", "jsonl/", "dataset."))
    }
    assert data <= described["sha256"].keys()
    edit(folder / "csv" / "claims.csv", lambda text: text.replace("harbour", "harboor", 1))
    write_checksums(folder)
    problem = "csv/claims.csv is not the file that manifest.json names: its SHA-256 differs."
    assert verify_release(folder) == [problem]


def test_a_file_too_many_and_one_too_few(folder: Path) -> None:
    (folder / "csv" / "claims.csv").unlink()
    (folder / "extra.txt").write_text("hello")
    assert verify_release(folder) == [
        "extra.txt is not in SHA256SUMS.",
        "csv/claims.csv is in SHA256SUMS and not there.",
    ]


@pytest.mark.parametrize(
    ("table", "change", "problem"),
    [
        ("claims", {"verdict": "disputed"}, "does not follow from its votes"),
        ("claims", {"votes_disputed": 2}, "are not as many as its annotations"),
        ("claims", {"votes_verified": 1, "n_annotations": 1}, "its verdict does not follow"),
        ("claims", {"char_start": 1}, "offsets do not span"),
        ("claims", {"char_start": 10, "char_end": 67}, "are not the claim there"),
        ("claims", {"article_id": "a-other"}, "points to something that is not in articles"),
        ("claims", {"p_verified": 0.5}, "p_verified does not follow"),
        ("claims", {"claim": "Nobody said so", "char_end": 14}, "not part of its sentence"),
        ("claims", {"verdict_method": "adjudicated", "verdict": None}, "has no verdict"),
        ("annotations", {"label": "disputed"}, "are not those of its annotations"),
        ("annotations", {"claim_id": "c-other"}, "points to something that is not in claims"),
        ("annotations", {"label": "false"}, "which is none of"),
        ("annotations", {"round": "1"}, "not of its type"),
        ("annotations", {"sentence_id": None}, "is empty"),
        ("annotations", {"char_end": 0}, "its mark is empty"),
        ("not_claims", {"votes_not_a_claim": 0}, "does not follow from its votes"),
        ("adjudications", {"verdict": "verified"}, "its adjudication does not follow"),
        ("adjudications", {"claim_id": None}, "its adjudication does not follow"),
        ("adjudications", {"superseded_at": "2001-01-01T00:00:00.000000Z"}, "before it was decided"),
        ("adjudications", {"reason": "too_vague"}, "has a reason for unverifiable and another verdict"),
        ("adjudications", {"char_end": 0}, "its mark is empty"),
        ("adjudications", {"sentence_id": "s-other"}, "adjudications j-1: its adjudication does not follow"),
        ("articles", {"agreement": 0.9}, "its agreement does not follow from the annotations"),
        ("articles", {"text": "Another text."}, "its text does not have its SHA-256"),
    ],
)
def test_a_forger_who_writes_everything_anew(
    folder: Path, tmp_path: Path, table: str, change: dict[str, object], problem: str
) -> None:
    try:
        forge(folder, tmp_path / "forged", table, change)
    except (StoreError, ArrowException):
        return  # what the formats themselves refuse cannot be forged
    found = verify_release(tmp_path / "forged")
    assert any(problem in line for line in found), found


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('"paired_units": 2', '"paired_units": 3', "agreement, answers does not follow"),
        (
            '"confusion": {',
            '"confusion": {"more": {},',
            "agreement, confusion does not follow",
        ),
        ('"paired_units": 1', '"paired_units": 2', "retest, overall does not follow"),
        ('"sentences": 1', '"sentences": 2', "spans, sentences does not follow"),
        ('"value": 0.666667', '"value": 0.666666', "spans, matched does not follow"),
    ],
)
def test_forged_figures(store: Store, tmp_path: Path, before: str, after: str, problem: str) -> None:
    desk = labelled_desk(store)
    desk.say("Will", 0, Judgement(NOT_A_CLAIM))
    folder = released(store, tmp_path, with_text=True).folder
    assert verify_release(folder) == []
    edit(folder / "agreement.json", lambda text: text.replace(before, after))
    renew_checksums(folder)
    assert any(problem in found for found in verify_release(folder))


class TestAgainstTheDesk:
    def test_its_ledger_says_the_same_later_on(self, store: Store, tmp_path: Path) -> None:
        desk = labelled_desk(store)
        folder = released(store, tmp_path).folder
        desk.say("Nobody", 0, Judgement(Verdict.VERIFIED))
        desk.add(MARKET)
        record = record_of(store, folder)
        assert record
        assert list(contradicted_record(store, folder, record)) == []

    def test_a_release_that_is_consistent_and_not_ours(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        folder = released(store, tmp_path).folder
        edit(folder / "manifest.json", lambda text: text.replace('"pushed": 1', '"pushed": 2'))
        record = record_of(store, folder)
        assert record
        problems = list(contradicted_record(store, folder, record))
        assert problems[0] == "manifest.json is not the one that the desk recorded."
        assert "(left out: {'pushed': 2" in problems[1]

    def test_of_another_desk_nothing_is_known(self, store: Store, tmp_path: Path) -> None:
        labelled_desk(store)
        folder = released(store, tmp_path).folder
        store.execute("delete from release_claims")
        store.execute("delete from releases")
        assert record_of(store, folder) is None


def test_marks_that_were_moved(folder: Path, tmp_path: Path) -> None:
    """Votes and their figures stay, only where a checker saw the claim is another place."""
    rows = list(read_jsonl(folder / "jsonl" / "annotations.jsonl", ANNOTATIONS))
    (part, *_) = (i for i, row in enumerate(rows) if as_record(ANNOTATIONS, row)["reason"] == "too_vague")
    longer = as_record(ANNOTATIONS, rows[part])["char_end"]
    assert isinstance(longer, int)
    forge(folder, tmp_path / "forged", "annotations", {"char_end": longer + 10}, row=part)
    assert verify_release(tmp_path / "forged") == [
        "agreement.json: spans, alpha does not follow from the annotations.",
        "agreement.json: spans, exact does not follow from the annotations.",
    ]


def test_a_forged_manifest(folder: Path) -> None:
    edit(folder / "manifest.json", lambda text: text.replace('"with_claims": 3', '"with_claims": 4'))
    renew_checksums(folder)
    assert verify_release(folder) == [
        "The manifest's account of sentences does not add up.",
        "3 sentences have claims, and the manifest says 4.",
    ]


@pytest.mark.parametrize("part", ["csv/claims.csv", "jsonl/claims.jsonl", "dataset.db"])
def test_formats_that_disagree(folder: Path, tmp_path: Path, part: str) -> None:
    forge(folder, tmp_path / "forged", "claims", {"claimant": "somebody else"})
    (folder / part).chmod(0o644)
    copyfile(tmp_path / "forged" / part, folder / part)
    renew_checksums(folder)
    assert verify_release(folder) == ["claims, row 1: the database, JSON Lines and CSV differ."]


def test_parquet_that_disagrees(folder: Path, tmp_path: Path) -> None:
    forge(folder, tmp_path / "forged", "claims", {"claimant": "somebody else"})
    rmtree(folder / "data" / "claims")
    copytree(tmp_path / "forged" / "data" / "claims", folder / "data" / "claims")
    renew_checksums(folder)
    assert verify_release(folder) == ["claims: Parquet does not have the rows of the other formats."]


def test_a_database_that_is_none(folder: Path) -> None:
    (folder / "dataset.db").chmod(0o644)
    (folder / "dataset.db").write_bytes(b"no database" * 1000)
    renew_checksums(folder)
    (problem,) = verify_release(folder)
    assert "cannot be read" in problem


def test_what_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="holds no release"):
        verify_release(tmp_path)


def edit(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_bytes().decode()
    path.chmod(0o644)
    path.write_bytes(change(before).encode())
    assert path.read_bytes().decode() != before


def renew_checksums(folder: Path) -> None:
    """As a forger would, who knows where digests are."""
    path = folder / MANIFEST
    described = json.loads(path.read_text("utf-8"))
    if pinned := described.get("sha256"):
        described["sha256"] = {
            name: files.sha256_of(folder / name) for name in pinned if (folder / name).exists()
        }
        path.unlink()
        path.write_text(json.dumps(described), "utf-8")
    write_checksums(folder)


def write_checksums(folder: Path) -> None:
    (folder / files.CHECKSUMS).unlink(missing_ok=True)
    files.write_checksums(folder)


def forge(folder: Path, forged: Path, name: str, change: dict[str, object], row: int = 0) -> None:
    """Write the release anew in all formats, with values of one table's row changed."""
    tables = tables_of(json.loads((folder / "manifest.json").read_text("utf-8")))
    forged.mkdir()
    with open_sinks(forged, tables) as sinks:
        for table in tables:
            records = [
                as_record(table, values)
                for values in read_jsonl(folder / "jsonl" / f"{table.name}.jsonl", table)
            ]
            if table.name == name:
                records[row] |= change  # type: ignore[arg-type]
            for sink in sinks:
                sink.write(Chunk(table, "train", [table.row(**record) for record in records]))
        for sink in sinks:
            sink.finish()
    for name in ("manifest.json", "agreement.json"):
        copyfile(folder / name, forged / name)
    renew_checksums(forged)
