"""A new release on its page: what an editor says of it, how it is made, and models of the checkers."""

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from lxml import html
from werkzeug.test import TestResponse

from annotator.desk_store import open_desk_store
from exports.crowd.methods import Model
from exports.particulars import Particulars, particulars_of, set_particulars
from tasks.store.connection import Store
from tasks.types import Judgement, Verdict
from tests.annotator.web.conftest import SignIn, Surroundings
from tests.exports.desks import Desk, labelled_desk
from tests.tasks.store import builders

PAGE = "/datasets/harbour/1.0.0/"


@pytest.fixture
def desk_store(surroundings: Surroundings) -> Iterator[Store]:
    with closing(open_desk_store(surroundings.settings)) as store:
        yield store


def submitted(signed_in: SignIn, **form: object) -> TestResponse:
    """What an editor gets who fills in the form like this."""
    said = {"name": "harbour", "licence": "none", **form}
    return signed_in("editor").submit("/datasets/new", page="/datasets/new", **said)


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


def test_an_editor_lays_down_what_later_releases_say(signed_in: SignIn, desk_store: Store) -> None:
    labelled_desk(desk_store)
    assert submitted(signed_in, title="Harbours", about="First.\r\nSecond.", lay_down="y").location == PAGE
    kept = particulars_of(desk_store, "harbour")
    assert (kept.title, kept.about) == ("Harbours", "First.\nSecond.")
    submitted(signed_in, title="This once")
    assert particulars_of(desk_store, "harbour") == kept
    assert "\r" not in (desk_store.path.parent / "releases/harbour-1.0.0/CITATION.cff").read_bytes().decode()


@pytest.mark.parametrize("name", ["", "../up", "Two words", "a" * 65, "two--hyphens"])
def test_a_name_that_cannot_be_is_answered_in_words(signed_in: SignIn, desk_store: Store, name: str) -> None:
    labelled_desk(desk_store)
    answer = signed_in("editor").submit("/datasets/new", page="/datasets/new", name=name, licence="none")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


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
    assert "There was nothing to release on 2001-01-01. Choose a later day." in early.text


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
