"""A desk with something on it: articles, checkers at work, a release."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page

from exports.agreement.by_month import refresh_agreement
from exports.standings import refresh
from tasks.label_studio.controls import EVIDENCE
from tasks.store.connection import open_store
from tests.label_stream import NEXT_CLAIM, SKIP, SUBMIT, LabelStream
from tests.running_desk import RunningDesk, wait_until

EXAMPLES: Final = Path(__file__).parent / "examples"
PASSWORD: Final = "correct horse battery"  # noqa: S105 - of accounts that last for a minute


@dataclass(frozen=True, slots=True)
class Given:
    """What a checker presses for a sentence, and the evidence they type."""

    keys: tuple[str, ...] = ("1",)
    evidence: str = ""
    end: str = SUBMIT


STOP: Final = "at least 14 drifting mines"
"""The sentence at which one checker stops, so that there is a labelling page to show."""

BY_ANA: Final[Mapping[str, Given]] = {
    "The Lorran Courier reports": Given(("0",)),
    "Disclaimer:": Given(("0",)),
    "closed to traffic": Given(evidence="https://example.org/lorran/road-authority"),
    "The bridge will carry": Given((NEXT_CLAIM, "3", NEXT_CLAIM, "2")),
    "drifting mine near the third pier": Given(("3", "w")),
    "We have laid no mines": Given(("3", "q")),
    STOP: Given(evidence="https://example.org/lorran/mine-register"),
    "Valdrey thanked": Given(("0",)),
    "Who will pay": Given(end=SKIP),
    "ferries carried 6,400": Given(("2",), "https://example.org/tessel-minor/council"),
}
BY_BORYS: Final = {**BY_ANA, "Reik wrote": Given(("2",), "https://example.org/lorran/seismograph")}


def furnish(desk: RunningDesk, browser: Browser) -> BrowserContext:
    """Fill the desk as a few days of work would.

    :return: the browser of a checker who has a sentence before them, with a verdict chosen
    """
    desk.run("add", str(EXAMPLES / "ferry.txt"), "--title", "More ferries to Tessel Minor")
    desk.run("add", str(EXAMPLES / "queues.txt"), "--title", "Operator and council count differently")
    desk.run("push")
    editor = sign_in(desk, browser.new_context())
    invitation = editor.get_by_label("Invitation link").input_value()
    ana, borys = (_sign_up(desk, browser, invitation, name) for name in ("ana", "borys"))
    _label(desk, ana, BY_ANA)
    _label(desk, borys, BY_BORYS, stop=STOP)
    sentences = desk.json("status")["sentences"]
    wait_until(lambda: desk.json("status")["annotations"] > sentences, "the answers are pulled")
    _work_out_agreement(desk)
    desk.run("release", "create", "lorran-claims")
    return borys.context


def _work_out_agreement(desk: RunningDesk) -> None:
    """Do now what the desk does every few minutes."""
    with closing(open_store(desk.data_dir / "annotator.db")) as store:
        refresh(store)
        refresh_agreement(store)


def sign_in(desk: RunningDesk, context: BrowserContext) -> Page:
    """The page People, as the desk's editor sees it."""
    page = context.new_page()
    page.goto(f"{desk.url}/people")
    page.get_by_label("E-mail address").fill(desk.credentials["admin_email"])
    page.get_by_label("Password").fill(desk.credentials["admin_password"])
    page.keyboard.press("Enter")
    page.get_by_label("Invitation link").wait_for()
    return page


def _sign_up(desk: RunningDesk, browser: Browser, invitation: str, name: str) -> Page:
    page = browser.new_context().new_page()
    page.goto(invitation)
    page.fill("input[name=email]", f"{name}@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"{desk.label_studio_url}/projects/*/data?labeling=1*")
    return page


def _label(desk: RunningDesk, page: Page, given: Mapping[str, Given], stop: str = "") -> None:
    page.goto(f"{desk.url}/label")
    stream = LabelStream(page)
    while (sentence := stream.sentence()) is not None and not (stop and stop in sentence):
        answer = next((given[words] for words in given if words in sentence), Given())
        if answer.end == SUBMIT:
            stream.press(*answer.keys)
        if answer.evidence:
            stream.tab_to(EVIDENCE)
            page.keyboard.type(answer.evidence)
            stream.press("Tab", "Tab")  # out of the fields, where Ctrl+Enter means nothing
        stream.finish(answer.end)
