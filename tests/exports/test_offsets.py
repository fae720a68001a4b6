"""Offsets are true in every format, whatever the text is made of."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from exports.columns import Table, Values, as_record
from exports.formats.csv import read_csv
from exports.formats.database import DATABASE, database_table
from exports.formats.jsonl import read_jsonl
from exports.formats.parquet import read_parquet
from exports.release import Release
from exports.tables import ARTICLES, CLAIMS, NOT_CLAIMS
from exports.verify import verify_release
from tasks.store.adding import add_article
from tasks.store.connection import Store
from tasks.store.dataset_reading import DatasetReader
from tasks.text.analysis import MODEL_VERSION, analyse
from tasks.text.reading import RawArticle
from tasks.types import NOT_A_CLAIM, Judgement, Span, Verdict
from tests.exports.desks import Desk, released
from tests.tasks.store import builders

pytestmark = pytest.mark.slow

TEXT = (
    "\U0001f469\u200d\U0001f680 The crew of three\U0001f1fa\U0001f1e6 landed, the agency said.\r\n\r\n"
    "The cafe\u0301 on the quay cost 9\u00a0million, and \U0001d54f people worked there.\r\n\r\n"
    "\u05d4\u05e0\u05de\u05dc \u05e0\u05e4\u05ea\u05d7 \u05d1\u05d9\u05d5\u05dd \u05e9\u05e0\u05d9.\r\n\r\n"
    "\u200f\u0627\u0641\u062a\u062a\u062d \u0627\u0644\u0645\u064a\u0646\u0627\u0621 \u064a\u0648\u0645 "
    "\u0627\u0644\u0627\u062b\u0646\u064a\u0646.\r\n\r\n"
    "Will it stay open\u203d"
)


@pytest.fixture
def release(store: Store, tmp_path: Path) -> Release:
    desk = Desk(store, people=[builders.checker(store, 1, "ana")])
    read = analyse(RawArticle(source="test", text=TEXT, url="https://news.example.org/crew"))
    project = builders.make_project(store)
    add_article(store, project.project_id, read.identity, read.article, read.sentences, MODEL_VERSION)
    desk.home = builders.push(store, project)
    for row in store.rows("select sentence_id, text from sentences order by rowid"):
        desk.sentences[row["text"]] = row["sentence_id"]
    for text in desk.sentences:
        half = text.index(" ", len(text) // 2)
        if text.startswith("Will"):
            desk.say(text, 0, Judgement(NOT_A_CLAIM))
        elif text.startswith("The caf"):
            marked = (
                Judgement(Verdict.VERIFIED, Span(0, half)),
                Judgement(Verdict.DISPUTED, Span(half + 1, len(text))),
            )
            desk.say(text, 0, *marked)
        else:
            desk.say(text, 0, Judgement(Verdict.VERIFIED, Span(2, half)))
    return released(store, tmp_path, with_text=True)


def from_database(folder: Path, table: Table) -> Iterator[Values]:
    with closing(DatasetReader(folder / DATABASE)) as database:
        yield from database.rows(database_table(table))


FORMATS: dict[str, Callable[[Path, Table], Iterator[Values]]] = {
    "csv": lambda folder, table: read_csv(folder / "csv" / f"{table.name}.csv", table),
    "jsonl": lambda folder, table: read_jsonl(folder / "jsonl" / f"{table.name}.jsonl", table),
    "parquet": lambda folder, table: read_parquet(
        sorted((folder / "data" / table.name).glob("*.parquet")), table
    ),
    "sqlite": from_database,
}


@pytest.mark.parametrize("name", FORMATS)
def test_in_tables(release: Release, name: str) -> None:
    def rows(table: Table) -> list[dict[str, Any]]:
        return [dict(as_record(table, row)) for row in FORMATS[name](release.folder, table)]

    (article,) = rows(ARTICLES)
    text = article["text"]
    claims, none = rows(CLAIMS), rows(NOT_CLAIMS)
    assert len(claims) >= 5
    assert len(none) == 1
    for claim in claims:
        start, end = claim["char_start"], claim["char_end"]
        assert text[start:end] == claim["claim"]
        assert text[:start].endswith(claim["prefix"] or "")
        assert text[end:].startswith(claim["suffix"] or "")
        assert claim["claim"] in claim["sentence"]
    assert text[none[0]["char_start"] : none[0]["char_end"]] == none[0]["sentence"]


def test_in_views(release: Release, store: Store) -> None:
    text = store.value("select text from article_revisions")
    lines = (release.folder / "formats" / "webannotation.jsonl").read_bytes().split(b"\n")
    found = [json.loads(line) for line in lines if line]
    assert len(found) == release.rows["claims"]
    for annotation in found:
        position, quote = annotation["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    averitec = json.loads((release.folder / "formats" / "averitec.json").read_bytes())
    assert all(item["claim"] in text for item in averitec)


def test_and_it_verifies(release: Release) -> None:
    assert verify_release(release.folder) == []
