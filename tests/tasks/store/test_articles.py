"""Articles come in once; a revision keeps what did not change."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.store.articles import get_article
from tasks.store.connection import Store
from tasks.store.places import iter_places
from tests.new_store import new_store
from tests.tasks.store import builders

URL = "https://news.example/bridge"


def test_an_article_comes_back_as_it_was(store: Store) -> None:
    added = builders.add(store, "One.\nTwo.", URL, title="Bridge", publisher="Courier")
    assert (added.sentences, added.new, added.revised) == (2, 2, False)
    assert get_article(store, added.article.article_id) == added.article


def test_adding_again_changes_nothing(store: Store) -> None:
    builders.add(store, "One.\nTwo.", URL)
    again = builders.add(store, "One.\nTwo.", URL)
    assert (again.new, again.withdrawn, again.revised) == (0, 0, False)
    assert store.value("select count(*) from article_revisions") == 1


def test_a_revision_keeps_what_did_not_change(store: Store) -> None:
    first = builders.add(store, "One.\nTwo.\nThree.", URL)
    ids = [place["sentence_id"] for place in iter_places(store, first.article.article_id)]
    second = builders.add(store, "One.\nTwo and a half.\nThree.", URL)
    places = list(iter_places(store, second.article.article_id))
    assert (second.new, second.withdrawn, second.revised) == (1, 1, True)
    assert [places[0]["sentence_id"], places[2]["sentence_id"]] == [ids[0], ids[2]]
    assert decisions(store)[ids[1]] == "withdraw"


def test_a_sentence_that_comes_back_is_labelled_again(store: Store) -> None:
    builders.add(store, "One.\nTwo.", URL)
    builders.add(store, "One.", URL)
    back = builders.add(store, "One.\nTwo.", URL)
    assert back.new == 0
    assert set(decisions(store).values()) == {"label"}
    assert store.value("select count(*) from sentence_decisions") == 4


def test_what_is_not_said_now_keeps_what_was_said_before(store: Store) -> None:
    builders.add(store, "One.", URL, title="Bridge")
    again = builders.add(store, "One.", URL, publisher="Courier")
    assert (again.article.title, again.article.publisher) == ("Bridge", "Courier")


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs", "Cc"]), min_size=1).filter(
            str.strip
        ),
        min_size=1,
        max_size=6,
    )
)
def test_offsets_are_true_whatever_the_characters(tmp_path_factory: object, lines: list[str]) -> None:
    store = new_store(tmp_path_factory.mktemp("s") / "annotator.db")  # type: ignore[attr-defined]
    added = builders.add(store, "\n".join(lines))
    rows = store.rows("select sentence_id, text from sentences")
    texts = {row["sentence_id"]: row["text"] for row in rows}
    for place in iter_places(store, added.article.article_id):
        assert added.article.text[place["char_start"] : place["char_end"]] == texts[place["sentence_id"]]
    store.close()


def decisions(store: Store) -> dict[str, str]:
    rows = store.rows("select sentence_id, decision from sentence_decisions where superseded_at is null")
    return {row["sentence_id"]: row["decision"] for row in rows}
