"""The public page: on and off by an editor, no names, no notes, honest markup, nothing that runs."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from flask import Flask

from annotator.desk_store import open_desk_store
from tasks.store.overview import list_articles
from tasks.types import Judgement, Span, UnverifiableReason, Verdict
from tests.annotator.web.conftest import Browser, SignIn, Surroundings
from tests.exports.desks import Desk, labelled_desk
from tests.tasks.store.builders import adjudicate

HOSTILE = 'Ships</script><script>alert(1)</script> "sank" <!-- & burned.'


@pytest.fixture
def desk(surroundings: Surroundings) -> Iterator[Desk]:
    with closing(open_desk_store(surroundings.settings)) as store:
        yield labelled_desk(store)


@pytest.fixture
def editor(signed_in: SignIn) -> Browser:
    return signed_in("editor")


def address(desk: Desk) -> str:
    [listed] = list_articles(desk.store, limit=1)
    return f"/articles/{listed.article_id}"


def settle(desk: Desk, start: str, judgement: Judgement) -> None:
    adjudicate(desk.store, desk.sentence(start), judgement, desk.people[0])


def reviews(page: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    graph: list[dict[str, Any]] = json.loads(found[1])["@graph"] if found else []
    return graph


def test_it_is_there_only_while_it_is_switched_on(app: Flask, editor: Browser, desk: Desk) -> None:
    article, stranger = address(desk), app.test_client()
    assert stranger.get(f"{article}/public").status_code == 404
    editor.submit(f"{article}/publish", article)
    assert stranger.get(f"{article}/public").status_code == 200
    editor.submit(f"{article}/publish", article)  # twice is once
    editor.submit(f"{article}/withdraw", article)
    assert stranger.get(f"{article}/public").status_code == 404
    assert editor.get(f"{article}/public").status_code == 404
    assert desk.store.value("select count(*) from article_publications") == 1


def test_strangers_cannot_tell_an_article_that_is_off_from_none(app: Flask, desk: Desk) -> None:
    stranger = app.test_client()
    off, none = stranger.get(f"{address(desk)}/public"), stranger.get("/articles/a-none/public")
    assert off.status_code == none.status_code
    assert off.text.split("<main")[1].split("</main")[0] == none.text.split("<main")[1].split("</main")[0]


def test_it_says_who_switched_it_on_in_the_record(editor: Browser, desk: Desk) -> None:
    article = address(desk)
    editor.submit(f"{article}/publish", article)
    entry = desk.store.row("select action, subject from audit_log where action = 'article.publish'")
    assert entry == {"action": "article.publish", "subject": f"article:{article.split('/')[-1]}"}


def test_it_names_nobody_and_tells_no_notes(app: Flask, editor: Browser, desk: Desk) -> None:
    settle(desk, "Nobody", Judgement(Verdict.DISPUTED, note="said in confidence"))
    article = address(desk)
    editor.submit(f"{article}/publish", article)
    page = app.test_client().get(f"{article}/public").text
    assert "said in confidence" not in page
    for word in ("ask ana", "example.org/ana", ">ana<", ">bo<", "Label Studio", "panel"):
        assert word not in page
    assert "https://port.example.org/notice" in page
    assert 'href="=cmd()"' not in page


def test_settled_claims_are_claim_reviews(app: Flask, editor: Browser, desk: Desk) -> None:
    settle(
        desk, "Nobody", Judgement(Verdict.VERIFIED, evidence=("https://a.example/", "javascript:alert(1)"))
    )
    settle(desk, "Repairs", Judgement(Verdict.DISPUTED, Span(0, 25)))
    vague = UnverifiableReason.TOO_VAGUE
    settle(desk, "The caf", Judgement(Verdict.UNVERIFIABLE, reason=vague))
    settle(desk, "Will", Judgement("not_a_claim"))
    article = address(desk)
    editor.submit(f"{article}/publish", article)
    page = app.test_client().get(f"{article}/public").text
    found = {review["claimReviewed"]: review for review in reviews(page)}
    assert set(found) == {
        "Repairs cost nine million",
        "The cafe\u0301 on the quay stays closed.",
        "Nobody has looked at this sentence yet.",
    }
    verified = found["Nobody has looked at this sentence yet."]
    assert verified["reviewRating"] == {
        "@type": "Rating", "alternateName": "Verified", "ratingValue": 5, "worstRating": 1, "bestRating": 5,
    }  # fmt: skip
    assert verified["citation"] == ["https://a.example/"]
    assert verified["url"].startswith("http://localhost/articles/a-")
    assert f'id="{verified["url"].split("#")[1]}"' in page
    assert verified["itemReviewed"]["appearance"]["url"] == "https://news.example.org/harbour"
    assert found["The cafe\u0301 on the quay stays closed."]["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Unverifiable",
    }
    assert found["Repairs cost nine million"]["reviewRating"]["ratingValue"] == 1


def test_without_a_settled_claim_there_is_no_markup(app: Flask, editor: Browser, desk: Desk) -> None:
    article = address(desk)
    editor.submit(f"{article}/publish", article)
    assert "ld+json" not in app.test_client().get(f"{article}/public").text


def test_hostile_text_ends_neither_the_markup_nor_the_page(
    app: Flask, editor: Browser, surroundings: Surroundings
) -> None:
    with closing(open_desk_store(surroundings.settings)) as store:
        desk = Desk(store)
        desk.people = [store.value("select person_id from people")]
        desk.add(HOSTILE, title=HOSTILE, publisher=HOSTILE)
        settle(
            desk,
            "Ships",
            Judgement(Verdict.DISPUTED, note=HOSTILE, evidence=(f"https://x.example/{HOSTILE}",)),
        )
        article = address(desk)
        editor.submit(f"{article}/publish", article)
        for path in (article, f"{article}/public", f"{article}?sentence={desk.sentence('Ships')}"):
            page = editor.get(path).text
            assert "<script>alert" not in page
            assert "<!-- &" not in page
        [review] = reviews(app.test_client().get(f"{article}/public").text)
        assert review["claimReviewed"] == HOSTILE


def test_a_checker_sees_no_names_and_an_editor_does(editor: Browser, signed_in: SignIn, desk: Desk) -> None:
    panel = f"{address(desk)}/sentences/{desk.sentence('Repairs')}"
    assert "<b>ana</b>" in editor.get(panel).text
    checker = signed_in("checker").get(panel).text
    assert "ana" not in checker
    assert "Verified" in checker


def test_the_panel_is_in_the_page_without_javascript(editor: Browser, desk: Desk) -> None:
    page = editor.get(f"{address(desk)}?sentence={desk.sentence('Repairs')}").text
    assert 'aria-current="true"' in page
    assert "data?task=" in page
    assert editor.get(f"{address(desk)}?sentence=s-none").status_code == 200
    assert editor.get(f"{address(desk)}/sentences/s-none").status_code == 404
