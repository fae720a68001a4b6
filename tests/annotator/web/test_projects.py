"""Projects: editors set them up, checkers find their queue."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from annotator.desk_store import open_desk_store
from tasks.store import projects
from tasks.store.connection import Store
from tests.annotator.web.conftest import SignIn, Surroundings


@pytest.fixture
def desk_store(surroundings: Surroundings) -> Iterator[Store]:
    with closing(open_desk_store(surroundings.settings)) as store:
        yield store


def test_an_editor_makes_changes_and_archives_a_project(
    signed_in: SignIn, desk_store: Store, surroundings: Surroundings
) -> None:
    editor = signed_in("editor")
    made = editor.submit("/projects/new", page="/projects/new", title="Elections", checkers_per_sentence=2)
    assert made.location == "/projects/2"
    editor.submit(
        "/projects/2",
        page="/projects/2",
        title="Elections 2027",
        checkers_per_sentence=3,
        guidelines="Ask **twice**.",
    )
    page = editor.get("/projects/2").text
    assert "<strong>twice</strong>" in page
    assert surroundings.hints == 2
    editor.submit("/projects/2/archive", page="/projects/2")
    [_first, second] = projects.list_projects(desk_store)
    assert (second.title, second.checkers_per_sentence, second.is_archived) == ("Elections 2027", 3, True)
    assert "Archived" in editor.get("/projects").text
    editor.submit("/projects/2/take-up", page="/projects")
    assert len(projects.active_projects(desk_store)) == 2
    actions = [
        row[0]
        for row in desk_store.execute("select action from audit_log where action like 'project%' order by 1")
    ]
    assert actions == ["project.archive", "project.change", "project.make", "project.take_up"]


def test_the_last_project_cannot_be_archived(signed_in: SignIn, desk_store: Store) -> None:
    editor = signed_in("editor")
    editor.submit("/projects/1/archive", page="/projects/1")
    assert "A desk needs one project" in editor.get("/projects").text
    assert len(projects.active_projects(desk_store)) == 1


@pytest.mark.parametrize(
    ("title", "checkers"),
    [("", 1), ("ab", 1), ("a" * 51, 1), ("a\0bc", 1), ("Enough", 0), ("Enough", 21), ("Enough", "x")],
)
def test_what_label_studio_would_not_take_is_refused(
    signed_in: SignIn, desk_store: Store, title: str, checkers: object
) -> None:
    answer = signed_in("editor").submit(
        "/projects/new", page="/projects/new", title=title, checkers_per_sentence=checkers
    )
    assert answer.status_code == 422
    assert len(projects.list_projects(desk_store)) == 1


def test_a_name_is_given_once(signed_in: SignIn, desk_store: Store) -> None:
    answer = signed_in("editor").submit(
        "/projects/new", page="/projects/new", title="Fact-checking", checkers_per_sentence=1
    )
    assert answer.status_code == 422
    assert "already" in answer.text


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))"]
)
def test_guidelines_are_words_and_nothing_that_acts(
    signed_in: SignIn, desk_store: Store, hostile: str
) -> None:
    editor = signed_in("editor")
    editor.submit(
        "/projects/1", page="/projects/1", title="Fact-checking", checkers_per_sentence=1, guidelines=hostile
    )
    page = editor.get("/projects/1").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page


def test_checkers_choose_where_there_are_several(signed_in: SignIn, desk_store: Store) -> None:
    checker = signed_in("checker")
    first = projects.first_project(desk_store)
    assert first is not None
    projects.set_home(desk_store, first.project_id, 7)
    assert checker.get("/label").location.endswith("/projects/7/data?labeling=1")
    signed_in("editor").submit("/projects/new", page="/projects/new", title="Second", checkers_per_sentence=1)
    assert checker.get("/label").location == "/projects"
    page = checker.get("/projects").text
    assert 'href="/projects/2/label"' in page
    assert 'href="/projects/2"' not in page
    assert checker.get("/projects/1/label").location.endswith("/projects/7/data?labeling=1")
    assert checker.get("/projects/2/label").location == "/projects"
    assert checker.get("/projects/9/label").status_code == 404
    assert checker.get("/projects/1").status_code == 403
