"""What editors decide arrives at the real Label Studio, and comes back without being anybody's answer."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import Any

import pytest

from tasks import review
from tasks.ground_truth import MARKER, is_ground_truth
from tasks.label_studio.answers import read_answers
from tasks.label_studio.results import author_of
from tasks.pull import look_for_losses
from tasks.restore import restore
from tasks.store import people, reviews, untold
from tasks.tell import tell
from tasks.types import Judgement, Span, UnverifiableReason, Verdict
from tasks.watch import put_project_back
from tests.checkers import Checker
from tests.conftest import RunningLabelStudio
from tests.tasks.pushed import Pushed

pytestmark = pytest.mark.server

DISPUTED = Judgement(
    Verdict.DISPUTED, Span(4, 11), evidence=("https://port.example.org/cranes", "A book"), note="there are 7"
)


class Review:
    """An editor at work on the first sentence."""

    def __init__(self, traffic: Pushed, person: int) -> None:
        self.traffic, self.person, self.task = traffic, person, traffic.tasks[0]
        self.sentence: str = traffic.store.value("select sentence_id from tasks order by task_id")

    def settle(self, word: Judgement) -> int:
        return review.settle(self.traffic.store, self.sentence, word, self.person)

    def tell(self) -> int:
        one = self.traffic
        return tell(one.store, one.client, one.project, one.home).sentences

    def shown(self) -> dict[str, Any]:
        found = self.traffic.client.task(self.task)
        assert found
        return found

    def is_ours(self, annotation: object) -> bool:
        return is_ground_truth(annotation, {self.traffic.client.own_account()})

    def ground_truths(self) -> list[Judgement]:
        text = self.shown()["data"]["sentence"]
        return [
            judgement
            for annotation in self.shown()["annotations"]
            if self.is_ours(annotation) and annotation["ground_truth"]
            for judgement in read_answers(annotation["result"], text).judgements
        ]

    def answers(self) -> int:
        return int(self.traffic.store.value("select count(*) from annotations"))


@pytest.fixture
def desk(pushed: Pushed, ana: Checker) -> Review:
    ana.answer(pushed.tasks[0], "verified")
    pushed.pull()
    return Review(pushed, pushed.store.value("select person_id from people where email = ?", [ana.email]))


@pytest.fixture
def bo(label_studio: RunningLabelStudio, editor: Checker) -> Iterator[Checker]:
    with closing(editor.invite(label_studio, "bo@example.org")) as checker:
        yield checker


def assert_all_is_told(desk: Review) -> None:
    """Neither pull nor look for losses finds anything new, and nothing is told twice."""
    assert desk.traffic.pull().versions == 0
    assert desk.traffic.pull(full=True).versions == 0
    losses = look_for_losses(desk.traffic.store, desk.traffic.client, desk.traffic.home)
    assert not losses.is_news
    assert losses.tasks == 0
    assert untold.next_untold(desk.traffic.store, desk.traffic.home, 10) == []


def test_what_is_settled_becomes_ground_truth_and_nobodys_answer(desk: Review) -> None:
    before = desk.shown()["annotations"]
    desk.settle(DISPUTED)
    assert desk.tell() == 1
    assert desk.tell() == 0
    assert desk.ground_truths() == [DISPUTED]
    assert [a for a in desk.shown()["annotations"] if not desk.is_ours(a)] == before
    assert_all_is_told(desk)
    assert desk.answers() == 1


def test_the_last_word_replaces_the_former_and_can_be_taken_back(desk: Review) -> None:
    too_vague = Judgement(Verdict.UNVERIFIABLE, reason=UnverifiableReason.TOO_VAGUE)
    desk.settle(Judgement(Verdict.VERIFIED))
    desk.tell()
    word = desk.settle(too_vague)
    desk.tell()
    assert desk.ground_truths() == [too_vague]
    review.take_back(desk.traffic.store, desk.sentence, word, desk.person)
    desk.tell()
    assert desk.ground_truths() == []
    assert len(desk.shown()["annotations"]) == 1
    assert_all_is_told(desk)


def test_what_somebody_changes_about_it_is_put_right(desk: Review, editor: Checker) -> None:
    desk.settle(DISPUTED)
    desk.tell()
    [ours] = [a["id"] for a in desk.shown()["annotations"] if desk.is_ours(a)]
    for meddle in (
        partial(editor.edit, ours, "verified"),
        partial(editor.edit, ours, "verified", ground_truth=False),
        partial(editor.delete, ours),
    ):
        meddle()
        desk.traffic.pull()
        assert desk.tell() == 1
        assert desk.ground_truths() == [DISPUTED]
    assert_all_is_told(desk)
    assert desk.answers() == 1


def test_the_marker_on_an_answer_makes_it_nobodys_word(desk: Review, ana: Checker, bo: Checker) -> None:
    """Anybody can write the desk's marker; an answer stays an answer."""
    bo.answer(desk.task, "disputed", import_id=MARKER, ground_truth=True)
    desk.traffic.pull()
    assert sorted(desk.traffic.labels()) == ["disputed", "verified"]
    [anas] = [a["id"] for a in desk.shown()["annotations"] if author_of(a) == ana.id]
    bo.edit(anas, "verified", import_id=MARKER)
    desk.traffic.pull()
    assert sorted(desk.traffic.labels()) == ["disputed", "verified"]
    desk.settle(DISPUTED)
    desk.tell()
    assert desk.ground_truths() == [DISPUTED]
    assert len(desk.shown()["annotations"]) == 3, "no answer was taken for a word of the desk's and deleted"
    assert_all_is_told(desk)


def test_an_answer_that_is_passed_off_as_the_desks_stays_an_answer(
    desk: Review, ana: Checker, bo: Checker, editor: Checker
) -> None:
    """Label Studio lets anybody say that the desk's account wrote an annotation."""
    [anas] = [a["id"] for a in desk.shown()["annotations"]]
    bo.edit(anas, "verified", import_id=MARKER, completed_by=editor.id)
    desk.traffic.pull()
    assert desk.traffic.labels() == ["verified"]
    word = desk.settle(DISPUTED)
    desk.tell()
    assert desk.traffic.labels() == ["verified"]
    assert anas in [a["id"] for a in desk.shown()["annotations"]]
    review.take_back(desk.traffic.store, desk.sentence, word, desk.person)
    desk.tell()
    bo.answer(desk.task, "unverifiable", import_id=MARKER, completed_by=editor.id)
    desk.traffic.pull()
    desk.tell()
    assert desk.ground_truths() == [], "a word that no editor said is taken away"
    assert desk.traffic.labels() == ["verified"]


def test_what_an_account_wrote_that_the_desk_used_before_stays_its_word(desk: Review, bo: Checker) -> None:
    store = desk.traffic.store
    desk.settle(DISPUTED)
    desk.tell()
    desk.traffic.client.change_annotation(
        next(a["id"] for a in desk.shown()["annotations"] if desk.is_ours(a)), {"completed_by": bo.id}
    )
    people.record_people(store, [(bo.id, bo.email, "Bo")])
    people.grant(store, bo.email, "admin")  # as the desk does with whoever owns its token
    desk.traffic.pull()
    assert desk.answers() == 1
    assert desk.tell() == 0


def test_it_comes_back_with_a_deleted_task(desk: Review, ana: Checker) -> None:
    desk.settle(DISPUTED)
    desk.tell()
    ana.delete_task(desk.task)
    restore(desk.traffic.store, desk.traffic.client, desk.traffic.project)
    desk.task = desk.traffic.store.value("select max(label_studio_id) from tasks where gone_at is null")
    assert desk.ground_truths() == []
    assert desk.tell() == 1
    assert desk.ground_truths() == [DISPUTED]
    assert_all_is_told(desk)


@pytest.mark.parametrize("settled", [False, True])
def test_another_checker_gets_the_task_in_the_label_stream(
    desk: Review,
    ana: Checker,
    bo: Checker,
    settled: bool,
) -> None:
    home = desk.traffic.home.label_studio_id
    for task in desk.traffic.tasks[1:]:
        bo.answer(task)
    assert _next(bo, home) is None
    if settled:
        desk.settle(DISPUTED)
        desk.tell()
    review.ask_another(desk.traffic.store, desk.sentence, None, "", desk.person)
    assert desk.tell() == 1
    assert _next(ana, home) is None
    assert _next(bo, home) == desk.task
    bo.answer(desk.task, "disputed")
    desk.traffic.pull()
    assert reviews.end_answered(desk.traffic.store) == 1
    desk.tell()
    assert desk.shown()["is_labeled"]
    assert_all_is_told(desk)


def test_an_opinion_outlasts_a_new_setup_of_the_project_until_it_is_taken_back(
    desk: Review, editor: Checker
) -> None:
    asked = review.ask_another(desk.traffic.store, desk.sentence, None, "", desk.person)
    desk.tell()
    one = desk.traffic
    editor.change_project(one.home.label_studio_id, {"maximum_annotations": 5})
    put_project_back(one.store, one.client, one.project, one.home)
    assert desk.tell() == 1
    assert (desk.shown()["overlap"], desk.shown()["is_labeled"]) == (2, False)
    review.withdraw(one.store, asked, desk.person)
    assert desk.tell() == 1
    assert (desk.shown()["overlap"], desk.shown()["is_labeled"]) == (1, True)


def _next(checker: Checker, project: int) -> int | None:
    """What the label stream shows the checker next."""
    answer = checker._http.get(f"api/projects/{project}/next")
    return int(answer.json()["id"]) if answer.status_code == 200 else None
