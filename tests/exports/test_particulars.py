"""What editors say about a dataset is kept, and is in its releases."""

import json
from pathlib import Path

import pytest
import yaml

from exports.particulars import (
    LabelMapping,
    Particulars,
    as_content,
    particulars_of,
    read_particulars,
    set_particulars,
)
from tasks.errors import InputError
from tasks.store.connection import Store
from tasks.types import Judgement, Verdict
from tests.exports.desks import MARKET, labelled_desk, released, rows_of

WORDS = Particulars(
    title="Harbour claims",
    creators=("Ana Quay", "Bo Pier"),
    publisher="Coast Desk",
    licence="cc-by-4.0",
    article_text=("Coast News",),
    motivation="Made to see how news about a harbour holds up; paid for by readers.",
    collection="All reports of one week.",
    guidelines="https://coast.example.org/guidelines",
    uses="Teaching.",
    known_gaps="Only one harbour is in it.",
    upkeep="The next version is due in spring.",
    mapping=LabelMapping(fever={**LabelMapping().fever, "disputed": "NOT ENOUGH INFO"}),
)


def test_nothing_said_yet(store: Store) -> None:
    assert particulars_of(store, "harbour") == Particulars()


def test_the_last_word_counts_and_earlier_ones_stay(store: Store) -> None:
    set_particulars(store, "harbour", Particulars(title="Once"))
    set_particulars(store, "harbour", WORDS)
    set_particulars(store, "other", Particulars(title="Other"))
    assert particulars_of(store, "harbour") == WORDS
    assert store.value("select count(*) from dataset_particulars where name = 'harbour'") == 2
    with pytest.raises(InputError, match="cannot name a dataset"):
        set_particulars(store, "No Name", WORDS)


def test_as_a_file_and_back(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text(yaml.safe_dump(as_content(WORDS)), encoding="utf-8")
    assert read_particulars(tmp_path / "words.yaml") == WORDS


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("creators: Ana", "a list of names"),
        ("creators: [Ana, 3]", "a list of names"),
        ("article_text: some", "none, all, or a list of publishers"),
        ("title: 3", "title must be text"),
    ],
)
def test_what_makes_no_sense(tmp_path: Path, content: str, problem: str) -> None:
    (tmp_path / "words.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=problem):
        read_particulars(tmp_path / "words.yaml")


@pytest.mark.slow
def test_releases_say_it_without_being_told(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    desk.add(MARKET, "https://news.example.org/market", publisher="Fish & Chips")
    set_particulars(store, "harbour", WORDS)
    release = released(store, tmp_path)
    card = (release.folder / "README.md").read_text("utf-8")
    for words in (WORDS.motivation, WORDS.collection, WORDS.guidelines, WORDS.uses, WORDS.upkeep):
        assert words in card
    assert "Ana Quay; Bo Pier (" in card
    assert "| disputed | NOT ENOUGH INFO |" in card
    citation = yaml.safe_load((release.folder / "CITATION.cff").read_text("utf-8"))
    assert citation["authors"] == [{"name": "Ana Quay"}, {"name": "Bo Pier"}]
    croissant = json.loads((release.folder / "croissant.json").read_text("utf-8"))
    assert [creator["name"] for creator in croissant["creator"]] == ["Ana Quay", "Bo Pier"]


@pytest.mark.slow
def test_texts_only_where_the_licence_allows_it(store: Store, tmp_path: Path) -> None:
    desk = labelled_desk(store)
    desk.add(MARKET, "https://news.example.org/market", publisher="Fish & Chips")
    desk.say("The market", 0, Judgement(Verdict.VERIFIED))
    release = released(store, tmp_path, particulars=WORDS)
    texts = {article["publisher"]: article["text"] for article in rows_of(release)["articles"]}
    assert texts["Coast News"]
    assert texts["Fish & Chips"] is None
