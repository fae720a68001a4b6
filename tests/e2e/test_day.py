"""A day at the desk: an article by its address, two checkers, a disagreement, a public release.

Once as people do it, with a browser, and once as a script does it, with a token.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tasks.types import Verdict
from tests.browser import launched_browser
from tests.checkers import PASSWORD, Checker
from tests.conftest import RunningLabelStudio
from tests.label_stream import SUBMIT, LabelStream
from tests.running_desk import RunningDesk, wait_until
from tests.tasks.text.reading.websites import website

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]

ANA, BORYS = "ana@example.org", "borys@example.org"
LONG_S = 90.0  # for what takes a few seconds on a quiet machine

PAGE = """<!doctype html><html lang="en"><head><title>{0}</title>
<meta property="og:site_name" content="Coast News"></head><body><article><h1>{0}</h1>
<p>{1}</p><p>{2}</p></article></body></html>"""

BRIDGE = PAGE.format(
    "Bridge closed",
    "The harbour bridge at Lorran was closed on Wednesday after a blast damaged two of its nine piers."
    " Four people were hurt, said Dr. No. He added that 14 mines had been sighted since January.",
    "The closure has cut the only road to the island, where about 3,200 people live all year.",
)
CONTESTED = "about 3,200 people"
MENDED = "Dr. No. He added that 14 mines"

FERRY = PAGE.format(
    "Ferries carry more",
    "The ferries to Tessel Minor carried 6,400 passengers in the week after the bridge was closed."
    " That is twice as many as in the week before. The company hired two more boats on Friday.",
    "Tickets cost nothing for the people of the island until the end of May, the council said.",
)
CONTESTED_FERRY = "hired two more boats"
MENDED_FERRY = "was closed. That is twice"
FERRIES = "Ferries"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with website() as site:
        site.serve("/bridge", BRIDGE)
        site.serve("/ferry", FERRY)
        yield site.url("")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, label_studio_environment: Path) -> Iterator[RunningDesk]:
    desk = RunningDesk(
        tmp_path_factory.mktemp("desk"),
        label_studio_environment,
        settings={"ANNOTATOR_CHECKERS_PER_SENTENCE": "2", "ANNOTATOR_FETCH_ALLOW": "127.0.0.1/32"},
    )
    desk.start("--no-sample")
    yield desk
    desk.stop()


@pytest.fixture(scope="module")
def editor(browser: Browser, desk: RunningDesk) -> Page:
    page = browser.new_context(base_url=desk.url).new_page()
    page.goto("/account")
    page.get_by_label("E-mail address").fill(desk.credentials["admin_email"])
    page.get_by_label("Password").fill(desk.credentials["admin_password"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    return page


class Script:
    """A program with a token that the editor made."""

    def __init__(self, desk: RunningDesk, editor: Page) -> None:
        editor.goto("/account")
        editor.get_by_label("What it is for").fill("the day's script")
        for box in editor.get_by_role("checkbox").all():
            box.check()
        editor.get_by_role("button", name="Make the token").click()
        token = editor.get_by_label("Your new token").last.input_value()
        bearer = {"Authorization": f"Bearer {token}"}
        self._http = httpx.Client(base_url=desk.url, headers=bearer, timeout=120)

    def close(self) -> None:
        self._http.close()

    def get(self, path: str, **params: Any) -> Any:
        return self._http.get(f"/api/v1{path}", params=params).raise_for_status().json()

    def send(self, method: str, path: str, body: Any) -> httpx.Response:
        return self._http.request(method, f"/api/v1{path}", json=body).raise_for_status()

    def sentences(self, article_id: str) -> dict[str, dict[str, Any]]:
        """By their words."""
        found = self.get(f"/articles/{article_id}/sentences")["items"]
        return {" ".join(one["text"].split()): one for one in found}


@pytest.fixture(scope="module")
def script(desk: RunningDesk, editor: Page) -> Iterator[Script]:
    script = Script(desk, editor)
    yield script
    script.close()


@pytest.fixture(scope="module")
def checkers(desk: RunningDesk) -> Iterator[list[Checker]]:
    """Two people with accounts, who followed the invitation link."""
    known = desk.credentials
    label_studio = RunningLabelStudio(
        desk.label_studio_url,
        known["label_studio_token"],
        known["admin_email"],
        known["admin_password"],
        desk.data_dir,
        pid=0,
    )
    first = Checker(label_studio)
    invited = [first.invite(label_studio, email) for email in (ANA, BORYS)]
    yield invited
    for one in (first, *invited):
        one.close()


def label(
    checker: Checker,
    script: Script,
    article: str,
    disputed: str = "",
    done: str = "",
    title: str = "Fact-checking",
) -> None:
    """Verify every sentence of an article over Label Studio's API, but dispute the one with the given words.

    :param done: the sentence that the checker labelled in the browser
    :param title: of the project
    """
    [project] = [one for one in script.get("/projects")["items"] if one["title"] == title]
    found = checker.get("api/tasks", project=project["label_studio_project"], page_size=100)
    for task in found["tasks"]:
        sentence = task["data"]["sentence"]
        if task["data"]["article_id"] == article and " ".join(sentence.split()) != done:
            is_disputed = disputed and disputed in sentence
            checker.answer(task["id"], Verdict.DISPUTED if is_disputed else Verdict.VERIFIED)


def sign_in_as(browser: Browser, desk: RunningDesk, email: str) -> Page:
    page = browser.new_context(base_url=desk.url, viewport={"width": 1280, "height": 900}).new_page()
    page.goto("/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    return page


def claims_of(packed: bytes | Path) -> dict[str, dict[str, str]]:
    """The rows of a downloaded release's claims, by sentence."""
    with ZipFile(io.BytesIO(packed) if isinstance(packed, bytes) else packed) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("csv/claims.csv")]
        rows = csv.DictReader(archive.read(name).decode().splitlines(keepends=True))
        return {" ".join(row["sentence"].split()): row for row in rows}


def find(rows: dict[str, Any], words: str) -> Any:
    [found] = [row for sentence, row in rows.items() if words in sentence]
    return found


def test_in_the_browser(
    desk: RunningDesk, browser: Browser, site: str, editor: Page, script: Script, checkers: list[Checker]
) -> None:
    article = add_by_address(editor, f"{site}/bridge")
    wait_until(lambda: _all_pushed(script, article), "the desk pushes by itself", LONG_S)
    assert find(script.sentences(article), MENDED)["state"] == "pushed"

    ana, borys = checkers
    first = label_one_in_the_stream(sign_in_as(browser, desk, ANA))
    label(ana, script, article, done=first)
    label(borys, script, article, disputed=CONTESTED)
    number = len(script.sentences(article))
    wait_until(lambda: script.get("/status")["annotations"] == 2 * number, "all answers are pulled", LONG_S)

    settle_by_two_keys(editor, script)
    folder = release_from_the_page(editor, "lorran")
    stranger = browser.new_context(base_url=desk.url).new_page()
    check_what_is_closed(stranger, folder, article)
    editor.get_by_role("button", name="Make it public").click()
    expect(editor.get_by_text("Everybody can download it now")).to_be_visible()
    stranger.goto("/datasets")
    stranger.get_by_role("link", name="lorran").first.click()
    with stranger.expect_download() as download:
        stranger.get_by_role("link", name="Download all as ZIP").click()
    claims = claims_of(download.value.path())
    assert len(claims) == number
    contested = find(claims, CONTESTED)
    assert (contested["verdict"], contested["verdict_method"]) == ("disputed", "adjudicated")
    assert find(claims, MENDED)["verdict"] == "verified"


def add_by_address(page: Page, address: str) -> str:
    """Hand the address in, join two sentences that the machine parted, and add it; the article's id."""
    page.goto("/articles/new")
    page.get_by_label("Address").fill(address)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing is added yet")).to_be_visible()
    sentences = page.locator(".galley > li")
    before = sentences.count()
    page.keyboard.press("j")
    while "He added" not in page.locator(".galley > li:focus .words").inner_text():
        page.keyboard.press("j")
    page.keyboard.press("m")
    expect(sentences).to_have_count(before - 1)
    page.get_by_role("button", name="Add to the desk").click()
    expect(page.get_by_text("is at the labelling page in a few seconds")).to_be_visible()
    return page.url.rpartition("/")[2]


def _all_pushed(script: Script, article: str) -> bool:
    return {one["state"] for one in script.sentences(article).values()} - {"left_out"} == {"pushed"}


def label_one_in_the_stream(page: Page) -> str:
    page.get_by_role("link", name="Start labelling").first.click()
    stream = LabelStream(page)
    sentence = stream.sentence()
    assert sentence is not None
    stream.press("1")
    stream.finish(SUBMIT)
    page.context.close()
    return sentence


def settle_by_two_keys(page: Page, script: Script) -> None:
    page.goto("/review?kind=disagreement")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".in-question")).to_contain_text(CONTESTED)
    page.wait_for_load_state()
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.get_by_text("That was the last one")).to_be_visible()
    assert script.get("/review", kind="disagreement")["items"] == []


def release_from_the_page(page: Page, name: str) -> str:
    """Release what there is; the page's path."""
    page.goto("/datasets/new")
    page.get_by_label("Name of the dataset").fill(name)
    page.get_by_role("button", name="Release what is labelled now").click()
    expect(page.get_by_role("link", name="Download all as ZIP")).to_be_visible()
    return f"/datasets/{name}/1.0.0"


def check_what_is_closed(stranger: Page, folder: str, article: str) -> None:
    for closed in (f"{folder}/", f"{folder}.zip", f"{folder}/csv/claims.csv", f"/articles/{article}/public"):
        assert stranger.request.get(closed).status == 404, closed
    stranger.goto(f"/articles/{article}")
    assert stranger.url.endswith(f"/sign-in?next=/articles/{article}")
    expect(stranger.get_by_label("Password")).to_be_visible()


def test_by_script(desk: RunningDesk, site: str, script: Script, checkers: list[Checker]) -> None:
    setup = {"title": FERRIES, "checkers_per_sentence": 1, "guidelines": "Ask the **harbour office** first."}
    project = script.send("POST", "/projects", setup).json()["project_id"]
    script.send("PATCH", f"/projects/{project}", {"checkers_per_sentence": 2})
    before = script.get("/status")["annotations"]
    handed_in = {"url": f"{site}/ferry", "project_id": project}
    [entry] = script.send("POST", "/drafts", handed_in).json()["items"]
    draft = f"/drafts/{entry['draft_id']}"
    shown = script.get(draft)["sentences"]
    [twice] = [one["start"] for one in shown if one["text"].startswith("That is twice")]
    [tickets] = [one["start"] for one in shown if one["text"].startswith("Tickets cost")]
    script.send("POST", f"{draft}/mends", {"join": [twice], "leave_out": [tickets]})
    script.send("PATCH", draft, {"publisher": "The Lorran Courier"})
    added = script.send("POST", f"{draft}/add", None).json()
    article = added["article_id"]
    assert added["sentences"] == len(shown) - 1
    labelled = added["sentences"] - 1
    wait_until(lambda: _all_pushed(script, article), "the desk pushes by itself", LONG_S)

    ana, borys = checkers
    label(ana, script, article, title=FERRIES)
    label(borys, script, article, disputed=CONTESTED_FERRY, title=FERRIES)
    answers = before + 2 * labelled
    wait_until(lambda: script.get("/status")["annotations"] == answers, "all answers are pulled", LONG_S)

    [waiting] = [
        one
        for one in script.get("/review", kind="disagreement")["items"]
        if CONTESTED_FERRY in one["sentence"]
    ]
    [claim] = script.get(f"/sentences/{waiting['sentence_id']}/case")["claims"]
    said = {one["checker"]: one["judgement"]["label"] for one in claim["opinions"]}
    assert (sorted(said), sorted(said.values())) == (["A", "B"], ["disputed", "verified"])
    word = {"label": "unverifiable", "reason": "one_source"}
    script.send("POST", f"/sentences/{waiting['sentence_id']}/adjudications", word)

    particulars = {"title": "Ferries of Tessel", "licence": "cc-by-4.0"}
    script.send("PUT", "/datasets/ferries/particulars", particulars)
    made = script.send("POST", "/releases", {"name": "ferries"}).json()
    stranger = httpx.Client(base_url=desk.url, timeout=120)
    assert stranger.get(made["archive"]).status_code == 404
    assert stranger.get(f"/api/v1/articles/{article}").status_code == 401
    assert stranger.get(f"/articles/{article}/public").status_code == 404
    script.send("PUT", f"/articles/{article}/public", None)
    assert CONTESTED_FERRY in stranger.get(f"/articles/{article}/public").raise_for_status().text
    script.send("PUT", f"/releases/ferries/{made['version']}/audience", {"audience": "public"})
    claims = claims_of(stranger.get(made["archive"]).raise_for_status().content)
    stranger.close()
    assert find(claims, MENDED_FERRY)["verdict"] == "verified"
    contested = find(claims, CONTESTED_FERRY)
    assert (contested["verdict"], contested["verdict_method"]) == ("unverifiable", "adjudicated")
    script.send("POST", f"/projects/{project}/archive", None)
    assert script.get(f"/projects/{project}")["archived"]
