"""The desk's pages on a free port, with everything on them that pages can show, and without Label Studio."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext
from werkzeug.serving import make_server

from annotator import preview
from annotator.desk_store import open_desk_store
from annotator.settings import Settings
from benchmarks.large_desk import fill
from exports.agreement.by_month import refresh_agreement
from exports.standings import refresh
from tasks import review
from tasks.label_studio.client import LabelStudioClient
from tasks.store import alarms, drafts, people, publications, quarantine
from tasks.store.alarms import AlarmKind
from tasks.store.audiences import Audience, choose_audience
from tasks.store.connection import Store
from tasks.store.tokens import Scope, create_token
from tasks.text.reading import RawArticle
from tasks.types import Judgement, Verdict
from tests.annotator.web.conftest import NOBODY, Surroundings, make_app
from tests.browser import launched_browser
from tests.exports.desks import Desk, labelled_desk, released

ARTICLES: Final = 60
ADMIN: Final = "admin@example.org"

PAGES: Final[Mapping[str, str]] = {
    "desk": "/",
    "articles": "/articles",
    "article": "/articles/{article}",
    "sentence's panel": "/articles/{article}?sentence={sentence}",
    "long article": "/articles/{long_article}",
    "new article": "/articles/new",
    "draft": "/articles/new/{draft}",
    "batch": "/articles/new/batch/{batch}",
    "projects": "/projects",
    "new project": "/projects/new",
    "project": "/projects/{project}",
    "review": "/review",
    "most disputed": "/review?order=disputed",
    "flagged": "/review?kind=flagged",
    "with checkers": "/review?kind=waiting",
    "case": "/review/{sentence}",
    "settled case": "/review/{settled}",
    "search": "/search",
    "what is found": "/search?words=harbour&label=verified",
    "datasets": "/datasets",
    "new release": "/datasets/new",
    "release": "/datasets/harbour/{version}/",
    "people": "/people",
    "person": "/people/{person}",
    "quarantine": "/quarantine",
    "quarantined answer": "/quarantine/{case}",
    "ledger": "/ledger",
    "audit log": "/audit",
    "account": "/account",
    "no such page": "/articles/none",
}
"""What who is signed in sees."""

OPEN_PAGES: Final[Mapping[str, str]] = {
    "sign-in": "/sign-in",
    "public datasets": "/datasets",
    "public release": "/datasets/harbour/{version}/",
    "public article": "/articles/{article}/public",
}
"""What a stranger sees."""


@dataclass(frozen=True, slots=True)
class Site:
    url: str
    app: Flask
    things: Mapping[str, object]  # for the gaps in addresses

    def address(self, path: str) -> str:
        return self.url + path.format(**self.things)

    def sign_in(self, browser: BrowserContext) -> None:
        """As an admin, who sees all that an editor sees, and the audit log."""
        browser.add_cookies([{"name": "sessionid", "value": "admin", "url": self.url}])


@contextmanager
def furnished_site(data_dir: Path) -> Iterator[Site]:
    surroundings = Surroundings(Settings(data_dir=data_dir))
    surroundings.sessions["admin"] = {"id": 900, "email": ADMIN, "first_name": "Admin", "last_name": ""}
    with closing(open_desk_store(surroundings.settings)) as store:
        things = furnish(store, surroundings.settings)
    with closing(LabelStudioClient(NOBODY, "no token")) as client:
        app = make_app(surroundings, client)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Site(f"http://127.0.0.1:{server.server_port}", app, things)
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with furnished_site(tmp_path_factory.mktemp("desk")) as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched_browser() as browser:
        yield browser


def furnish(store: Store, settings: Settings) -> dict[str, object]:
    """Fill an empty store; what stands in the gaps of addresses."""
    fill(store, ARTICLES)
    desk = labelled_desk(store)
    people.record_people(store, [(900, ADMIN, "Admin")])
    people.grant(store, ADMIN, "admin")
    admin = people.person_ids(store)[900]
    assert desk.home is not None
    alarms.sound(
        store,
        desk.home,
        AlarmKind.PROJECT_CHANGED,
        "Somebody changed how many checkers each sentence gets of the project.",
        settings=["maximum_annotations", "expert_instruction"],
    )
    with store.transaction():
        quarantine.quarantine(store, "pull", "no such label", '{"result": "<script>"}')
    _review(desk, admin)
    publications.publish(store, _article_of(store, desk.sentence("Repairs")), admin)
    create_token(store, admin, "nightly download", [Scope.READ])
    batch = drafts.keep_drafts(
        store,
        admin,
        [preview.draft_of(store, RawArticle("pasted", text)) for text in (DRAFT, "Two. Sentences.")],
    )
    refresh(store)
    refresh_agreement(store)
    released(store, settings.releases_dir)
    desk.say("Nobody has looked", 0, Judgement(Verdict.DISPUTED))
    version = released(store, settings.releases_dir).version
    choose_audience(store, "harbour", version, Audience.PUBLIC, admin)
    refresh(store)
    return {
        "article": _article_of(store, desk.sentence("Repairs")),
        "long_article": store.value("select article_id from articles order by added_at limit 1"),
        "sentence": desk.sentence("Repairs"),
        "settled": desk.sentence("The caf"),
        "draft": drafts.list_batch(store, batch, admin, limit=1)[0].draft_id,
        "batch": batch,
        "project": desk.home.project_id,
        "version": version,
        "person": desk.people[0],
        "case": quarantine.open_cases(store)[0].quarantine_id,
    }


DRAFT = """The harbour bridge at Lorran was closed on Wednesday, said Dr. No.
He added that 14 mines had been sighted. "We have laid no mines," the ministry wrote."""


def _review(desk: Desk, admin: int) -> None:
    """Sentences that an editor settled, flagged, sent back and asks another checker about."""
    store = desk.store
    evidence = ("https://port.example.org/notice", "the harbour master's log, page 3")
    review.settle(
        store,
        desk.sentence("The caf"),
        Judgement(Verdict.DISPUTED, evidence=evidence, note="It opened at nine."),
        admin,
    )
    review.flag(store, desk.sentence("Will"), None, "Is it a claim after all?", admin)
    ship = desk.sentence("\U0001f6a2")
    review.send_back(store, ship, None, "Was it Monday?", admin)
    review.ask_another(store, ship, None, "", admin)


def _article_of(store: Store, sentence_id: str) -> str:
    return str(store.value("select article_id from sentences where sentence_id = ?", [sentence_id]))
