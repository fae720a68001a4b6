"""What a release says about itself is true, complete and free of machine and clock."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from exports.agreement.figures import Estimate
from exports.archive import zenodo_metadata
from exports.describe import card
from exports.labels import NEVER_DECIDED, STATE_MEANINGS
from exports.particulars import Particulars
from exports.release import Release
from exports.splits import ByDate
from exports.tables import TABLES
from tasks.errors import InputError
from tasks.ledger import SentenceState
from tasks.store.connection import Store
from tasks.types import Judgement, Verdict
from tests.exports.desks import labelled_desk, released

PARTICULARS = Particulars(
    title="Harbour claims: what was said & what is so",
    about="Claims about a harbour, judged by two people.",
    publisher="Coast Desk",
    contact="data@coast.example.org",
    homepage="https://coast.example.org/data",
    licence="cc-by-4.0",
    known_gaps="Only one harbour is in it.",
)


@pytest.fixture
def release(store: Store, tmp_path: Path) -> Release:
    labelled_desk(store)
    return released(
        store, tmp_path, particulars=PARTICULARS, splits=ByDate(date(2026, 1, 1), date(2026, 2, 1))
    )


def front_matter(release: Release) -> dict[str, object]:
    _, front, _ = (release.folder / "README.md").read_text("utf-8").split("---\n", 2)
    parsed = yaml.safe_load(front)
    assert isinstance(parsed, dict)
    return parsed


def test_the_editors_words_are_where_people_look(release: Release) -> None:
    card = (release.folder / "README.md").read_text("utf-8")
    for words in (PARTICULARS.title, PARTICULARS.about, PARTICULARS.contact, PARTICULARS.known_gaps):
        assert words in card
    assert "by date: validation from 2026-01-01" in card
    licence = (release.folder / "LICENSE").read_text("utf-8")
    assert "Coast Desk" in licence
    assert "https://creativecommons.org/licenses/by/4.0/legalcode" in licence
    assert front_matter(release)["license"] == "cc-by-4.0"


def test_how_to_cite_it(release: Release) -> None:
    citation = yaml.safe_load((release.folder / "CITATION.cff").read_text("utf-8"))
    assert citation["title"] == PARTICULARS.title
    assert citation["version"] == release.version
    assert citation["license"] == "CC-BY-4.0"
    assert citation["date-released"] == release.as_of[:10]


def test_every_table_and_column_is_described_everywhere(release: Release) -> None:
    package = json.loads((release.folder / "datapackage.json").read_text("utf-8"))
    croissant = json.loads((release.folder / "croissant.json").read_text("utf-8"))
    manifest = json.loads((release.folder / "manifest.json").read_text("utf-8"))
    by_package = {
        r["name"].replace("-", "_"): [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]
    }
    by_croissant = {r["name"]: [f["name"] for f in r["field"]] for r in croissant["recordSet"]}
    by_manifest = {t["name"]: [c["name"] for c in t["columns"]] for t in manifest["tables"]}
    expected = {table.name: list(table.header) for table in TABLES}
    assert by_package == by_croissant == by_manifest == expected
    assert "end" not in {column for columns in expected.values() for column in columns}


def test_files_are_named_that_are_there(release: Release) -> None:
    manifest = json.loads((release.folder / "manifest.json").read_text("utf-8"))
    for table in manifest["tables"]:
        assert len(table["files"]) >= 3
        for name in table["files"]:
            assert (release.folder / name).is_file()


def test_nothing_tells_where_it_was_made(release: Release, tmp_path: Path) -> None:
    for path in release.folder.rglob("*"):
        if path.is_file():
            assert str(tmp_path).encode() not in path.read_bytes(), path


def test_agreement_is_there_with_its_reasons(release: Release) -> None:
    content = json.loads((release.folder / "agreement.json").read_text("utf-8"))
    assert content["agreement"]["answers"]["paired_units"] == 2
    assert content["retest"]["overall"]["observed"]["value"] is None
    assert content["retest"]["overall"]["observed"]["undefined"]


def test_without_a_licence_it_says_so(store: Store, tmp_path: Path) -> None:
    labelled_desk(store)
    release = released(store, tmp_path)
    assert "No licence has been given" in (release.folder / "LICENSE").read_text("utf-8")
    assert front_matter(release)["license"] == "other"
    assert "licenses" not in json.loads((release.folder / "datapackage.json").read_text("utf-8"))


def test_a_licence_nobody_knows_is_refused() -> None:
    with pytest.raises(InputError, match="no licence we know"):
        Particulars(licence="do-what-you-like")


def test_it_says_why_sentences_are_left_out_and_where_figures_are_none(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    desk.add("It cost nine million.\nAnd ten more.")
    desk.say("It cost", 0, Judgement(Verdict.VERIFIED))
    release = released(store, tmp_path)
    text = (release.folder / "README.md").read_text("utf-8")
    assert "- *pushed*, 2: Nobody had answered yet." in text
    assert "or none where checkers were evenly" in text
    by_month = (release.folder / "plots" / "verdicts-by-month.svg").read_text("utf-8")
    assert "not known" in by_month  # none of the articles is dated
    package = json.loads((release.folder / "datapackage.json").read_text("utf-8"))
    croissant = json.loads((release.folder / "croissant.json").read_text("utf-8"))
    assert (
        package["description"] == croissant["description"] == zenodo_metadata(release.folder)["description"]
    )
    assert package["description"].endswith("Claims: 4; articles: 2.")


@pytest.mark.parametrize(("value", "read"), [(-0.0001, "0.000"), (-0.0005001, "-0.001"), (0.5, "0.500")])
def test_figures_as_people_read_them(value: float, read: str) -> None:
    assert card._figure(Estimate(value)) == read
    assert card._figure(Estimate(0.5, value, 0.7)) == f"0.500 ({read} to 0.700)"


def test_every_state_says_why_a_sentence_is_not_there() -> None:
    assert set(STATE_MEANINGS) == {*SentenceState, NEVER_DECIDED}
