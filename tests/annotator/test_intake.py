"""Articles into the desk: once, revised, chosen from, and related to each other."""

import pytest

from annotator.intake import add
from tasks.store import projects
from tasks.store.connection import Store
from tasks.store.likeness import find_related
from tasks.store.places import iter_places
from tasks.store.revisions import list_changes
from tasks.text.reading import RawArticle
from tasks.text.selection import Order, Selection

FIRST = (
    "The harbour bridge was closed on Wednesday. Four people were hurt in the blast. "
    "Divers found fragments of a mine near the third pier. The mayor thanked the crews."
)
REVISED = FIRST.replace("Four people were hurt", "Five people were hurt")
OTHER = "Divers found fragments of a mine close to the third pier. Nobody knows who laid it."


@pytest.fixture
def desk_store(store: Store) -> Store:
    projects.ensure_project(store, "Fact-checking", 1)
    return store


def decided(store: Store, decision: str) -> list[str]:
    rows = store.rows(
        "select s.text from sentence_decisions d join sentences s using (sentence_id)"
        " where d.superseded_at is null and d.decision = ? order by d.decision_id",
        [decision],
    )
    return [row["text"] for row in rows]


def test_a_pasted_text_with_changes_is_the_same_article(desk_store: Store) -> None:
    first = add(desk_store, RawArticle("form", FIRST))
    second = add(desk_store, RawArticle("form", REVISED))
    assert second.article.article_id == first.article.article_id
    assert (second.new, second.withdrawn, second.revised) == (1, 1, True)
    [change] = list_changes(desk_store, first.article.article_id)
    assert change.added == ("Five people were hurt in the blast.",)
    assert change.withdrawn == ("Four people were hurt in the blast.",)


def test_adding_the_revision_again_changes_nothing(desk_store: Store) -> None:
    add(desk_store, RawArticle("form", FIRST))
    add(desk_store, RawArticle("form", REVISED))
    again = add(desk_store, RawArticle("form", REVISED))
    assert (again.new, again.withdrawn, again.revised) == (0, 0, False)


def test_the_same_words_at_two_addresses_are_two_articles(desk_store: Store) -> None:
    one = add(desk_store, RawArticle("a", FIRST, url="https://one.example/a"))
    two = add(desk_store, RawArticle("b", FIRST, url="https://two.example/b"))
    assert one.article.article_id != two.article.article_id


def test_a_pasted_article_is_known_again_at_its_address(desk_store: Store) -> None:
    pasted = add(desk_store, RawArticle("form", FIRST))
    fetched = add(desk_store, RawArticle("url", REVISED, url="https://one.example/a"))
    assert fetched.article.article_id == pasted.article.article_id
    assert fetched.article.url == "https://one.example/a"
    rewritten = add(desk_store, RawArticle("url", "It was all different.", url="https://one.example/a"))
    assert rewritten.article.article_id == pasted.article.article_id


def test_only_the_most_check_worthy_are_labelled(desk_store: Store) -> None:
    add(desk_store, RawArticle("form", FIRST), Selection(Order.CHECK_WORTHINESS, top=2))
    assert len(decided(desk_store, "label")) == 2
    assert "The mayor thanked the crews." in decided(desk_store, "leave_out")


def test_what_says_the_same_elsewhere_is_found(desk_store: Store) -> None:
    add(desk_store, RawArticle("form", FIRST))
    other = add(desk_store, RawArticle("form", OTHER))
    place = next(iter_places(desk_store, other.article.article_id))
    [related, *_] = find_related(desk_store, place["sentence_id"], OTHER[: place["char_end"]])
    assert related.text == "Divers found fragments of a mine near the third pier."
