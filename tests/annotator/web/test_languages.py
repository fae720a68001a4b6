"""The interface's languages: the reader's own, complete on every page; scripts get English."""

import re
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from lxml import html

from annotator.desk_store import open_desk_store
from annotator.web.alarm_words import SETTINGS
from annotator.web.history_words import said_words
from annotator.web.languages import LANGUAGE_COOKIE
from annotator.web.wording import PLOT_WORDS
from exports.particulars import Particulars
from exports.standings import refresh
from tasks import review
from tasks.store import alarms, people, publications
from tasks.store.alarms import AlarmKind
from tasks.store.connection import Store
from tasks.store.decisions import LEFT_OUT_BY_EDITOR
from tasks.store.quarantine import quarantine
from tasks.store.tokens import create_token
from tasks.types import NOT_A_CLAIM, Judgement, Span, UnverifiableReason, Verdict, WasItSaid
from tasks.watch import WORDS
from tests.annotator.web.conftest import Browser, SignIn, Surroundings
from tests.exports.desks import Desk, released
from tests.tasks.store import builders

UKRAINIAN = {"Accept-Language": "uk"}

TEXT = (
    "Причал закрито з понеділка, повідомила Олена Ткач.\n"
    "Ремонт коштував дев’ять мільйонів, і працювали двісті людей.\n"
    "Чи повернеться пором?\nГребля тримається.\nШлюз відкрито."
)

NAMES = frozenset(
    {
        *("Annotator", "Label", "Studio", "Markdown", "HTML", "Word", "PDF", "JSON", "Lines", "CSV", "ZIP"),
        *("SHA", "MB", "GB", "UTC", "AC", "Enter"),
        *("pandas", "polars", "datasets", "DuckDB", "SQLite", "averitec"),
        *("Dawid", "Skene", "MACE", "crowd"),
        *("https", "date", "claims", "org", "example", "admin"),
    }
)
"""What is called alike in every language, and addresses."""

OF_DATA = (
    "//code | //pre | //kbd | //script | //style | //q | //footer | //select[@id='licence']"
    " | //table[contains(@class, 'preview') or contains(@class, 'files')]"
)
"""What is shown as it is in the record or in a release."""


@pytest.fixture
def desk(surroundings: Surroundings) -> Iterator[Desk]:
    """A desk in which every kind of thing that pages show is there."""
    with closing(open_desk_store(surroundings.settings)) as store:
        desk = Desk(
            store, people=[builders.checker(store, 50 + n, name) for n, name in enumerate(["Ія", "Яна"])]
        )
        desk.add(TEXT, "https://example.org/", title="Причал закрито", publisher="Узбережжя")
        first, second = Span(0, 33), Span(35, 59)
        desk.say("Причал", 0, Judgement(Verdict.VERIFIED, was_it_said=WasItSaid.SAID, note="Так"))
        desk.say("Причал", 1, Judgement(Verdict.DISPUTED))
        desk.say("Ремонт", 0, Judgement(Verdict.VERIFIED, first), Judgement(Verdict.VERIFIED, second))
        vague = Judgement(Verdict.UNVERIFIABLE, first, UnverifiableReason.TOO_VAGUE)
        desk.say("Ремонт", 1, vague, Judgement(Verdict.DISPUTED, second))
        desk.say("Чи", 0, Judgement(NOT_A_CLAIM))
        desk.say("Чи", 1, Judgement(NOT_A_CLAIM))
        desk.say("Гребля", 0, skipped=True)
        store.execute(
            "update tasks set withdrawn_at = recorded_at, gone_at = recorded_at where sentence_id = ?",
            [desk.sentence("Шлюз")],
        )
        store.execute("update projects set title = 'Перевірка'")
        released(store, surroundings.settings.releases_dir, particulars=Particulars(title="Гавань"))
        assert desk.home is not None
        alarms.sound(
            store, desk.home, AlarmKind.ANSWERS_DELETED, "Somebody deleted 3 answers of others.", answers=3
        )
        with store.transaction():
            quarantine(store, "pull", "an answer without a verdict", "{}", task=7)
        refresh(store)
        yield desk


@pytest.fixture
def admin(signed_in: SignIn, surroundings: Surroundings, desk: Desk) -> Browser:
    browser = signed_in("admin")
    surroundings.sessions["admin"]["first_name"] = "Олена"
    people.record_people(desk.store, [(101, "admin@example.org", "Олена")])
    editor = desk.store.value("select person_id from people where email = 'admin@example.org'")
    review.settle(desk.store, desk.sentence("Чи"), Judgement(Verdict.VERIFIED, note="Так"), editor)
    review.flag(desk.store, desk.sentence("Шлюз"), None, "Чому", editor)
    review.send_back(desk.store, desk.sentence("Причал"), None, "Ще раз", editor, desk.people)
    publications.publish(desk.store, article_of(desk.store), editor)
    create_token(desk.store, editor, "Нотатник", ["read", "write", "admin"])
    alarms.ask_to_put_back(desk.store, AlarmKind.ANSWERS_DELETED, editor)
    refresh(desk.store)
    browser.set_cookie(LANGUAGE_COOKIE, "uk")
    return browser


def article_of(store: Store) -> str:
    return str(store.value("select article_id from articles"))


def test_no_page_has_words_of_another_language(admin: Browser, desk: Desk) -> None:
    found = {path: foreign_words(admin.get(path).text) for path in pages(admin, desk)}
    assert {path: words for path, words in found.items() if words} == {}


def pages(admin: Browser, desk: Desk) -> Iterator[str]:
    article = f"/articles/{article_of(desk.store)}"
    yield from ("/", "/articles", article, f"{article}/public", "/projects", "/projects/new", "/projects/1")
    yield from (
        f"{article}?sentence={desk.sentence(start)}" for start in ("Причал", "Ремонт", "Чи", "Гребля", "Шлюз")
    )
    yield from ("/review", "/review?kind=waiting", "/people", f"/people/{desk.people[0]}")
    yield from (f"/review/{desk.sentence(start)}" for start in ("Причал", "Ремонт", "Чи", "Шлюз"))
    yield from ("/search", "/search?words=причал", "/search?words=ніщо", "/search?since=never")
    yield from ("/datasets", "/datasets/harbour/1.0.0/", "/datasets/new", "/account", "/audit")
    yield from ("/ledger", "/quarantine", "/quarantine/1", "/articles/new", "/nowhere", "/sign-in")
    draft = admin.submit("/articles/new", "/articles/new", text=TEXT, url="https://example.org/")
    yield draft.location
    yield f"{draft.location}?cut=0"
    several = "title,text\nПерша,Шлюз відкрито.\nДруга,Гребля тримається.\n".encode()
    batch = admin.submit("/articles/new", "/articles/new", file=(BytesIO(several), "a.csv"))
    yield batch.location


def foreign_words(page: str) -> set[str]:
    """The Latin words of a page in Ukrainian, but for names and for what says to be in another language."""
    document = html.document_fromstring(page)
    assert document.get("lang") == "uk"
    for element in document.xpath(f"//*[@lang and @lang != 'uk'] | {OF_DATA}"):
        element.drop_tree()
    shown = document.xpath("//text() | //@title | //@aria-label | //@placeholder | //@alt")
    return {word for text in shown for word in re.findall(r"[A-Za-z]{2,}", text)} - NAMES


def test_what_is_wrong_with_a_form_is_said_in_the_readers_language(admin: Browser) -> None:
    assert foreign_words(admin.submit("/account/tokens", "/account", name="").text) == set()
    assert foreign_words(admin.submit("/datasets/new", "/datasets/new", name="").text) == set()


@pytest.mark.parametrize(
    ("accepted", "chosen", "language"),
    [
        ("", "", "en"),
        ("uk", "", "uk"),
        ("uk-UA,uk;q=0.9,en;q=0.5", "", "uk"),
        ("de,fr;q=0.5", "", "en"),
        ("uk", "en", "en"),
        ("en", "uk", "uk"),
        ("en", "../uk", "en"),
    ],
)
def test_a_page_is_in_the_language_that_was_chosen_or_else_the_browsers(
    app: Flask, accepted: str, chosen: str, language: str
) -> None:
    browser = app.test_client()
    if chosen:
        browser.set_cookie(LANGUAGE_COOKIE, chosen)
    page = browser.get("/sign-in", headers={"Accept-Language": accepted})
    assert html.document_fromstring(page.text).get("lang") == language
    assert ("Увійти" in page.text) == (language == "uk")
    assert {"Cookie", "Accept-Language"} <= set(page.vary)


def test_the_choice_is_kept(app: Flask) -> None:
    browser = app.test_client()
    assert isinstance(browser, Browser)
    browser.submit("/language", language="uk", next="/datasets")
    assert html.document_fromstring(browser.get("/datasets").text).get("lang") == "uk"


@pytest.mark.parametrize(
    ("language", "day", "size", "share"),
    [("en", "8 September 2022", "1.5 MB", "0.67"), ("uk", "8 вересня 2022", "1,5 МБ", "0,67")],
)
def test_dates_and_figures_are_written_as_the_language_does(
    app: Flask, language: str, day: str, size: str, share: str
) -> None:
    filters = app.jinja_env.filters
    with app.test_request_context("/", headers={"Accept-Language": language}):
        assert filters["day"]("2022-09-08") == day
        assert filters["moment"]("2022-09-08T06:30:00+00:00") == f"{day}, 06:30 UTC"
        assert filters["file_size"](1_480_000) == size
        assert filters["decimal"](2 / 3, 2) == share
        assert filters["decimal"](0.667, 0) == "1"


@pytest.mark.parametrize("said", [LEFT_OUT_BY_EDITOR, "not among the 3 most check-worthy", "task 7"])
def test_what_the_record_says_of_a_sentence_has_words(app: Flask, said: str) -> None:
    with app.test_request_context("/"):
        assert said_words(said) == said
    with app.test_request_context("/", headers=UKRAINIAN):
        assert not re.search("[A-Za-z]", said_words(said))
        assert re.findall(r"\d", said_words(said)) == re.findall(r"\d", said)


def test_every_picture_of_a_release_has_words(desk: Desk, surroundings: Surroundings) -> None:
    folder = surroundings.settings.releases_dir / "harbour-1.0.0" / "plots"
    assert {f"plots/{path.name}" for path in folder.iterdir()} == PLOT_WORDS.keys()


def test_scripts_get_english(app: Flask) -> None:
    problem = app.test_client().get("/api/v1/nothing", headers=UKRAINIAN).get_json()
    assert problem["title"] == "There is nothing here"


BAD_SOURCES: list[dict[str, Any]] = [
    {"text": " \N{ZERO WIDTH SPACE} "},
    {"text": "date 2026-02-30 Шлюз відкрито."},
    {"text": "\x01"},
    {},
    {"url": "http://127.0.0.1:1/"},
    {"file": (b"", "a.txt")},
    {"file": (b"%PDF-", "a.pdf")},
    {"file": (b"PK", "a.docx")},
    {"file": (b'{"text": 1}\n', "a.jsonl")},
    {"file": (b"a,b\n1,2\n", "a.csv")},
    {"file": (b"\xff\xfe\x00", "a.csv")},
    {"file": (b"<rss></rss>", "a.xml")},
    {"file": (b"<html></html>", "a.html")},
]


@pytest.mark.parametrize("source", BAD_SOURCES, ids=str)
def test_why_a_source_cannot_be_read_is_said_in_the_readers_language(
    admin: Browser, source: dict[str, Any]
) -> None:
    sent = dict(source)
    if "file" in sent:
        data, name = source["file"]
        sent["file"] = (BytesIO(data), name)
    page = admin.submit("/articles/new", "/articles/new", **sent)
    assert page.status_code == 422
    [problem] = html.document_fromstring(page.text).xpath("//*[@class='problem' or @class='error']")
    assert re.search("[а-яіїє]{4}", problem.text_content()), problem.text_content()


def test_what_cannot_be_done_is_said_in_the_readers_language(admin: Browser, desk: Desk) -> None:
    taken = admin.submit("/projects/new", "/projects/new", title="Перевірка", checkers_per_sentence=1)
    assert "Проєкт із назвою Перевірка вже є." in taken.text
    weir = desk.sentence("Гребля")
    for _ in range(2):
        asked = admin.submit(f"/review/{weir}/flag", f"/review/{weir}", why="Чому")
    assert "Про це вже запитано, і запит ще чинний." in asked.text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "Гавань"}, "не може бути назвою набору даних"),
        ({"version": "1.0.0"}, "harbour 1.0.0 уже випущено"),
        ({"known_on": "2001-01-01"}, "На 2001-01-01 випускати було нічого"),
        ({"version": "9.9.9"}, "цей сайт її не випускав"),
    ],
)
def test_why_a_release_cannot_be_is_said_in_the_readers_language(
    admin: Browser, surroundings: Surroundings, wrong: dict[str, str], words: str
) -> None:
    (surroundings.settings.releases_dir / "harbour-9.9.9").mkdir()
    page = admin.submit("/datasets/new", "/datasets/new", **{"name": "harbour", "licence": "none", **wrong})
    assert page.status_code == 422
    [problem] = html.document_fromstring(page.text).xpath("//*[@class='problem']")
    assert words in problem.text_content()


def test_a_script_is_told_in_english_whatever_it_reads(admin: Browser, desk: Desk) -> None:
    """Its author searches for the words."""
    person = desk.store.value("select person_id from people where email = 'admin@example.org'")
    token = create_token(desk.store, person, "a test", ["write"])
    answer = admin.post(
        "/api/v1/articles",
        json={"text": "date 2026-02-30 x"},
        headers={**UKRAINIAN, "Authorization": f"Bearer {token}"},
    )
    assert "The text: the leading date field holds '2026-02-30'" in answer.json["detail"]  # type: ignore[index]


def test_each_alarm_is_told_in_the_readers_language(admin: Browser, desk: Desk) -> None:
    assert desk.home is not None
    alarms.sound(
        desk.store,
        desk.home,
        AlarmKind.PROJECT_CHANGED,
        "Somebody changed the guidelines of the project.",
        settings=list(WORDS),
    )
    alarms.sound(desk.store, desk.home, AlarmKind.PROJECT_GONE, "Somebody deleted the project.")
    alarms.sound(desk.store, desk.home, AlarmKind.ANSWERS_CHANGED, "Somebody did.", answers=5, unknown=2)
    page = admin.get("/").text
    told = html.document_fromstring(page).xpath("//section[@class='problem']")
    assert len(told) == len(AlarmKind)
    assert foreign_words(page) == set()
    assert not any(section.xpath(".//*[@lang='en']") for section in told)
    assert set(WORDS) == set(SETTINGS)


def test_an_alarm_from_before_is_told_as_it_is_on_record(admin: Browser, desk: Desk) -> None:
    assert desk.home is not None
    alarms.sound(desk.store, desk.home, AlarmKind.PROJECT_CHANGED, "Somebody changed it.")
    assert '<span lang="en">Somebody changed it.</span>' in admin.get("/").text
