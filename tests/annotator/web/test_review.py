"""Review: the queue leads through what waits, and a claim is settled, asked about or sent back."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from html import unescape

import pytest
from werkzeug.test import TestResponse

from annotator.desk_store import open_desk_store
from exports.standings import refresh
from tasks.store import adjudications, reviews
from tasks.store.audit import list_entries
from tasks.store.connection import Store
from tasks.store.project_changes import Setup, change_project
from tasks.store.review_queue import Place, QueueKind, QueueOrder, count_queue, places
from tasks.store.reviews import RequestKind
from tasks.types import NOT_A_CLAIM, Judgement, Span, UnverifiableReason, Verdict
from tests.annotator.web.conftest import Browser, SignIn, Surroundings
from tests.exports.desks import Desk
from tests.tasks.store import builders

HOSTILE = "<script>alert(1)</script>"
TEXT = (
    f"The quay is closed {HOSTILE} today.\nRepairs cost nine million, and two hundred people worked.\n"
    "The weir holds.\nThe lock is open.\nThe pier is new."
)


@dataclass
class Front:
    """An editor before a desk on which three sentences wait."""

    desk: Desk
    browser: Browser
    surroundings: Surroundings

    @property
    def store(self) -> Store:
        return self.desk.store

    def post(self, path: str, **form: str | list[str]) -> TestResponse:
        return self.browser.submit(f"/review/{path}", "/review", **form)

    def queue(self, kind: QueueKind = QueueKind.ALL) -> list[str]:
        text = {sentence: words for words, sentence in self.desk.sentences.items()}
        return [" ".join(text[place.sentence_id].split()[:2]) for place in places(self.store, kind, 50)]


@pytest.fixture
def front(surroundings: Surroundings, signed_in: SignIn) -> Iterator[Front]:
    with closing(open_desk_store(surroundings.settings)) as store:
        desk = Desk(store, people=[builders.checker(store, 50 + n, f"zoe{n}") for n in range(3)])
        desk.add(TEXT, "https://news.example.org/quay", title=HOSTILE, publisher="Coast News")
        script = ("javascript:alert(1)", "https://port.example.org/notice")
        desk.say("The quay", 0, Judgement(Verdict.VERIFIED, evidence=script, note=HOSTILE))
        desk.say("The quay", 1, Judgement(Verdict.DISPUTED))
        first, second = Span(0, 25), Span(27, 57)
        desk.say("Repairs", 0, Judgement(Verdict.VERIFIED, first), Judgement(Verdict.VERIFIED, second))
        too_vague = UnverifiableReason.TOO_VAGUE
        desk.say(
            "Repairs", 1,
            Judgement(Verdict.DISPUTED, first), Judgement(Verdict.UNVERIFIABLE, second, too_vague),
        )  # fmt: skip
        desk.say("The weir", 2, Judgement(Verdict.VERIFIED))
        refresh(store)
        yield Front(desk, signed_in("editor"), surroundings)


def test_the_queue_holds_what_waits_oldest_first(front: Front) -> None:
    assert front.queue() == ["The quay", "Repairs cost", "The weir"]
    assert front.queue(QueueKind.DISAGREEMENT) == ["The quay", "Repairs cost"]
    assert front.queue(QueueKind.NO_EVIDENCE) == ["The weir"]
    page = front.browser.get("/review").text
    assert page.index("The quay") < page.index("Repairs cost") < page.index("The weir")
    assert "<script>alert" not in page


@pytest.fixture
def of_three(surroundings: Surroundings, signed_in: SignIn) -> Iterator[Front]:
    """A desk where three checkers are to answer each sentence; about the weir and the lock only two did."""
    with closing(open_desk_store(surroundings.settings)) as store:
        desk = Desk(store, people=[builders.checker(store, 50 + n, f"zoe{n}") for n in range(3)])
        desk.add(TEXT, "https://news.example.org/quay")
        change_project(store, builders.make_project(store).project_id, Setup("Fact-checking", 3))
        labels = {
            "The quay": ("verified", "verified", "disputed"),
            "Repairs": ("verified", "disputed", "unverifiable"),
            "The weir": ("verified", "verified"),
            "The lock": ("verified", "disputed"),
            "The pier": ("verified", "verified", "verified"),
        }
        for words, said in labels.items():
            for person, label in enumerate(said):
                desk.say(words, person, Judgement(label))
        refresh(store)
        yield Front(desk, signed_in("editor"), surroundings)


def test_what_still_waits_for_a_checker_is_not_due(of_three: Front) -> None:
    """The third may bring the evidence that is missing, or a majority."""
    assert of_three.queue() == ["The quay", "Repairs cost", "The pier"]
    assert of_three.queue(QueueKind.NO_EVIDENCE) == ["The quay", "The pier"]
    assert of_three.queue(QueueKind.DISAGREEMENT) == ["The quay", "Repairs cost"]
    desk_page = of_three.browser.get("/").text
    assert "The pier" in desk_page
    assert "The weir" not in desk_page
    of_three.desk.say("The weir", 2, Judgement(Verdict.VERIFIED))
    of_three.desk.say("The lock", 2, Judgement(Verdict.DISPUTED))
    refresh(of_three.store)
    assert of_three.queue(QueueKind.NO_EVIDENCE) == ["The quay", "The pier", "The weir", "The lock"]
    assert of_three.queue(QueueKind.DISAGREEMENT) == ["The quay", "Repairs cost", "The lock"]


def test_the_most_disputed_comes_first_where_that_is_wanted(of_three: Front) -> None:
    browser = of_three.browser
    page = browser.get("/review?order=disputed").text
    assert page.index("Repairs cost") < page.index("The quay") < page.index("The pier")
    start = re.search(r'data-start href="([^"]+)"', page)
    assert start
    case = browser.get(unescape(start[1])).text
    assert "Repairs cost" in case
    onward = re.search(r'rel="next"[^>]* href="([^"]+)"', case)
    assert onward
    assert of_three.desk.sentence("The quay") in onward[1]
    assert "order=disputed" in onward[1]
    repairs = of_three.desk.sentence("Repairs")
    settled = of_three.post(f"{repairs}/settle?order=disputed", label="disputed")
    assert of_three.desk.sentence("The quay") in settled.location
    assert "order=disputed" in settled.location
    assert browser.get("/review?order=newest").status_code == 404
    assert browser.get("/review?order=disputed&after=x~y~z").status_code == 200


@pytest.mark.parametrize("order", list(QueueOrder))
@pytest.mark.parametrize("kind", list(QueueKind))
def test_paging_meets_each_sentence_once_in_both_directions(
    front: Front, kind: QueueKind, order: QueueOrder
) -> None:
    front.post(f"{front.desk.sentence('The lock')}/flag", why="")
    front.post(f"{front.desk.sentence('The weir')}/flag", why="")
    front.post(f"{front.desk.sentence('The quay')}/opinion")
    everything = places(front.store, kind, 50, order=order)
    onward: list[Place] = []
    while found := places(front.store, kind, 1, order=order, after=onward[-1] if onward else None):
        onward += found
    assert onward == everything == sorted(set(everything))
    assert count_queue(front.store, kind, 100) == len(everything)
    back = [Place(9.0, "9", "")]
    while found := places(front.store, kind, 1, order=order, before=back[0]):
        back = found + back
    assert back[:-1] == everything


def test_the_case_shows_what_checkers_say_and_not_who(front: Front) -> None:
    pages = [front.browser.get(f"/review/{front.desk.sentence('The quay')}").text for _ in range(2)]
    page, again = (re.sub(r'name="csrf_token"[^>]*>', "", each) for each in pages)
    assert page == again
    assert "Checker A" in page
    assert "Checker B" in page
    assert "zoe" not in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert 'href="https://port.example.org/notice"' in page


def test_settling_goes_on_claim_by_claim_and_case_by_case(front: Front) -> None:
    quay, repairs, weir = (front.desk.sentence(words) for words in ("The quay", "Repairs", "The weir"))
    onward = front.post(f"{quay}/settle", label="disputed", evidence="https://a.example.org")
    assert f"/review/{repairs}" in onward.location
    again = front.post(f"{repairs}/settle", label="verified", claim=claim_in(front, onward.location))
    assert f"/review/{repairs}" in again.location
    further = front.post(f"{repairs}/settle", label="not_a_claim", claim=claim_in(front, again.location))
    assert f"/review/{weir}" in further.location
    last = front.post(f"{weir}/settle", label="verified", evidence="https://b.example.org")
    assert last.location == "/review?kind=all"
    assert "That was the last one" in front.browser.get("/review").text
    assert front.queue() == []
    words = [
        (word.judgement.label, word.judgement.span) for word in adjudications.iter_adjudications(front.store)
    ]
    assert len(words) == 4
    assert {("verified", Span(0, 25)), ("not_a_claim", Span(27, 57))} <= set(words)
    assert front.surroundings.hints == 4
    assert [entry.action for entry in list_entries(front.store, limit=4)] == ["claim.settle"] * 4


def claim_in(front: Front, address: str) -> str:
    """The claim that the page at an address is about."""
    found = re.search(r'name="claim" value="([^"]+)"', front.browser.get(address).text)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("form", "advice"),
    [
        ({}, "Choose a verdict"),
        ({"label": "true"}, "Not a valid choice"),
        ({"label": "verified", "reason": "too_vague"}, "goes with"),
        ({"label": "unverifiable", "reason": "because"}, "Not a valid choice"),
        ({"label": "verified", "note": "x" * 10_001}, "longer than"),
    ],
)
def test_what_makes_no_sense_is_refused_with_advice(front: Front, form: dict[str, str], advice: str) -> None:
    answer = front.post(f"{front.desk.sentence('The quay')}/settle", **form)
    assert answer.status_code == 422
    assert advice in answer.text
    assert list(adjudications.iter_adjudications(front.store)) == []


def test_what_was_settled_can_be_changed_and_taken_back(front: Front) -> None:
    quay = front.desk.sentence("The quay")
    front.post(f"{quay}/settle", label="verified", note="As the notice says.")
    page = front.browser.get(f"/review/{quay}").text
    assert "As the notice says." in page
    front.post(f"{quay}/settle", label="disputed")
    [standing] = [w for w in adjudications.iter_adjudications(front.store) if w.superseded_at is None]
    assert standing.judgement == Judgement(Verdict.DISPUTED)
    assert front.post(f"{quay}/take-back/{standing.adjudication_id}").status_code == 302
    assert front.queue()[0] == "The quay"
    assert front.post(f"{quay}/take-back/{standing.adjudication_id}").status_code == 404


def test_a_denied_claim_can_be_settled_otherwise(front: Front) -> None:
    """The sentence then holds no claim, and is a case as a whole."""
    weir = front.desk.sentence("The weir")
    front.post(f"{weir}/settle", label=NOT_A_CLAIM)
    assert "settled by an editor" in front.browser.get(f"/review/{weir}").text
    front.post(f"{weir}/settle", label="disputed")
    [standing] = [w for w in adjudications.iter_adjudications(front.store) if w.superseded_at is None]
    assert standing.judgement.label == "disputed"


def test_what_is_with_checkers_leaves_the_queue_until_withdrawn(front: Front) -> None:
    quay = front.desk.sentence("The quay")
    assert front.post(f"{quay}/opinion").status_code == 302
    assert front.queue() == ["Repairs cost", "The weir"]
    assert front.queue(QueueKind.WAITING) == ["The quay"]
    twice = front.post(f"{quay}/opinion")
    assert twice.status_code == 422
    assert "still stands" in twice.text
    [asked] = reviews.requests_about(front.store, quay)
    assert front.post(f"{quay}/withdraw/{asked.request_id}").status_code == 302
    assert front.queue()[0] == "The quay"


def test_sending_back_names_checkers_by_letter(front: Front) -> None:
    quay = front.desk.sentence("The quay")
    page = front.browser.get(f"/review/{quay}").text
    letter = "A" if page.index("Checker A") < page.index("Disputed</span>") else "B"
    assert front.post(f"{quay}/send-back", why="", checkers=[letter]).status_code == 422
    assert front.post(f"{quay}/send-back", why="Look at the date.", checkers=["Z", "9"]).status_code == 422
    assert front.post(f"{quay}/send-back", why="Look at the date.", checkers=[letter]).status_code == 302
    [asked] = reviews.requests_about(front.store, quay)
    assert asked.kind is RequestKind.SEND_BACK
    assert len(asked.people) == 1


def test_flagging_puts_an_unanswered_sentence_into_the_queue(front: Front) -> None:
    lock = front.desk.sentence("The lock")
    assert front.post(f"{lock}/flag", why=f"{HOSTILE} by Monday").status_code == 302
    assert front.queue(QueueKind.FLAGGED) == ["The lock"]
    page = front.browser.get(f"/review/{lock}").text
    assert "by Monday" in page
    assert "<script>alert" not in page
    assert "Nobody answered yet" in page
    front.post(f"{lock}/settle", label="verified")
    assert front.queue(QueueKind.FLAGGED) == []


@pytest.mark.parametrize("path", ["", "/s-nowhere", "/s-nowhere/settle"])
def test_review_is_for_editors(signed_in: SignIn, path: str) -> None:
    for role in ("checker", "researcher"):
        browser = signed_in(role)
        answer = (
            browser.submit(f"/review{path}") if path.endswith("settle") else browser.get(f"/review{path}")
        )
        assert answer.status_code == 403


def test_nonsense_in_the_address_is_not_found(front: Front) -> None:
    assert front.browser.get("/review?kind=nothing").status_code == 404
    assert front.browser.get("/review/s-nowhere").status_code == 404
    assert front.post("s-nowhere/settle", label="verified").status_code == 404
    assert front.post(f"{front.desk.sentence('The quay')}/withdraw/77").status_code == 404
    for after in ("~", "x~y", "'; drop table people; --~1", "9999~z"):
        assert front.browser.get("/review", query_string={"after": after}).status_code == 200


def test_a_checker_finds_what_was_sent_back_on_their_desk(front: Front, signed_in: SignIn) -> None:
    checker = signed_in("checker")
    assert "Please look once more" not in checker.get("/").text
    me = front.store.value("select person_id from people where email = 'checker@example.org'")
    front.desk.people.append(me)
    front.desk.say("The lock", 3, Judgement(Verdict.VERIFIED))
    front.post(f"{front.desk.sentence('The lock')}/send-back", why=f"{HOSTILE} Since when?", checkers=["A"])
    page = checker.get("/").text
    assert "Please look once more" in page
    assert "Since when?" in page
    assert "<script>alert" not in page
    task = front.store.value(
        "select label_studio_id from tasks where sentence_id = ?", [front.desk.sentence("The lock")]
    )
    assert f"/projects/7/data?task={task}" in page
    front.desk.say("The lock", 3, Judgement(Verdict.DISPUTED))
    assert "Please look once more" not in checker.get("/").text
