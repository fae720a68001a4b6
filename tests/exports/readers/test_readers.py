"""What researchers use opens every release without code, and all see the same in it."""

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from exports.crowd.methods import Model
from exports.opening import open_with_installed
from exports.release import Release
from exports.splits import ByArticle
from exports.verify import verify_release
from tasks.store.connection import Store
from tasks.types import NOT_A_CLAIM, Judgement, Span, UnverifiableReason, Verdict
from tests.environments import python_of
from tests.exports.desks import MARKET, Desk, labelled_desk, released
from tests.new_store import new_store
from tests.tasks.store import builders
from tests.tasks.store.builders import adjudicate


def everything(store: Store, folder: Path, **more: Any) -> Release:
    """Every kind of outcome, in three splits, with texts that are easily broken."""
    desk = labelled_desk(store)
    for judgement in (
        Judgement(
            Verdict.UNVERIFIABLE, reason=UnverifiableReason.NO_ACCESS, note="=1+1, \u05e9\u05dc\u05d5\u05dd"
        ),
        Judgement(Verdict.VERIFIED, Span(0, 25), note="'so'"),
        Judgement(NOT_A_CLAIM),
    ):
        for start in ("Repairs", "The caf"):
            adjudicate(store, desk.sentence(start), judgement, desk.people[1])
    desk.add(MARKET, "https://news.example.org/2026/03/01/market?a=1", publisher='"Fish, & Chips"')
    desk.say("The market", 0, Judgement(Verdict.DISPUTED, note="None, NA and null\nare words; 'so' is ,this"))
    desk.say("-5", 1, Judgement(Verdict.UNVERIFIABLE))
    for n in range(12):
        words = " ".join(f"word{n}x{k}" for k in range(8))
        desk.add(
            f'{words} \u05d4\u05e0\u05de\u05dc \u0646\u0635 cafe\u0301 \U0001f469\u200d\U0001f680, "so".'
        )
        desk.say(words, n % 2, Judgement(list(Verdict)[n % 3]))
    return released(store, folder, "everything", with_text=True, splits=ByArticle(0.3, 0.3), **more)


def with_models(store: Store, folder: Path) -> Release:
    return everything(store, folder, models=Model)


def with_models_that_say_nothing(store: Store, folder: Path) -> Release:
    return one_checker(store, folder, models=Model)


def nothing(store: Store, folder: Path) -> Release:
    builders.make_project(store)
    return released(store, folder, "nothing")


def one_checker(store: Store, folder: Path, **more: Any) -> Release:
    desk = Desk(store, people=[builders.checker(store, 1, "ana")])
    desk.add(MARKET)
    desk.say("The market", 0, Judgement(Verdict.VERIFIED))
    return released(store, folder, "one-checker", **more)


def all_undecided(store: Store, folder: Path) -> Release:
    desk = Desk(store, people=[builders.checker(store, n, name) for n, name in enumerate(("ana", "bo"), 1)])
    desk.add(MARKET)
    for person, verdict in enumerate((Verdict.VERIFIED, Verdict.DISPUTED)):
        desk.say("The market", person, Judgement(verdict))
    return released(store, folder, "all-undecided")


def no_disagreement(store: Store, folder: Path) -> Release:
    desk = Desk(store, people=[builders.checker(store, n, name) for n, name in enumerate(("ana", "bo"), 1)])
    desk.add(MARKET)
    for person in (0, 1):
        desk.say("The market", person, Judgement(Verdict.VERIFIED))
    return released(store, folder, "no-disagreement")


KINDS: tuple[Callable[[Store, Path], Release], ...] = (
    everything,
    nothing,
    one_checker,
    all_undecided,
    no_disagreement,
)

WITH_MODELS: tuple[Callable[[Store, Path], Release], ...] = (with_models, with_models_that_say_nothing)


ALL_READERS = {
    "datasets", "pandas", "pandas from csv", "polars", "polars from jsonl", "duckdb", "duckdb from csv",
    "mlcroissant", "frictionless", "datasette",
}  # fmt: skip


@pytest.mark.peers
@pytest.mark.usefixtures("crowdkit")
@pytest.mark.timeout(600)
def test_all_readers_see_the_same(tmp_path: Path) -> None:
    built = []
    for kind in (*KINDS, *WITH_MODELS):
        with closing(new_store(tmp_path / f"{kind.__name__}.db")) as store:
            built.append(kind(store, tmp_path / kind.__name__))
    folders = [release.folder for release in built]
    seen = dict(open_with_installed(folders, str(python_of("readers"))))
    assert seen == {reader: [] for reader in ALL_READERS}
    for release in built:
        _check_with_sqlite(release)


def _check_with_sqlite(release: Release) -> None:
    """The one reader that is always there."""
    manifest = json.loads((release.folder / "manifest.json").read_text("utf-8"))
    assert manifest["rows"] == dict(release.rows)
    with closing(sqlite3.connect(f"file:{release.folder}/dataset.db?mode=ro", uri=True)) as database:
        for table, rows in release.rows.items():
            assert database.execute(f"select count(*) from {table}").fetchone() == (rows,)
        totals = database.execute(
            "select coalesce(verdict, 'undecided'), count(*) from claims group by 1"
        ).fetchall()
    assert dict(totals) == manifest["verdicts"]


@pytest.mark.slow
def test_a_reader_that_sees_something_else_is_named(store: Store, tmp_path: Path) -> None:
    folder = one_checker(store, tmp_path).folder
    claims = folder / "csv" / "claims.csv"
    claims.chmod(0o644)
    claims.write_bytes(claims.read_bytes().replace(b'"verified"', b'"disputed"'))
    articles = folder / "data" / "articles" / "train-00000-of-00001.parquet"
    articles.chmod(0o644)
    articles.write_bytes(b"no Parquet")
    seen = dict(open_with_installed([folder]))
    assert seen["pandas from csv"] == [
        "pandas from csv sees other verdicts in one-checker-1.0.0 than its manifest names: {'disputed': 1}."
    ]
    assert seen["pandas"][0].startswith("pandas fails: ")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_sound_and_says_what_is_undefined(
    kind: Callable[[Store, Path], Release], store: Store, tmp_path: Path
) -> None:
    release = kind(store, tmp_path)
    assert verify_release(release.folder) == []
    card = (release.folder / "README.md").read_text("utf-8")
    assert not re.search(r"\bnan\b", card, re.IGNORECASE)
    agreement = json.loads((release.folder / "agreement.json").read_text("utf-8"))
    alpha = agreement["agreement"]["answers"]["krippendorff_alpha"]
    assert (alpha["value"] is None) is (alpha["undefined"] is not None)
