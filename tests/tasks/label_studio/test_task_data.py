"""What goes to Label Studio for a sentence."""

import json
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.label_studio import controls
from tasks.label_studio.task_data import link_address, task_payload
from tasks.store.waiting import WaitingSentence

TEXT = "The mayor said 12 streets were flooded 🌊 and that no one was hurt."
CLAIMS = [[15, 40], [46, 65]]

SENTENCE = WaitingSentence(
    decision_id=1,
    sentence_id="s-1",
    article_id="a-1",
    revision=1,
    position=4,
    sentence=TEXT,
    before="It rained.",
    after="",
    title="Flood",
    publisher="The Bridgetown Post",
    published_on=date(2024, 5, 3),
    url="https://example.org/flood",
    model_version="2024.1",
    score=0.75,
    claimant="The mayor",
    prediction=json.dumps({"claims": CLAIMS, "attributions": []}),
)


def test_a_task_shows_the_sentence_and_where_it_stands() -> None:
    assert task_payload(SENTENCE)["data"] == {
        "sentence_id": "s-1",
        "article_id": "a-1",
        "position": 4,
        "sentence": TEXT,
        "before": "It rained.",
        "after": "",
        "title": "Flood",
        "publisher": "The Bridgetown Post",
        "published_on": "2024-05-03",
        "url": "https://example.org/flood",
        "claimant": "The mayor",
    }


def test_what_is_unknown_is_empty_text_which_the_page_leaves_out() -> None:
    bare = replace(SENTENCE, published_on=None, claimant=None, url="")
    data = task_payload(bare)["data"]
    assert (data["published_on"], data["claimant"], data["url"]) == ("", "", "")


def test_several_claims_are_suggested_without_a_verdict() -> None:
    [prediction] = task_payload(SENTENCE)["predictions"]
    assert (prediction["model_version"], prediction["score"]) == ("2024.1", 0.75)
    for mark, (start, end) in zip(prediction["result"], CLAIMS, strict=True):
        assert mark["value"] == {
            "start": start,
            "end": end,
            "text": TEXT[start:end],
            "labels": [controls.UNJUDGED],
        }
        assert (mark["from_name"], mark["to_name"], mark["type"]) == ("claim", "sentence", "labels")


def test_marks_have_ids_of_their_own_that_stay() -> None:
    def ids(sentence: WaitingSentence) -> list[str]:
        return [mark["id"] for mark in task_payload(sentence)["predictions"][0]["result"]]

    assert ids(SENTENCE) == ids(replace(SENTENCE, position=9, score=None))
    assert len({*ids(SENTENCE), *ids(replace(SENTENCE, sentence_id="s-2"))}) == 4


@pytest.mark.parametrize(
    "claims",
    [
        [],
        [[0, 5]],
        [[0, 5], [0, 5]],  # the same twice
        [[0, 5], [60, 600]],  # beyond the end
        [[0, 5], [-3, 4]],
        [[0, 5], [9, 9]],
    ],
)
def test_nothing_is_suggested_where_there_is_one_claim_at_most(claims: list[list[int]]) -> None:
    [prediction] = task_payload(replace(SENTENCE, prediction=json.dumps({"claims": claims})))["predictions"]
    assert prediction["result"] == []
    assert prediction["score"] == SENTENCE.score


def test_nothing_is_suggested_for_a_sentence_that_no_machine_has_read() -> None:
    assert "predictions" not in task_payload(replace(SENTENCE, prediction=None, model_version=None))


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=1&c=2#d",
        "http://example.org:8080/%D0%BD",
        "https://приклад.укр/новини",
        "https://[::1]/",
    ],
)
def test_an_address_is_left_as_it_is(url: str) -> None:
    assert link_address(f" {url}\n") == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org",
        "/relative",
        "https://",
        "https:///path",
        "http://[",
        "https://example.org/\x00",
        "https://example.org/a\nb",
        "",
    ],
)
def test_what_is_no_web_address_becomes_no_link(url: str) -> None:
    assert link_address(url) == ""


def test_nothing_in_an_address_can_end_the_link() -> None:
    assert (
        link_address('https://example.org/" onmouseover="x') == "https://example.org/%22%20onmouseover=%22x"
    )
    assert link_address("https://example.org/<img src=x>") == "https://example.org/%3Cimg%20src=x%3E"


@given(st.text() | st.text().map("https://example.org/{}".format))
def test_a_link_is_harmless_whatever_the_address_was(url: str) -> None:
    address = link_address(url)
    assert not set("\"'<>` \t\r\n") & set(address)
    assert address == "" or urlsplit(address).scheme in {"http", "https"}
