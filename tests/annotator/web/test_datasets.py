"""Datasets: whom each release is there for, and what its page and its files say."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask
from lxml import html
from werkzeug.test import TestResponse

from annotator.sync import open_desk_store
from exports.crowd.methods import Model
from exports.particulars import Particulars, set_particulars
from exports.release import Release
from tasks.store.audiences import Audience, choose_audience
from tasks.store.connection import Store
from tasks.types import Judgement, Verdict
from tests.annotator.web.conftest import SignIn, Surroundings
from tests.exports.desks import Desk, labelled_desk, released
from tests.tasks.store import builders


@pytest.fixture
def desk_store(surroundings: Surroundings) -> Iterator[Store]:
    with closing(open_desk_store(surroundings.settings)) as store:
        yield store


@pytest.fixture
def harbour(desk_store: Store, surroundings: Surroundings) -> Release:
    labelled_desk(desk_store)
    return released(desk_store, surroundings.settings.releases_dir)


def test_the_first_release_is_one_click_away(app: Flask, signed_in: SignIn) -> None:
    assert 'href="/datasets/new"' in signed_in("editor").get("/datasets").text
    assert 'href="/datasets/new"' not in signed_in("checker").get("/datasets").text
    assert 'href="/datasets/new"' not in app.test_client().get("/datasets").text


PAGE = "/datasets/harbour/1.0.0/"
FILES = [PAGE, f"{PAGE}csv/claims.csv", f"{PAGE}SHA256SUMS", "/datasets/harbour/1.0.0.zip"]


@pytest.mark.parametrize("address", FILES)
def test_what_is_not_public_is_not_there_for_strangers(
    app: Flask, signed_in: SignIn, harbour: Release, address: str
) -> None:
    stranger = app.test_client()
    assert stranger.get(address, buffered=True).status_code == 404
    assert "harbour" not in stranger.get("/datasets").text.lower()
    assert signed_in("researcher").get(address, buffered=True).status_code == 200


@pytest.mark.parametrize("address", FILES)
def test_what_an_editor_makes_public_is_for_everybody_until_taken_back(
    app: Flask, signed_in: SignIn, harbour: Release, address: str
) -> None:
    editor, stranger = signed_in("editor"), app.test_client()
    editor.submit(f"{PAGE}audience", page=PAGE, audience="public")
    assert stranger.get(address, buffered=True).status_code == 200
    assert "Harbour" in stranger.get("/datasets").text
    editor.submit(f"{PAGE}audience", page=PAGE, audience="signed_in")
    assert stranger.get(address, buffered=True).status_code == 404


def test_only_editors_choose_the_audience(signed_in: SignIn, harbour: Release) -> None:
    checker = signed_in("checker")
    assert checker.submit(f"{PAGE}audience", page=PAGE, audience="public").status_code == 403
    assert signed_in("editor").submit(f"{PAGE}audience", page=PAGE, audience="anyone").status_code == 400


@pytest.mark.parametrize(
    "path", ["../annotator.db", "..%2f..%2fannotator.db", "/etc/passwd", "csv", "nothing.csv", ".building-1"]
)
def test_nothing_but_the_files_of_a_release_comes_out(signed_in: SignIn, harbour: Release, path: str) -> None:
    assert signed_in("researcher").get(f"{PAGE}{path}", buffered=True).status_code in (308, 404)
    assert signed_in("researcher").get("/datasets/harbour/9.9.9/").status_code == 404
    assert signed_in("researcher").get("/datasets/..%2f/1.0.0/").status_code in (308, 404)


def test_a_broken_download_goes_on_where_it_stopped(signed_in: SignIn, harbour: Release) -> None:
    browser = signed_in("researcher")
    whole = browser.get("/datasets/harbour/1.0.0.zip", buffered=True)
    rest = browser.get(
        "/datasets/harbour/1.0.0.zip",
        headers={"Range": "bytes=1000-", "If-Range": whole.headers["ETag"]},
        buffered=True,
    )
    assert (rest.status_code, rest.data) == (206, whole.data[1000:])
    with ZipFile(BytesIO(whole.data)) as archive:
        packed = archive.read("harbour-1.0.0/csv/claims.csv")
    assert packed == browser.get(f"{PAGE}csv/claims.csv", buffered=True).data
    digest = hashlib.sha256(packed).hexdigest()
    assert f"{digest}  csv/claims.csv" in browser.get(f"{PAGE}SHA256SUMS", buffered=True).text


@pytest.mark.parametrize("path", ["csv/claims.csv", "dataset.db", "README.md"])
def test_files_are_downloaded_and_never_shown(signed_in: SignIn, harbour: Release, path: str) -> None:
    answer = signed_in("researcher").get(f"{PAGE}{path}", buffered=True)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_page_tells_what_is_in_it(signed_in: SignIn, harbour: Release) -> None:
    page = signed_in("researcher").get(PAGE).text
    assert "3 claims, 6 annotations" in page
    assert "Krippendorff" in page
    assert "Repairs cost nine million" in page
    assert "load_dataset(&#34;harbour-1.0.0&#34;)" in page
    assert "A fact-checking desk (2026). Harbour, version 1.0.0." in page


def test_the_page_tells_what_changed_since_the_last_one(
    signed_in: SignIn, desk_store: Store, surroundings: Surroundings
) -> None:
    desk = labelled_desk(desk_store)
    released(desk_store, surroundings.settings.releases_dir)
    desk.say("Nobody", 0, Judgement(Verdict.DISPUTED))
    again = released(desk_store, surroundings.settings.releases_dir)
    assert again.version == "1.1.0"
    page = signed_in("researcher").get("/datasets/harbour/1.1.0/").text
    assert "What changed since 1.0.0" in page
    assert "1 claim added" in page


def test_an_editor_says_what_only_people_know(signed_in: SignIn, desk_store: Store) -> None:
    labelled_desk(desk_store)
    editor = signed_in("editor")
    answer = editor.submit(
        "/datasets/new",
        page="/datasets/new",
        name="harbour",
        title="<b>Harbours</b>",
        about="Who says what about harbours.",
        licence="cc-by-4.0",
        publisher="The Desk",
    )
    assert answer.location == PAGE
    page = editor.get(PAGE).text
    assert "&lt;b&gt;Harbours&lt;/b&gt;" in page
    assert "Who says what about harbours." in page
    assert "CC-BY-4.0" in page


def test_what_was_laid_down_for_all_releases_holds_where_the_form_is_empty(
    signed_in: SignIn, desk_store: Store
) -> None:
    labelled_desk(desk_store)
    laid_down = Particulars(title="Harbour claims", creators=("Ana",), licence="cc-by-4.0")
    set_particulars(desk_store, "harbour", laid_down)
    assert submitted(signed_in, title="This once").location == PAGE
    page = signed_in("editor").get(PAGE).text
    assert "Ana (2026). This once, version 1.0.0." in page
    assert "CC-BY-4.0" in page
    submitted(signed_in, licence="cc0-1.0")
    again = signed_in("editor").get("/datasets/harbour/1.0.1/").text
    assert "Ana (2026). Harbour claims, version 1.0.1." in again
    assert "CC0-1.0" in again


@pytest.mark.parametrize("name", ["", "../up", "Two words", "a" * 61])
def test_a_name_that_cannot_be_is_answered_in_words(signed_in: SignIn, desk_store: Store, name: str) -> None:
    labelled_desk(desk_store)
    answer = signed_in("editor").submit("/datasets/new", page="/datasets/new", name=name, licence="none")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_the_choice_of_the_audience_is_kept_with_who_made_it(desk_store: Store) -> None:
    labelled_desk(desk_store)
    released(desk_store, desk_store.path.parent / "releases")
    choose_audience(desk_store, "harbour", "1.0.0", Audience.PUBLIC)
    choose_audience(desk_store, "harbour", "1.0.0", Audience.SIGNED_IN)
    rows = desk_store.rows("select audience, superseded_at is null as live from release_audiences")
    assert [tuple(row.values()) for row in rows] == [("public", 0), ("signed_in", 1)]
    assert desk_store.value("select count(*) from audit_log where action = 'release.audience'") == 2


def submitted(signed_in: SignIn, **form: object) -> TestResponse:
    """What an editor gets who fills in the form like this."""
    said = {"name": "harbour", "licence": "none", **form}
    return signed_in("editor").submit("/datasets/new", page="/datasets/new", **said)


@pytest.mark.peers
@pytest.mark.usefixtures("crowdkit")
def test_an_editor_asks_models_of_the_checkers_and_reads_what_they_say(
    signed_in: SignIn, desk_store: Store
) -> None:
    labelled_desk(desk_store)
    page = signed_in("editor").get("/datasets/new").text
    assert [f'value="{model}"' in page for model in Model] == [True, True]
    assert "1.2 GB of memory" in page
    answer = submitted(signed_in, models=["dawid-skene", "mace"])
    assert answer.location == PAGE
    shown = text_of(signed_in("researcher").get(PAGE).text, "models")
    first, second = manifest_of(desk_store, "1.0.0")["aggregations"]
    assert (first["method"], second["method"]) == ("dawid-skene", "mace")
    figures = [f"{one['claims']} {one['differs']} {one['decided']}" for one in (first, second)]
    assert shown == f"Dawid–Skene {figures[0]} MACE {figures[1]}"


@pytest.mark.peers
@pytest.mark.usefixtures("crowdkit")
def test_where_models_say_nothing_the_page_says_why(signed_in: SignIn, desk_store: Store) -> None:
    desk = Desk(desk_store, people=[builders.checker(desk_store, 1, "ana")])
    desk.add("The harbour reopened on Monday.")
    desk.say("The harbour", 0, Judgement(Verdict.VERIFIED))
    assert submitted(signed_in, models="mace").location == PAGE
    shown = text_of(signed_in("researcher").get(PAGE).text, "models")
    assert "MACE says nothing one checker gave all verdicts" in shown


def test_without_what_fits_models_none_are_offered(
    signed_in: SignIn, desk_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    labelled_desk(desk_store)
    for place in ("exports.crowd.models", "annotator.web.views.datasets"):
        monkeypatch.setattr(f"{place}.crowdkit_version", lambda: None)
    page = signed_in("editor").get("/datasets/new").text
    assert 'name="models"' not in page
    assert "has installed the extra “crowd”" in page
    refused = submitted(signed_in, models="mace")
    assert refused.status_code == 422
    assert "crowd-kit, which is not installed" in refused.text
    assert not signed_in("editor").get("/datasets").text.count("/datasets/harbour/")


def test_a_release_without_models_says_nothing_of_them(signed_in: SignIn, harbour: Release) -> None:
    assert 'id="models"' not in signed_in("researcher").get(PAGE).text


def test_an_editor_chooses_version_day_and_division(signed_in: SignIn, desk_store: Store) -> None:
    labelled_desk(desk_store)
    made = submitted(
        signed_in,
        version="2.5.0",
        known_on="2999-01-01",
        validation_from="2020-01-01",
        test_from="2021-01-01",
    )
    assert made.location == "/datasets/harbour/2.5.0/"
    described = manifest_of(desk_store, "2.5.0")
    assert described["split"] == "by date: validation from 2020-01-01, test from 2021-01-01"
    early = submitted(signed_in, name="early", known_on="2001-01-01")
    assert early.status_code == 422
    assert "There was nothing to release on 2001-01-01T23:59:59.999999Z" in early.text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"version": "2.0"}, "Write three numbers"),
        ({"validation_from": "2020-01-01"}, "Give both days, or neither."),
        ({"test_from": "2020-01-01"}, "Give both days, or neither."),
        ({"validation_from": "2021-01-01", "test_from": "2020-01-01"}, "must be newer"),
        ({"known_on": "soon"}, "Not a valid date"),
        ({"models": "guessing"}, "guessing"),
    ],
)
def test_choices_that_cannot_be_are_answered_where_they_stand(
    signed_in: SignIn, desk_store: Store, wrong: dict[str, str], words: str
) -> None:
    labelled_desk(desk_store)
    answer = submitted(signed_in, **wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert answer.text.count('role="alert"') == 1
    assert ('<details class="seldom" open>' in answer.text) == ("models" not in wrong)


def text_of(page: str, section: str) -> str:
    """The words of a section of a page, each separated by one blank."""
    [found] = html.document_fromstring(page).xpath(f"//section[@aria-labelledby='{section}']//tbody")
    return " ".join(found.text_content().split())


def manifest_of(store: Store, version: str) -> Any:
    folder = store.path.parent / "releases" / f"harbour-{version}"
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
