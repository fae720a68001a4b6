"""The account of a random run finds what is lost, doubled or changed."""

import json

import pytest

from benchmarks.endurance.answers import ABSENT, DELETED, Answer, Journal, Standing, differences, outcome_of
from tests.tasks.label_studio.payloads import choice, typed

EMAIL = "ana@example.org"


def given() -> tuple[Journal, Answer, Standing]:
    """One acknowledged answer, and how it stands."""
    journal = Journal()
    answer = journal.begin("s1", EMAIL)
    answer.acknowledged(answer.say("verified"))
    return journal, answer, Standing(0, "1 verified", "s1", EMAIL)


def test_an_answer_is_known_by_its_mark() -> None:
    result = json.dumps([choice("verdict", "disputed"), typed("note", "answer 17, wording 3.")])
    assert outcome_of(result, "answered") == (17, "3 disputed")
    assert outcome_of(result, "skipped") == (17, "3 skipped")
    assert outcome_of(result, "deleted") == (17, DELETED)
    assert outcome_of("[]", "answered") is None


def test_what_stands_as_it_was_said_is_right() -> None:
    journal, _, stands = given()
    assert differences(journal.all(), [stands], {0: stands}) == []


@pytest.mark.parametrize(
    ("standing", "listed", "words"),
    [
        ([], {}, "stands as 'absent'"),
        ([Standing(0, "1 verified", "s1", EMAIL)] * 2, {}, "stands 2 times"),
        ([Standing(0, "1 disputed", "s1", EMAIL)], {}, "stands as '1 disputed'"),
        ([Standing(0, "1 verified", "s2", EMAIL)], {}, "s2"),
        ([Standing(0, "1 verified", "s1", EMAIL)], {0: Standing(0, "2 verified", "s1", EMAIL)}, "Label"),
        ([Standing(0, "1 verified", "s1", EMAIL), Standing(5, "1 verified", "s1", EMAIL)], {}, "nobody"),
    ],
)
def test_what_stands_otherwise_is_told(
    standing: list[Standing], listed: dict[int, Standing], words: str
) -> None:
    journal, _, _ = given()
    [wrong] = differences(journal.all(), standing, listed)
    assert words in wrong


def test_an_unheard_answer_may_stand_or_not() -> None:
    journal, answer, stands = given()
    answer.in_doubt(answer.say("disputed"))
    for outcome in ("1 verified", "2 disputed"):
        assert differences(journal.all(), [Standing(0, outcome, "s1", EMAIL)], {}) == []
    answer.acknowledged(answer.say(DELETED))
    assert differences(journal.all(), [stands], {})


def test_what_was_destroyed_unread_may_stand_as_it_was_read() -> None:
    journal, answer, stands = given()
    assert journal.destroy(lambda _: True, [stands]) == 0
    answer.acknowledged(answer.say("disputed"))
    assert journal.destroy(lambda _: True, [stands]) == 1
    assert answer.right == {"1 verified", "2 disputed"}
    unseen = journal.begin("s2", EMAIL)
    unseen.acknowledged(unseen.say("verified"))
    assert journal.destroy(lambda answer: answer is unseen, []) == 1
    assert unseen.right == {ABSENT, "1 verified"}
