"""A new article is looked at, mended and chosen from before it is added; what people decided stays."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from annotator.intake import add
from annotator.preview import add_draft, draft_of, look, merge, split, wish
from tasks.errors import InputError, StoreError
from tasks.ledger import open_ledger
from tasks.store import drafts, people, projects
from tasks.store.articles import get_article
from tasks.store.connection import Store
from tasks.store.drafts import DraftContent
from tasks.store.places import iter_places
from tasks.text.reading import RawArticle
from tasks.text.selection import Selection
from tests.annotator.test_intake import decided

TEXT = (
    "The harbour bridge was closed on Wednesday. Four people were hurt in the blast. "
    "Divers found fragments of a mine near the third pier. The mayor thanked the crews."
)
RAW = RawArticle("form", TEXT, url="https://news.example/bridge")


@pytest.fixture
def desk_store(store: Store) -> Store:
    projects.ensure_project(store, "Fact-checking", 1)
    people.record_people(store, [(1, "editor@example.org", "Editor")])
    return store


def sentences(content: DraftContent) -> list[str]:
    return [one.span.of(content.raw.text) for one in content.sentences]


def placed(store: Store, article_id: str) -> list[str]:
    article = get_article(store, article_id)
    assert article
    return [article.text[row["char_start"] : row["char_end"]] for row in iter_places(store, article_id)]


def test_looking_at_it_stores_nothing(desk_store: Store) -> None:
    content = draft_of(desk_store, RAW)
    outlook = look(desk_store, content)
    assert outlook.article_id is None
    assert outlook.new == len(sentences(content)) == 4
    assert desk_store.value("select count(*) from articles") == 0
    assert desk_store.value("select count(*) from sentences") == 0


def test_it_is_added_as_it_was_mended(desk_store: Store) -> None:
    content = draft_of(desk_store, RAW)
    content = merge(content, TEXT.index("Four"))
    content = split(content, TEXT.index("near the"))
    content = wish(content, TEXT.index("The mayor"), False)
    added = add_draft(desk_store, content, 1)
    assert placed(desk_store, added.article.article_id) == [
        "The harbour bridge was closed on Wednesday. Four people were hurt in the blast.",
        "Divers found fragments of a mine",
        "near the third pier.",
        "The mayor thanked the crews.",
    ]
    assert decided(desk_store, "leave_out") == ["The mayor thanked the crews."]
    by = desk_store.value("select decided_by from sentence_decisions where decision = 'leave_out'")
    assert by == 1
    assert open_ledger(desk_store).balanced


def test_mended_cuts_survive_a_revision_that_comes_by_itself(desk_store: Store) -> None:
    content = merge(draft_of(desk_store, RAW), TEXT.index("Four"))
    content = wish(content, TEXT.index("Divers"), False)
    first = add_draft(desk_store, content, 1)
    revised = TEXT.replace("thanked", "praised").replace(" Four", "\n\nFour")
    second = add(desk_store, RawArticle("feed", revised, url=RAW.url))
    assert second.article.article_id == first.article.article_id
    assert (second.new, second.withdrawn) == (1, 1)
    assert placed(desk_store, second.article.article_id)[0] == (
        "The harbour bridge was closed on Wednesday.\n\nFour people were hurt in the blast."
    )
    assert decided(desk_store, "leave_out") == ["Divers found fragments of a mine near the third pier."]


def test_a_mend_can_be_undone(desk_store: Store) -> None:
    add_draft(desk_store, merge(draft_of(desk_store, RAW), TEXT.index("Four")), 1)
    content = draft_of(desk_store, RAW)
    assert len(content.sentences) == 3
    content = split(content, TEXT.index("Four"))
    outlook = look(desk_store, content)
    assert (outlook.is_unchanged, outlook.new, outlook.gone) == (False, 2, 1)
    added = add_draft(desk_store, content, 1)
    assert len(placed(desk_store, added.article.article_id)) == 4
    assert len(draft_of(desk_store, RAW).sentences) == 4


def test_a_known_article_is_announced_and_adding_it_changes_nothing(desk_store: Store) -> None:
    add(desk_store, RAW)
    content = draft_of(desk_store, RAW)
    assert look(desk_store, content).is_unchanged
    assert not add_draft(desk_store, content, 1).revised
    renamed = draft_of(desk_store, RawArticle("form", TEXT, url=RAW.url, title="Bridge closed"))
    assert not look(desk_store, renamed).is_unchanged


def test_a_known_article_can_have_sentences_left_out_later(desk_store: Store) -> None:
    add(desk_store, RAW)
    out = wish(draft_of(desk_store, RAW), 0, False)
    add_draft(desk_store, out, 1)
    assert decided(desk_store, "leave_out") == ["The harbour bridge was closed on Wednesday."]
    assert 0 not in look(desk_store, draft_of(desk_store, RAW)).labelled
    add_draft(desk_store, wish(draft_of(desk_store, RAW), 0, True), 1)
    assert decided(desk_store, "leave_out") == []


def test_near_duplicates_elsewhere_are_named(desk_store: Store) -> None:
    known = add(desk_store, RawArticle("a", TEXT, url="https://other.example/a", title="Bridge"))
    [alike] = draft_of(desk_store, RAW).alike
    assert (alike.article_id, alike.title, alike.sentences) == (known.article.article_id, "Bridge", 4)


def test_the_outlook_is_what_adding_does(desk_store: Store) -> None:
    content = wish(draft_of(desk_store, RAW, Selection(top=2)), TEXT.index("The mayor"), True)
    labelled = look(desk_store, content).labelled
    assert len(labelled) == 2
    add_draft(desk_store, content, 1)
    assert decided(desk_store, "label") == [sentences(content)[i] for i in sorted(labelled)]


def test_a_stale_page_cannot_mend_what_is_gone(desk_store: Store) -> None:
    content = draft_of(desk_store, RAW)
    merged = merge(content, TEXT.index("Four"))
    with pytest.raises(InputError):
        merge(merged, TEXT.index("Four"))
    with pytest.raises(InputError):
        wish(merged, TEXT.index("Four"), False)


def test_wishes_follow_the_sentences_they_are_about(desk_store: Store) -> None:
    content = wish(draft_of(desk_store, RAW), TEXT.index("Divers"), False)
    parted = split(content, TEXT.index("near the"))
    assert [one.wish for one in parted.sentences] == [None, None, False, False, None]
    assert [one.wish for one in merge(parted, TEXT.index("near the")).sentences] == [None, None, False, None]


def test_drafts_are_their_owners_and_expire(desk_store: Store) -> None:
    people.record_people(desk_store, [(2, "other@example.org", "Other")])
    content = wish(draft_of(desk_store, RAW), 0, False)
    batch = drafts.keep_drafts(desk_store, 1, [content, draft_of(desk_store, RawArticle("b", "Another."))])
    first, second = drafts.list_batch(desk_store, batch, 1, limit=10)
    assert (first.sentences, second.title) == (4, "Another.")
    found = drafts.find_draft(desk_store, first.draft_id, 1)
    assert found
    assert found.content == content
    assert drafts.find_draft(desk_store, first.draft_id, 2) is None
    assert drafts.list_batch(desk_store, batch, 2, limit=10) == []
    desk_store.execute("update article_drafts set expires_at = '2020-01-01T00:00:00.000000Z'")
    assert drafts.find_draft(desk_store, first.draft_id, 1) is None
    drafts.keep_drafts(desk_store, 2, [content])
    assert desk_store.value("select count(*) from article_drafts") == 1


def test_nobody_waits_while_the_next_entry_of_a_feed_is_read(desk_store: Store) -> None:
    def entries() -> Iterator[DraftContent]:
        for number in range(2):
            with closing(Store(desk_store.path, timeout=0.1)) as other, other.transaction():
                pass  # would raise if the store were held
            yield draft_of(desk_store, RawArticle("feed", f"Entry {number} says something."))

    batch = drafts.keep_drafts(desk_store, 1, entries())
    assert len(drafts.list_batch(desk_store, batch, 1, limit=5)) == 2


def test_what_cannot_be_recorded_is_not_half_recorded(
    desk_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The decisions come last; without them nothing else is there either."""

    def full(*_: object) -> int:
        raise StoreError("the disk is full")

    content = merge(draft_of(desk_store, RAW), TEXT.index("Four"))
    monkeypatch.setattr("tasks.store.adding.decide_sentences", full)
    with pytest.raises(StoreError):
        add_draft(desk_store, content, 1)
    for table in ("articles", "article_revisions", "sentences", "mended_cuts"):
        assert desk_store.value(f"select count(*) from {table}") == 0  # noqa: S608
    monkeypatch.undo()
    assert add_draft(desk_store, content, 1).new == 3
    assert desk_store.value("select count(*) from mended_cuts") == 1


def test_related_sentences_are_found_by_their_keys(desk_store: Store) -> None:
    """Not by reading all keys there are, of which a large desk has millions."""
    plan = desk_store.rows(
        "explain query plan select distinct sentence_id from sentence_likeness_keys"
        " where key in (select value from json_each('[1]'))"
    )
    assert any("SEARCH sentence_likeness_keys USING PRIMARY KEY (key=?)" in row["detail"] for row in plan), (
        plan
    )
