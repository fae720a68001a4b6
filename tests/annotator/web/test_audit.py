"""Who did what can be read by admins, page by page."""

import re
from contextlib import closing

from annotator.desk_store import open_desk_store
from tasks.store import audit
from tests.annotator.web.conftest import SignIn, Surroundings
from tests.tasks.store import builders


def test_the_log_says_who_did_what(signed_in: SignIn) -> None:
    page = signed_in("admin").get("/audit").text
    assert "gave a role" in page
    assert "Role: Admin" in page
    assert ">person:1<" not in page
    assert re.search(r'subject=person:1"><bdi>[^<]+</bdi>', page)


def test_things_are_called_by_their_names(signed_in: SignIn, surroundings: Surroundings) -> None:
    with closing(open_desk_store(surroundings.settings)) as store:
        named = builders.add(store, "They sail.", "https://example.org/", "<i>Ferries</i>")
        nameless = builders.add(store, "The first words of an article that has no headline. " * 3)
        sentence = store.value("select sentence_id from sentences where text = 'They sail.'")
        with store.transaction():
            for subject in (
                f"article:{named.article.article_id}",
                f"article:{nameless.article.article_id}",
                f"sentence:{sentence}",
            ):
                audit.record(store, None, "test.done", subject)
    page = signed_in("admin").get("/audit").text
    assert "<bdi>&lt;i&gt;Ferries&lt;/i&gt;</bdi>" in page
    assert "<bdi>The first words of an article that has no headline." in page
    assert "<bdi>They sail.</bdi>" in page
    assert "They sail." in signed_in("admin").get(f"/audit?subject=sentence:{sentence}").text


def test_only_admins_read_it(signed_in: SignIn) -> None:
    assert signed_in("editor").get("/audit").status_code == 403


def test_long_logs_come_in_pages(signed_in: SignIn, surroundings: Surroundings) -> None:
    browser = signed_in("admin")
    with closing(open_desk_store(surroundings.settings)) as store, store.transaction():
        for number in range(150):
            audit.record(store, None, "test.made", f"thing:{number}", word="<b>bold</b>" * 100)
    first = browser.get("/audit").text
    assert len(first) < 150_000
    assert "thing:149<" in first
    assert "<b>bold" not in first
    older = re.search(r'href="(/audit\?before=\d+)"', first)
    assert older
    second = browser.get(older[1]).text
    assert "thing:0<" in second
    assert "thing:50<" not in second
    assert "Older" not in second
    assert "thing:7<" in browser.get("/audit?subject=thing:7").text


def test_rubbish_in_the_address_is_no_fault(signed_in: SignIn) -> None:
    browser = signed_in("admin")
    for asked in ("before=x", "before=-1", "subject=' or 1=1 --"):
        assert browser.get(f"/audit?{asked}").status_code == 200
    assert browser.get("/audit?before=99999999999999999999").status_code == 422
