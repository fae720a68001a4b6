"""What the page of an article makes of its sentences' answers."""

import pytest

from annotator.web.article_page import SEVERAL, ArticlePage, article_page
from exports.standings import refresh
from tasks.store.articles import get_article
from tasks.store.connection import Store
from tasks.store.overview import list_articles
from tests.exports.desks import labelled_desk


@pytest.fixture
def page(store: Store) -> ArticlePage:
    labelled_desk(store)
    refresh(store)
    [listed] = list_articles(store, limit=1)
    article = get_article(store, listed.article_id)
    assert article
    return article_page(store, article)


def test_it_counts_labelled_sentences_as_the_list_does(store: Store, page: ArticlePage) -> None:
    [listed] = list_articles(store, limit=1)
    assert 0 < page.labelled == listed.labelled < len(page.sentences)


def test_claims_that_differ_do_not_make_the_sentence_undecided(page: ArticlePage) -> None:
    shown = next(sentence for sentence in page.sentences if sentence.text.startswith("Repairs"))
    assert [claim.label for claim in shown.claims] == ["undecided", "disputed"]
    assert shown.label == SEVERAL


def test_a_sentence_that_waits_for_a_checker_says_so(page: ArticlePage) -> None:
    waiting = next(sentence for sentence in page.sentences if sentence.text.startswith("Nobody"))
    assert waiting.standing == "not labelled yet"
    assert waiting.claims == ()
