"""The search page: an address that can be shared, and a file that is safe to open."""

import csv
from collections.abc import Iterator
from contextlib import closing
from io import StringIO

import pytest

from annotator.desk_store import open_desk_store
from exports.standings import refresh
from tests.annotator.web.conftest import SignIn, Surroundings
from tests.exports.desks import MARKET, Desk, labelled_desk


@pytest.fixture
def desk(surroundings: Surroundings) -> Iterator[Desk]:
    with closing(open_desk_store(surroundings.settings)) as store:
        desk = labelled_desk(store)
        desk.add(MARKET, title="<script>alert(1)</script>", publisher="=Fish()")
        refresh(store)
        yield desk


def test_an_address_is_a_search(signed_in: SignIn, desk: Desk) -> None:
    page = signed_in("checker").get("/search?words=harbour&label=verified").text
    assert "The harbour reopened on Monday" in page
    assert "Repairs cost" not in page
    assert 'value="harbour"' in page
    assert '<option value="verified" selected>' in page
    assert "/search.csv?words=harbour&amp;label=verified" in page


@pytest.mark.parametrize(
    "query",
    [
        "words='%22)%20OR%201=1--",
        "label='%20OR%201=1--",
        "state=x%00",
        "claimant=%22%20NEAR(",
        "publisher=*",
        "since=yesterday",
        "checker=1%20or%201",
        "before=x",
        "article_id='",
        "words=" + "a" * 500,
    ],
)
def test_no_field_is_more_than_what_it_says(signed_in: SignIn, desk: Desk, query: str) -> None:
    answer = signed_in("editor").get(f"/search?{query}")
    assert answer.status_code in (200, 422)
    assert "Nothing fits" in answer.text or query.startswith(("before", "publisher"))


def test_what_is_found_comes_as_csv_without_formulas(signed_in: SignIn, desk: Desk) -> None:
    answer = signed_in("checker").get("/search.csv?publisher=fish")
    rows = list(csv.DictReader(StringIO(answer.text)))
    assert [row["sentence"] for row in rows] == ["'-5 degrees were measured at dawn.", MARKET.split("\n")[0]]
    assert {row["publisher"] for row in rows} == {"'=Fish()"}
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert signed_in("checker").get("/search.csv?since=yesterday").status_code == 400
    assert signed_in("editor").get(f"/search.csv?checker={'9' * 40}").status_code == 400


def test_names_are_for_editors(signed_in: SignIn, desk: Desk) -> None:
    assert 'name="checker"' in signed_in("editor").get("/search").text
    assert 'name="checker"' not in signed_in("checker").get("/search").text
    assert "Will the ferry" in signed_in("checker").get(f"/search?checker={desk.people[1]}").text
    assert "Will the ferry" not in signed_in("editor").get(f"/search?checker={desk.people[1]}").text


def test_titles_stay_text(signed_in: SignIn, desk: Desk) -> None:
    page = signed_in("checker").get("/search?publisher=fish").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
