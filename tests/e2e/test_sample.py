"""From the sample article to a downloaded dataset, as two checkers and an editor would."""

import csv
import json
from collections.abc import Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from annotator.sample import sample_article
from tasks.text.analysis import analyse
from tests.browser import launched_browser
from tests.label_stream import NEXT_CLAIM, SKIP, SUBMIT, LabelStream
from tests.running_desk import RunningDesk, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]

TWO_CLAIMS = "The bridge will carry traffic again"
CONTESTED = "at least 14 drifting mines"
SKIPPED = "Who will pay"
OPINION = "Valdrey thanked"
ANA, BORYS = "ana@example.org", "borys@example.org"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, label_studio_environment: Path) -> Iterator[RunningDesk]:
    desk = RunningDesk(
        tmp_path_factory.mktemp("desk"),
        label_studio_environment,
        # Without webhooks nothing would come in before the test gives up.
        settings={"ANNOTATOR_CHECKERS_PER_SENTENCE": "2", "ANNOTATOR_POLL_SECONDS": "600"},
    )
    desk.start()
    yield desk
    desk.stop()


def sign_in(browser: Browser, desk: RunningDesk) -> Page:
    page = browser.new_context().new_page()
    page.goto(f"{desk.url}/people")
    page.get_by_label("E-mail address").fill(desk.credentials["admin_email"])
    page.get_by_label("Password").fill(desk.credentials["admin_password"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()
    return page


def sign_up(browser: Browser, desk: RunningDesk, invitation: str, email: str) -> Page:
    """Follow the invitation, make an account, and go on to the desk without signing in again."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(invitation)
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", "correct horse battery")
    page.click("button[type=submit]")
    page.wait_for_url(f"{desk.label_studio_url}/projects/*/data?labeling=1*")
    page.goto(desk.url)
    expect(page.get_by_text(email)).to_be_visible()
    return page


def label_all(page: Page, keys_for: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Label every sentence of the stream by keyboard; what was pressed for which."""
    page.get_by_role("link", name="Start labelling").focus()
    page.keyboard.press("Enter")
    stream, pressed = LabelStream(page), {}
    while (sentence := stream.sentence()) is not None:
        keys = next((keys for words, keys in keys_for.items() if words in sentence), ("1", SUBMIT))
        stream.press(*keys[:-1])
        stream.finish(keys[-1])
        pressed[sentence] = keys
    return pressed


def test_from_the_sample_to_a_dataset(desk: RunningDesk, browser: Browser) -> None:
    sentences = [s.span.of(sample_article().text) for s in analyse(sample_article()).sentences]
    editor = sign_in(browser, desk)
    invitation = editor.get_by_label("Invitation link").input_value()
    assert invitation.startswith(desk.label_studio_url)

    ana = sign_up(browser, desk, invitation, ANA)
    by_ana = label_all(
        ana,
        {
            TWO_CLAIMS: (NEXT_CLAIM, "1", NEXT_CLAIM, "2", SUBMIT),
            SKIPPED: (SKIP,),
            OPINION: ("0", SUBMIT),
        },
    )
    borys = sign_up(browser, desk, invitation, BORYS)
    by_borys = label_all(
        borys,
        {
            TWO_CLAIMS: (NEXT_CLAIM, "1", NEXT_CLAIM, "3", SUBMIT),
            CONTESTED: ("3", "w", SUBMIT),
            SKIPPED: (SKIP,),
            OPINION: ("0", SUBMIT),
        },
    )
    assert set(by_ana) == set(by_borys) == set(sentences)
    plain = [keys for keys in by_ana.values() if keys == ("1", SUBMIT)]
    assert len(plain) == len(sentences) - 3

    wait_until(lambda: desk.json("status")["annotations"] == 2 * len(sentences), "all answers are pulled")
    check_pages(editor, desk, len(sentences))
    check_account(desk, len(sentences))
    check_release(desk, editor, len(sentences))


def check_pages(editor: Page, desk: RunningDesk, sentences: int) -> None:
    editor.goto(desk.url)
    expect(editor.get_by_role("heading", name=f"All {sentences} sentences are labelled")).to_be_visible()
    editor.get_by_role("link", name="Explosion closes").click()
    expect(editor.locator("a.sentence.verified").first).to_be_visible()
    assert editor.locator("a.sentence.not_a_claim").count() == 1
    editor.goto(f"{desk.url}/people")
    row = editor.get_by_role("row").filter(has_text=BORYS)
    expect(row).to_contain_text(str(sentences - 1))


def check_account(desk: RunningDesk, sentences: int) -> None:
    ledger = desk.json("ledger")
    assert ledger["balanced"]
    assert ledger["problems"] == []
    assert ledger["sentences"] == sentences
    states = {state: count for state, count in ledger["states"].items() if count}
    assert states == {"labelled": sentences - 1, "skipped_by_all": 1}
    status = desk.json("status")
    assert status["tasks"] == sentences
    assert status["labelled"] == sentences - 1
    # Two claims in one sentence, one of them and the contested one undecided; one skip, one opinion.
    assert status["verdicts"] == {
        "verified": sentences - 3,
        "disputed": 0,
        "unverifiable": 0,
        "not_a_claim": 1,
        "undecided": 2,
    }


def check_release(desk: RunningDesk, editor: Page, sentences: int) -> None:
    editor.goto(f"{desk.url}/datasets")
    editor.get_by_role("link", name="New release").click()
    editor.get_by_label("Name of the dataset").fill("sample")
    editor.get_by_role("button", name="Release what is labelled now").click()
    expect(editor.get_by_role("heading", name="Sample 1.0.0")).to_be_visible()
    with editor.expect_download() as download:
        editor.get_by_role("link", name="Download all as ZIP").click()
    with ZipFile(download.value.path()) as packed, packed.open("sample-1.0.0/csv/claims.csv") as file:
        claims = list(csv.DictReader(TextIOWrapper(file, encoding="utf-8", newline="")))
    assert len(claims) == sentences - 1
    two = [row for row in claims if TWO_CLAIMS in row["sentence"]]
    assert [(row["verdict"], row["verdict_method"]) for row in two] == [
        ("verified", "unanimous"),
        ("", "undecided"),
    ]
    assert {row["n_annotations"] for row in claims} == {"2"}

    folder = desk.data_dir / "releases" / "sample-1.0.0"
    annotations = read_jsonl(folder, "annotations")
    assert len(annotations) == 2 * (sentences - 1 + 1)
    [contested] = [row for row in annotations if row["reason"]]
    assert (contested["label"], contested["reason"]) == ("unverifiable", "one_source")
    assert len({row["annotator_id"] for row in annotations}) == 2
    everything = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"example.org/lorran" in everything
    assert ANA.encode() not in everything
    assert BORYS.encode() not in everything
    assert desk.run("release", "verify", str(folder)).endswith("This is what was released.\n")


def read_jsonl(folder: Path, table: str) -> list[dict[str, object]]:
    [path] = folder.rglob(f"{table}*.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
