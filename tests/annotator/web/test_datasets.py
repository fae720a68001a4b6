"""Datasets: whom each release is there for, and what its page and its files say."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask

from annotator.desk_store import open_desk_store
from exports.release import Release
from tasks.store.audiences import Audience, choose_audience
from tasks.store.connection import Store
from tasks.types import Judgement, Verdict
from tests.annotator.web.conftest import SignIn, Surroundings
from tests.exports.desks import labelled_desk, released


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


def test_the_choice_of_the_audience_is_kept_with_who_made_it(desk_store: Store) -> None:
    labelled_desk(desk_store)
    released(desk_store, desk_store.path.parent / "releases")
    choose_audience(desk_store, "harbour", "1.0.0", Audience.PUBLIC)
    choose_audience(desk_store, "harbour", "1.0.0", Audience.SIGNED_IN)
    rows = desk_store.rows("select audience, superseded_at is null as live from release_audiences")
    assert [tuple(row.values()) for row in rows] == [("public", 0), ("signed_in", 1)]
    assert desk_store.value("select count(*) from audit_log where action = 'release.audience'") == 2


def test_a_release_without_models_says_nothing_of_them(signed_in: SignIn, harbour: Release) -> None:
    assert 'id="models"' not in signed_in("researcher").get(PAGE).text


def test_a_record_without_its_files_breaks_no_page(
    app: Flask, signed_in: SignIn, desk_store: Store, harbour: Release
) -> None:
    """As after a restore from a backup beside which nobody kept the releases."""
    editor, stranger = signed_in("editor"), app.test_client()
    choose_audience(desk_store, harbour.name, harbour.version, Audience.PUBLIC)
    harbour.folder.rename(harbour.folder.with_name("put-away"))
    for browser in (editor, stranger):
        assert browser.get("/datasets").status_code == 200
        for address in FILES:
            assert browser.get(address, buffered=True).status_code == 404
    harbour.folder.with_name("put-away").rename(harbour.folder)
    assert stranger.get("/datasets/harbour/1.0.0.zip", buffered=True).status_code == 200
