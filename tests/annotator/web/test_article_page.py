"""What the page of an article makes of its sentences' answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.web.article_page import PER_PART, ArticlePage, ShownSentence, article_page
from annotator.web.outcomes import Segment, _cut
from annotator.web.sentence_panel import Panel, sentence_panel
from exports.standings import SEVERAL, refresh
from tasks.store.articles import get_article
from tasks.store.connection import Store
from tasks.store.overview import list_articles
from tasks.types import Article, Judgement, Span, Verdict
from tests.exports.desks import Desk, labelled_desk
from tests.tasks.store import builders
from tests.tasks.store.builders import adjudicate


@pytest.fixture
def desk(store: Store) -> Desk:
    labelled = labelled_desk(store)
    refresh(store)
    return labelled


def the_article(store: Store) -> Article:
    [listed] = list_articles(store, limit=1)
    article = get_article(store, listed.article_id)
    assert article
    return article


def page_of(store: Store) -> ArticlePage:
    return article_page(store, the_article(store))


def shown(page: ArticlePage, start: str) -> ShownSentence:
    return next(sentence for sentence in page.sentences if sentence.text.startswith(start))


def panel_of(desk: Desk, start: str, *, with_names: bool = True) -> Panel:
    panel = sentence_panel(desk.store, the_article(desk.store), desk.sentence(start), with_names=with_names)
    assert panel
    return panel


def test_it_counts_labelled_sentences_as_the_list_does(desk: Desk) -> None:
    [listed] = list_articles(desk.store, limit=1)
    page = page_of(desk.store)
    assert 0 < page.labelled == listed.labelled < page.to_label


def test_the_paragraphs_are_the_text(desk: Desk) -> None:
    page = page_of(desk.store)
    told = "".join(piece.text for paragraph in page.paragraphs for piece in paragraph)
    assert "".join(told.split()) == "".join(page.article.text.split())
    for sentence in page.sentences:
        assert "".join(segment.text for segment in sentence.segments) == sentence.text


def test_claims_that_differ_do_not_make_the_sentence_undecided(desk: Desk) -> None:
    repairs = shown(page_of(desk.store), "Repairs")
    assert [claim.label for claim in repairs.claims] == ["undecided", "disputed"]
    assert repairs.label == SEVERAL
    assert repairs.is_contested
    assert [segment.label for segment in repairs.segments] == ["undecided", None, "disputed"]


def test_agreement_is_not_contested(desk: Desk) -> None:
    ship = shown(page_of(desk.store), "\U0001f6a2")
    assert (ship.label, ship.is_contested) == ("verified", False)


def test_what_an_editor_settles_is_contested_no_more(desk: Desk) -> None:
    adjudicate(desk.store, desk.sentence("Repairs"), Judgement(Verdict.VERIFIED, Span(0, 25)), desk.people[0])
    repairs = shown(page_of(desk.store), "Repairs")
    assert not repairs.is_contested
    assert repairs.claims[0].label == "verified"


def test_a_sentence_that_waits_for_a_checker_says_so(desk: Desk) -> None:
    waiting = panel_of(desk, "Nobody")
    assert str(waiting.standing) == "To be labelled"
    assert waiting.claims == ()
    assert panel_of(desk, "Repairs").standing is None, "its claims say more"


def test_a_long_article_comes_in_parts_that_make_the_whole(store: Store) -> None:
    text = "\n\n".join(f"Ship {i} was seen." for i in range(2 * PER_PART + 7))
    builders.add(store, text)
    article = the_article(store)
    parts = [article_page(store, article, part) for part in (1, 2, 3)]
    assert [len(part.sentences) for part in parts] == [PER_PART, PER_PART, 7]
    assert {part.parts for part in parts} == {3}
    told = [sentence.text for part in parts for sentence in part.sentences]
    assert told == text.split("\n\n")
    assert article_page(store, article, 99).part == 3
    assert article_page(store, article, -4).part == 1


def test_the_panel_tells_votes_evidence_and_history(desk: Desk) -> None:
    panel = panel_of(desk, "\U0001f6a2")
    [claim] = panel.claims
    assert claim.counts == (("verified", 2),)
    assert [vote.name for vote in claim.votes] == ["ana", "bo"]
    assert panel.evidence[0] == "https://port.example.org/notice"
    assert {str(event.what) for event in panel.events} == {"answered", "sent to Label Studio", "decided"}
    assert panel.task == f"/projects/7/data?task={100}"


def test_the_panel_names_nobody_to_checkers(desk: Desk) -> None:
    panel = panel_of(desk, "\U0001f6a2", with_names=False)
    assert {vote.name for claim in panel.claims for vote in claim.votes} == {None}
    assert {event.who for event in panel.events} == {None}


def test_there_is_no_panel_of_a_sentence_elsewhere(desk: Desk) -> None:
    assert sentence_panel(desk.store, the_article(desk.store), "s-nowhere", with_names=True) is None


spans = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.text(min_size=1, max_size=40), st.lists(spans, max_size=6))
def test_segments_are_the_sentence_whatever_was_marked(text: str, marked: list[Span]) -> None:
    inside = [Span(s.start, min(s.end, len(text))) for s in marked if s.start < len(text)]
    segments = list(_cut(text, [(span, Segment(span.of(text), "verified")) for span in inside]))
    assert "".join(segment.text for segment in segments) == text
    assert all(segment.text for segment in segments)
