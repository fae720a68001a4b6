"""People: names and figures for editors, their own for checkers, roles given and taken by admins."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from flask import Flask

from annotator.desk_store import open_desk_store
from exports.standings import refresh
from tasks.store import people
from tasks.store.audit import list_entries
from tests.annotator.web.conftest import SignIn, Surroundings
from tests.exports.desks import Desk, labelled_desk

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def desk(surroundings: Surroundings) -> Iterator[Desk]:
    with closing(open_desk_store(surroundings.settings)) as store:
        desk = labelled_desk(store)
        store.execute("update people set name = ?, label_studio_id = 50 + person_id", [HOSTILE])
        refresh(store)
        yield desk


def test_editors_see_everybody_with_figures(desk: Desk, signed_in: SignIn) -> None:
    page = signed_in("editor").get("/people").text
    assert page.count("&lt;img src=x") == 2
    assert "<img" not in page
    assert "does not answer now" in page  # Label Studio, for the invitation
    assert "in 2 comparisons" in page
    detail = signed_in("editor").get(f"/people/{desk.people[1]}").text
    assert "ana" not in detail
    assert "50 %" in detail


def test_a_link_that_others_cannot_open_says_so(app: Flask, desk: Desk, signed_in: SignIn) -> None:
    app.extensions["invitation"] = Known()
    editor = signed_in("editor")
    for host, is_here in (("localhost", True), ("127.0.0.1", True), ("desk.example.org", False)):
        editor.set_cookie("sessionid", "editor", domain=host)
        page = editor.get("/people", base_url=f"http://{host}:5000").text
        assert f"http://{host}:8080/user/signup/?token=x" in page
        assert ("works at this machine only" in page) == is_here


class Known:
    """Label Studio's sign-up path, asked for before."""

    def get(self) -> str:
        return "/user/signup/?token=x"


def test_a_checker_sees_their_own_line_only(desk: Desk, signed_in: SignIn) -> None:
    checker = signed_in("checker")
    page = checker.get("/people").text
    assert "Checker" in page
    assert "img src" not in page
    assert "Invitation" not in page
    me = desk.store.value("select person_id from people where email = 'checker@example.org'")
    assert checker.get(f"/people/{me}").status_code == 200
    assert checker.get(f"/people/{desk.people[0]}").status_code == 404


def test_admins_give_and_take_roles(desk: Desk, signed_in: SignIn) -> None:
    admin, path = signed_in("admin"), f"/people/{desk.people[0]}"
    assert admin.submit(f"{path}/roles", path, role="editor", give="1").status_code == 302
    ana = people.get_person(desk.store, desk.people[0])
    assert ana
    assert ana.is_editor
    assert "given by" in admin.get(path).text
    admin.submit(f"{path}/roles", path, role="editor", take="1")
    ana = people.get_person(desk.store, desk.people[0])
    assert ana
    assert not ana.is_editor
    actions = [entry.action for entry in list_entries(desk.store, limit=2)]
    assert actions == ["role.revoke", "role.grant"]


def test_the_last_admin_stays(desk: Desk, signed_in: SignIn) -> None:
    admin = signed_in("admin")
    me = desk.store.value("select person_id from people where email = 'admin@example.org'")
    answer = admin.submit(f"/people/{me}/roles", "/people/" + str(me), role="admin", take="1")
    assert answer.status_code == 422
    assert "Make somebody else one first" in answer.text


def test_roles_are_for_admins_and_known_words_only(desk: Desk, signed_in: SignIn) -> None:
    path = f"/people/{desk.people[0]}/roles"
    for role in ("editor", "checker", "researcher"):
        assert signed_in(role).submit(path, role="admin", give="1").status_code == 403
    assert signed_in("admin").submit(path, role="king", give="1").status_code == 422
    assert signed_in("admin").submit("/people/9999/roles", role="editor", give="1").status_code == 404
