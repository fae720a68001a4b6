"""A new article by forms alone, as a browser without JavaScript sends them."""

import io
import re
from contextlib import closing

import pytest
from werkzeug.test import TestResponse

from annotator.desk_store import open_desk_store
from tasks.store.overview import list_articles
from tasks.store.places import iter_places
from tasks.store.project_changes import Setup, make_project
from tests.annotator.test_intake import decided
from tests.annotator.web.conftest import Browser, SignIn, Surroundings

TEXT = (
    "date 2026-03-12 The bridge was closed. Four people were hurt.\n\n"
    "Divers found a mine near the third pier. The mayor thanked the crews."
)
HOSTILE = '<script>alert("1")</script> was said. </textarea><img src=x onerror=alert(2)> was not.'
PARTICULARS = dict.fromkeys(("title", "publisher", "published_on", "url", "top"), "") | {
    "project": "1",
    "order": "reading",
}


@pytest.fixture
def editor(signed_in: SignIn) -> Browser:
    return signed_in("editor")


def hand_in(editor: Browser, **form: object) -> TestResponse:
    return editor.submit("/articles/new", "/articles/new", **form)


def read(editor: Browser, text: str = TEXT) -> str:
    """The address of the draft of a pasted text."""
    answer = hand_in(editor, text=text)
    assert answer.status_code == 303
    return answer.location


def starts(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'<li id="s-(\d+)"', page)]


def test_what_is_handed_in_is_shown_and_not_added(editor: Browser, surroundings: Surroundings) -> None:
    page = editor.get(read(editor)).text
    assert "Nothing is added yet" in page
    assert len(starts(page)) == 4
    assert 'value="2026-03-12"' in page
    with closing(open_desk_store(surroundings.settings)) as store:
        assert list_articles(store, limit=1) == []
    assert surroundings.hints == 0


def test_mended_by_forms_and_added(editor: Browser, surroundings: Surroundings) -> None:
    draft = read(editor)
    _first, second, third, fourth = starts(editor.get(draft).text)
    answer = editor.submit(f"{draft}/merge", draft, at=second)
    assert answer.location.endswith(f"{draft}?at=0#s-0")
    cutting = editor.get(f"{draft}?cut={third}").text
    place = re.search(r'value="(\d+)" formaction="[^"]*/split" aria-label="Cut before “near”"', cutting)
    assert place
    editor.submit(f"{draft}/split", draft, at=place[1])
    editor.submit(f"{draft}/leave-out", draft, at=fourth)
    assert "left out" in editor.get(draft).text  # still so after a reload
    added = editor.submit(f"{draft}/add", draft, **PARTICULARS | {"title": "Bridge closed"})
    assert re.fullmatch(r"/articles/a-\w+", added.location)
    assert surroundings.hints == 1
    with closing(open_desk_store(surroundings.settings)) as store:
        [article] = list_articles(store, limit=2)
        assert article.title == "Bridge closed"
        assert len(list(iter_places(store, article.article_id))) == 4
        assert decided(store, "leave_out") == ["The mayor thanked the crews."]
        assert decided(store, "label")[0] == "The bridge was closed. Four people were hurt."
    assert editor.get(draft).status_code == 404


def test_what_is_wrong_with_the_particulars_is_said_and_nothing_added(
    editor: Browser, surroundings: Surroundings
) -> None:
    draft = read(editor)
    answer = editor.submit(f"{draft}/add", draft, **PARTICULARS | {"url": "javascript:alert(1)"})
    assert answer.status_code == 422
    assert "This is no web address." in answer.text
    with closing(open_desk_store(surroundings.settings)) as store:
        assert list_articles(store, limit=1) == []


def test_a_known_article_is_announced(editor: Browser) -> None:
    draft = read(editor)
    known = PARTICULARS | {"url": "https://one.example/", "published_on": "2026-03-12"}
    editor.submit(f"{draft}/add", draft, **known)
    assert "The desk knows this article as it is." in editor.get(read(editor)).text
    changed = editor.get(read(editor, TEXT.replace("Four", "Five"))).text
    assert "1 sentence is new," in changed
    assert "1 is gone." in changed
    other = hand_in(editor, text=TEXT, url="https://mirror.example/").location
    assert "says the same as other articles" in editor.get(other).text


def test_a_file_with_several_articles_is_a_list_to_choose_from(
    editor: Browser, surroundings: Surroundings
) -> None:
    rows = b"".join(b'{"text": "Article %d says this. It says that."}\n' % number for number in range(3))
    answer = hand_in(editor, file=(io.BytesIO(rows), "three.jsonl"))
    page = editor.get(answer.location).text
    ids = re.findall(r'name="draft" value="([^"]+)"', page)
    assert len(ids) == 3
    left = editor.submit(answer.location, answer.location, draft=ids[:2])
    assert left.location == answer.location
    with closing(open_desk_store(surroundings.settings)) as store:
        assert len(list_articles(store, limit=5)) == 2
    again = hand_in(editor, file=(io.BytesIO(rows), "three.jsonl")).location
    assert editor.get(again).text.count(">known<") == 2
    gone = editor.submit(f"{answer.location}/discard", answer.location)
    assert gone.location == "/articles/new"
    assert editor.get(answer.location).status_code == 404


def test_a_draft_is_seen_by_its_owner_alone(editor: Browser, signed_in: SignIn) -> None:
    draft = read(editor)
    admin = signed_in("admin")
    assert admin.get(draft).status_code == 404
    assert admin.submit(f"{draft}/discard", "/articles/new").status_code == 404
    assert editor.get(draft).status_code == 200
    assert signed_in("checker").get(draft).status_code == 403


def test_a_page_that_is_too_old_says_so(editor: Browser) -> None:
    draft = read(editor)
    second = starts(editor.get(draft).text)[1]
    editor.submit(f"{draft}/merge", draft, at=second)
    editor.submit(f"{draft}/merge", draft, at=second)
    assert "no such cut any more" in editor.get(draft).text


@pytest.mark.parametrize("at", ["x", "", "-1", "99999999999"])
def test_nonsense_in_a_form_changes_nothing(editor: Browser, at: str) -> None:
    draft = read(editor)
    before = starts(editor.get(draft).text)
    for what in ("merge", "split", "leave-out"):
        assert editor.submit(f"{draft}/{what}", draft, at=at).status_code in (303, 400)
    assert editor.get(f"{draft}?at={at}&cut={at}").status_code == 200
    assert starts(editor.get(draft).text) == before


def test_hostile_text_stays_text(editor: Browser) -> None:
    draft = read(editor, HOSTILE)
    page = editor.get(draft).text
    assert "&lt;script&gt;alert" in page
    assert "<img" not in page
    cutting = editor.get(f"{draft}?cut=0").text
    assert "<img" not in cutting
    assert 'alert("1")</script>' not in cutting


def test_a_long_article_comes_in_parts_of_bounded_weight(editor: Browser) -> None:
    text = " ".join(f"Sentence number {i} says that {i} ships of the line were seen." for i in range(400))
    draft = read(editor, text)
    first = editor.get(draft)
    assert len(first.data) < 150_000
    found = starts(first.text)
    more = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert more
    assert starts(editor.get(more[1].replace("&amp;", "&")).text)[0] > found[-1]
    place = starts(editor.get(f"{draft}?at={len(text)}").text)[-1]
    assert f"?at={place}#s-{place}" in editor.submit(f"{draft}/leave-out", draft, at=place).location


def test_a_text_without_end_is_cut_short_on_the_page(editor: Browser) -> None:
    page = editor.get(read(editor, "word " * 30_000))
    assert len(page.data) < 150_000
    assert "more characters" in page.text


def test_nothing_handed_in_is_said(editor: Browser) -> None:
    answer = hand_in(editor, text="  ")
    assert answer.status_code == 422
    assert "Paste a text, choose a file, or give an address." in answer.text


def test_a_new_article_goes_into_the_project_that_was_chosen(
    editor: Browser, surroundings: Surroundings
) -> None:
    draft = read(editor)
    assert 'type="hidden" name="project" value="1"' in editor.get(draft).text
    with closing(open_desk_store(surroundings.settings)) as store:
        second = make_project(store, Setup("Elections", 3), 1)
        assert "Elections, 3 checkers for each sentence" in editor.get(draft).text
        chosen = PARTICULARS | {"project": str(second.project_id)}
        editor.submit(f"{draft}/add", draft, **chosen)
        assert store.value("select project_id from articles") == second.project_id
    other = read(editor, "Another text says this. It says that.")
    nowhere = editor.submit(f"{other}/add", other, **PARTICULARS | {"project": "99"})
    assert nowhere.status_code == 422
