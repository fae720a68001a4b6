"""The labelling page in a real browser: what is pressed is what is read back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.results import read_annotation
from tasks.label_studio.task_data import task_payload
from tasks.pull import BEGINNING
from tasks.store.waiting import WaitingSentence
from tasks.types import AnnotationVersion, Judgement, Span, UnverifiableReason, WasItSaid
from tests.browser import launched_browser
from tests.conftest import RunningLabelStudio
from tests.label_stream import NEXT_CLAIM, SKIP, SUBMIT, LabelStream
from tests.tasks.label_studio.colours import AA, contrast

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

PLAIN: Final = "The council closed 14 of its 31 libraries, the auditor says."
TWO_CLAIMS: Final = "The ministry said 400 homes lost power, and the mayor added that nobody was hurt."
HOMES: Final = "400 homes lost power"
NOBODY: Final = "nobody was hurt"
AWKWARD: Final = "Мер 👩‍👩‍👧 каже:\n«це 5\u00a0км», the cafe\u0301 is open 🙂 now, and they closed it."
"""A joined emoji, Cyrillic, a line break, a no-break space, a combining accent."""

KM: Final = "👩‍👩‍👧 каже:\n«це 5\u00a0км»"
CAFE: Final = "cafe\u0301 is open 🙂 now"

NUMBERS: Final = count()


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def task(text: str, *claims: str, claimant: str | None = "The auditor", **changes: object) -> dict[str, Any]:
    """A task as the desk makes it; ``changes`` to its data are as somebody else might make them."""
    spans = [[span(text, claim).start, span(text, claim).end] for claim in claims]
    payload = task_payload(
        WaitingSentence(
            decision_id=1,
            sentence_id="s-1",
            article_id="a-1",
            revision=1,
            position=2,
            sentence=text,
            before="Readers queued in the rain.",
            after="A spokeswoman declined to comment.",
            title="Libraries close",
            publisher="The Bridgetown Post",
            published_on=date(2024, 5, 3),
            url="https://example.org/libraries",
            model_version="test",
            score=0.5,
            claimant=claimant,
            prediction=f'{{"claims": {spans}}}',
        )
    )
    payload["data"].update(changes)
    return payload


@dataclass(frozen=True, slots=True)
class Sitting:
    """A checker at the page, and what comes back from Label Studio."""

    client: LabelStudioClient
    project: int
    page: Page
    stream: LabelStream

    def press(self, *keys: str) -> None:
        self.stream.press(*keys)

    def label(self, *keys: str) -> None:
        """Press keys, the last of which submits or skips."""
        self.press(*keys[:-1])
        self.stream.finish(keys[-1])

    def tab_to(self, name: str) -> None:
        self.stream.tab_to(name)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def answers(self) -> list[AnnotationVersion]:
        """The answers in the order of the tasks. None of them needed mending."""
        tasks = self.client.changed_tasks(self.project, BEGINNING, page_size=100)
        versions = [
            read_annotation(payload, task["data"]["sentence"])
            for task in sorted(tasks, key=lambda task: int(task["id"]))
            for payload in task["annotations"]
        ]
        for version in versions:
            assert isinstance(version, AnnotationVersion), version
            assert version.repairs == ()
        return [version for version in versions if isinstance(version, AnnotationVersion)]

    def judgements(self) -> list[Judgement]:
        """Those of the only answer."""
        [version] = self.answers()
        return list(version.judgements)

    def shown(self, selector: str) -> Locator:
        return self.page.locator(f".annotator {selector}").locator("visible=true")


@dataclass(frozen=True, slots=True)
class Desk:
    client: LabelStudioClient
    context: BrowserContext
    url: str

    def sit_down(self, *tasks: dict[str, Any], scheme: str = "Light") -> Sitting:
        """Open the label stream of a new project with these tasks."""
        project = self.client.create_project(
            uid=f"labelling-page-{next(NUMBERS)}",
            title="A day at the desk",
            checkers_per_sentence=1,
        )
        self.client.import_tasks(project, tasks)
        page = self.context.new_page()
        page.add_init_script(f"localStorage.setItem('preferred-color-scheme', '{scheme}')")
        page.goto(f"{self.url}/projects/{project}/data?labeling=1")
        sitting = Sitting(self.client, project, page, LabelStream(page))
        assert sitting.stream.sentence()
        expect(page.locator(".lsf-current-task__task-id")).to_be_visible()
        return sitting


@pytest.fixture(scope="module")
def context(label_studio: RunningLabelStudio) -> Iterator[BrowserContext]:
    """A browser in which a checker has signed in."""
    with launched_browser() as browser:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(f"{label_studio.url}/user/login/")
        page.fill("input[name=email]", label_studio.admin_email)
        page.fill("input[name=password]", label_studio.admin_password)
        page.click("button[type=submit]")
        page.wait_for_url(lambda url: "login" not in url)
        page.close()
        yield context


@pytest.fixture
def desk(context: BrowserContext, label_studio: RunningLabelStudio) -> Iterator[Desk]:
    client = LabelStudioClient(label_studio.url, label_studio.token)
    yield Desk(client, context, label_studio.url)
    client.close()
    for page in context.pages:
        page.close()


PRESSED: Final[list[tuple[dict[str, Any], tuple[str, ...], tuple[Judgement, ...]]]] = [
    # A plain sentence: two presses.
    (task(PLAIN), ("1", SUBMIT), (Judgement("verified"),)),
    (task(PLAIN), ("2", SUBMIT), (Judgement("disputed"),)),
    (task(PLAIN), ("3", SUBMIT), (Judgement("unverifiable"),)),
    (task(PLAIN), ("0", SUBMIT), (Judgement("not_a_claim"),)),
    (task(PLAIN), ("1", "2", SUBMIT), (Judgement("disputed"),)),
    (
        task(PLAIN),
        ("3", "e", "s", SUBMIT),
        (
            Judgement(
                "unverifiable",
                reason=UnverifiableReason.NOT_YET_HAPPENED,
                was_it_said=WasItSaid.NOT_SAID,
            ),
        ),
    ),
    # Two claims that the machine suggested: a verdict each, or one for the sentence.
    (
        task(TWO_CLAIMS, HOMES, NOBODY),
        (NEXT_CLAIM, "1", NEXT_CLAIM, "2", SUBMIT),
        (Judgement("verified", span(TWO_CLAIMS, HOMES)), Judgement("disputed", span(TWO_CLAIMS, NOBODY))),
    ),
    (
        task(TWO_CLAIMS, HOMES, NOBODY),
        (NEXT_CLAIM, "3", "w", "a", NEXT_CLAIM, "0", SUBMIT),
        (
            Judgement("unverifiable", span(TWO_CLAIMS, HOMES), UnverifiableReason.ONE_SOURCE, WasItSaid.SAID),
            Judgement("not_a_claim", span(TWO_CLAIMS, NOBODY)),
        ),
    ),
    (task(TWO_CLAIMS, HOMES, NOBODY), ("1", SUBMIT), (Judgement("verified"),)),
    # A claim's verdict taken back.
    (
        task(TWO_CLAIMS, HOMES, NOBODY),
        (NEXT_CLAIM, "1", "c", NEXT_CLAIM, "2", SUBMIT),
        (Judgement("disputed", span(TWO_CLAIMS, NOBODY)),),
    ),
    (
        task(AWKWARD, KM, CAFE),
        (NEXT_CLAIM, "1", NEXT_CLAIM, "2", SUBMIT),
        (Judgement("verified", span(AWKWARD, KM)), Judgement("disputed", span(AWKWARD, CAFE))),
    ),
    (task(PLAIN), (SKIP,), ()),
]


def test_what_is_pressed_is_read_back(desk: Desk) -> None:
    sitting = desk.sit_down(*(task for task, _, _ in PRESSED))
    for _, keys, _ in PRESSED:
        sitting.label(*keys)
    answers = sitting.answers()
    assert [version.judgements for version in answers] == [expected for _, _, expected in PRESSED]
    assert [version.skipped for version in answers] == [keys == (SKIP,) for _, keys, _ in PRESSED]


def test_evidence_and_note_by_keyboard(desk: Desk) -> None:
    sitting = desk.sit_down(task(PLAIN))
    sitting.press("2")
    sitting.tab_to("evidence")
    sitting.type("https://example.org/one\nhttps://example.org/two")
    sitting.tab_to("note")
    sitting.type("Counted 13. Keys like 1 and 3 are letters here.")
    sitting.label("Tab", SUBMIT)
    assert sitting.judgements() == [
        Judgement(
            "disputed",
            evidence=("https://example.org/one", "https://example.org/two"),
            note="Counted 13. Keys like 1 and 3 are letters here.",
        )
    ]


def test_evidence_and_note_of_one_claim_by_keyboard(desk: Desk) -> None:
    sitting = desk.sit_down(task(TWO_CLAIMS, HOMES, NOBODY))
    sitting.press(NEXT_CLAIM, "1")
    sitting.tab_to("claim_evidence")
    sitting.type("https://example.org/grid")
    sitting.tab_to("claim_note")
    sitting.type("So says the grid operator.")
    sitting.label("Tab", NEXT_CLAIM, "2", SUBMIT)
    assert sitting.judgements() == [
        Judgement(
            "verified",
            span(TWO_CLAIMS, HOMES),
            evidence=("https://example.org/grid",),
            note="So says the grid operator.",
        ),
        Judgement("disputed", span(TWO_CLAIMS, NOBODY)),
    ]


def drag(page: Page, first: str, last: str) -> None:
    """Drag over the text, from the start of one word to the end of another."""
    left, top, right, bottom = page.evaluate(
        """([first, last]) => {
          const words = document.querySelector('.annotator .lsf-richtext__container')
          const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT)
          const box = (node, at) => {
            const range = document.createRange()
            range.setStart(node, at)
            range.setEnd(node, at + 1)
            return range.getBoundingClientRect()
          }
          let from, to
          for (let node; (node = walker.nextNode()); ) {
            const start = node.textContent.indexOf(first), end = node.textContent.indexOf(last)
            if (start >= 0) from ??= box(node, start)
            if (end >= 0) to = box(node, end + last.length - 1)
          }
          return [from.left, from.top + from.height / 2, to.right, to.top + to.height / 2]
        }""",
        [first, last],
    )
    page.mouse.move(left + 1, top)
    page.mouse.down()
    page.mouse.move(right - 1, bottom, steps=5)
    page.mouse.up()


def test_claims_marked_by_mouse(desk: Desk) -> None:
    """With a verdict at once, or first marked and then judged."""
    sitting = desk.sit_down(task(AWKWARD))
    sitting.press("1")
    drag(sitting.page, "каже", "км")
    sitting.press("c")
    drag(sitting.page, "open", "now")
    sitting.label(NEXT_CLAIM, NEXT_CLAIM, "2", SUBMIT)
    first, second = sitting.judgements()
    assert (first.label, second.label) == ("verified", "disputed")
    assert first.span
    assert first.span.of(AWKWARD).startswith("каже:\n«це 5\u00a0км")
    assert second.span == span(AWKWARD, "open 🙂 now")


def test_the_keys_in_view_are_those_that_count(desk: Desk) -> None:
    sitting = desk.sit_down(task(TWO_CLAIMS, HOMES, NOBODY))
    of_the_sentence, of_the_claim = sitting.shown(".whole .keypad"), sitting.shown(".part .keypad")
    expect(of_the_sentence).to_have_count(1)
    expect(of_the_claim).to_have_count(0)
    sitting.press(NEXT_CLAIM)
    expect(of_the_sentence).to_have_count(0)
    expect(of_the_claim).to_have_count(1)
    sitting.press("Escape")
    expect(of_the_sentence).to_have_count(1)
    sitting.press(NEXT_CLAIM, "1", "Escape")
    expect(of_the_sentence).to_have_count(0)
    expect(sitting.shown(".of-claims b")).to_have_text("Each marked claim has its own verdict")


def test_a_marked_claim_shows_its_verdict(desk: Desk) -> None:
    sitting = desk.sit_down(task(TWO_CLAIMS, HOMES, NOBODY))
    sitting.press(NEXT_CLAIM, "1", NEXT_CLAIM, "2", "Escape")
    looks = sitting.page.locator(".annotator .htx-highlight").evaluate_all(
        """marks => marks.map(mark => [
          getComputedStyle(mark).backgroundColor, getComputedStyle(mark, '::after').content
        ])"""
    )
    assert [symbol for _, symbol in looks] == ['"✓"', '"≠"']
    assert looks[0][0] != looks[1][0]


def test_what_only_matters_sometimes_is_only_shown_then(desk: Desk) -> None:
    sitting = desk.sit_down(task(PLAIN), task(PLAIN, claimant=None))
    expect(sitting.shown(".reason")).to_have_count(0)
    sitting.press("3")
    expect(sitting.shown(".reason")).to_have_count(1)
    expect(sitting.shown(".claimant")).to_have_text("The auditor")
    expect(sitting.shown(".said")).to_have_count(1)
    sitting.label(SUBMIT)
    expect(sitting.shown(".claimant")).to_have_count(0)
    expect(sitting.shown(".said")).to_have_count(0)


def test_empty_fields_take_no_room(desk: Desk) -> None:
    blank = dict.fromkeys(("before", "after", "title", "publisher", "published_on", "url"), "")
    sitting = desk.sit_down(task(PLAIN, claimant=None, **blank))
    for name in ("neighbour", "masthead .title", "publisher", "date", "link", "claimant"):
        empty = sitting.page.locator(f".annotator .{name}")
        assert set(empty.evaluate_all("all => all.map(e => e.offsetHeight)")) == {0}, name


def test_hostile_data_is_shown_as_text_and_does_nothing(desk: Desk) -> None:
    """Even where somebody else made the task, past the cleaning of addresses."""
    hostile = "<img src=x onerror='window.harmed = 1'><script>window.harmed = 2</script>$title"
    fields = ("before", "after", "title", "publisher", "published_on", "claimant")
    urls = (
        "javascript:window.harmed=3",
        "data:text/html,<script>window.harmed=4</script>",
        '"><img src=x onerror=window.harmed=5>',
        '" onmouseover="window.harmed=6',
    )
    tasks = [task(hostile, **dict.fromkeys(fields, hostile), url=url) for url in urls]
    sitting = desk.sit_down(*tasks)
    for _ in tasks:
        for name in ("title", "claimant", "lsf-richtext__line"):
            expect(sitting.shown(f".{name}")).to_have_text(hostile)
        expect(sitting.shown(".link a")).to_have_count(0)
        sitting.page.mouse.move(720, 120, steps=3)
        assert sitting.page.evaluate("() => window.harmed ?? null") is None
        sitting.label("0", SUBMIT)


def test_the_article_opens_beside_the_page(desk: Desk) -> None:
    link = desk.sit_down(task(PLAIN)).shown(".link a")
    assert [link.get_attribute(name) for name in ("href", "target", "rel")] == [
        "https://example.org/libraries",
        "_blank",
        "noopener noreferrer",
    ]


@pytest.mark.parametrize("scheme", ["Light", "Dark"])
def test_everything_can_be_read_in_both_schemes(desk: Desk, scheme: str) -> None:
    sitting = desk.sit_down(task(TWO_CLAIMS, HOMES, NOBODY), scheme=scheme)
    page, key = (
        (".title", ".publisher", ".neighbour", ".lsf-richtext__line", ".claimant", ".asked"),
        ".keypad",
    )
    for text in (
        *page,
        f"{key} b",
        f"{key} small",
        f"{key} kbd",
        ".question b",
        ".caption b",
        ".caption span",
    ):
        colour, background = sitting.shown(text).first.evaluate(
            """element => {
              const style = (e, name) => getComputedStyle(e)[name]
              let behind = element
              while (style(behind, 'backgroundColor') === 'rgba(0, 0, 0, 0)') behind = behind.parentElement
              return [style(element, 'color'), style(behind, 'backgroundColor')]
            }"""
        )
        assert contrast(as_hex(colour), as_hex(background)) >= AA, text


def as_hex(rgb: str) -> str:
    red, green, blue = (int(part) for part in rgb.removeprefix("rgb(").removesuffix(")").split(","))
    return f"#{red:02x}{green:02x}{blue:02x}"


def test_a_phone_shows_all_of_it(desk: Desk) -> None:
    sitting = desk.sit_down(task(PLAIN))
    sitting.page.set_viewport_size({"width": 390, "height": 844})
    for selector in (".annotator", ".annotator .whole .keypad", ".lsf-bottombar", ".lsf-controls"):
        box = sitting.page.locator(selector).bounding_box()
        assert box, selector
        assert 0 <= box["x"] < box["x"] + box["width"] <= 390, selector
