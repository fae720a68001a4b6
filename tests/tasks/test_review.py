"""What editors do about a claim: checked, recorded with its date, and ended when it is done."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks import review
from tasks.errors import InputError
from tasks.ledger import SentenceState, open_ledger
from tasks.store import adjudications, reviews
from tasks.store.connection import Store
from tasks.store.reviews import RequestEnd
from tasks.types import Judgement, Span, UnverifiableReason, Verdict
from tests.exports.desks import Desk, labelled_desk
from tests.tasks.store import builders

SENTENCE = "The bridge opened in May."


@pytest.fixture
def desk(store: Store) -> Desk:
    return labelled_desk(store)


@given(st.integers(-5, 40), st.integers(-5, 40))
def test_a_span_lies_in_the_sentence_or_is_refused(start: int, end: int) -> None:
    span = Span(start, end)
    if 0 <= start < end <= len(SENTENCE) and SENTENCE[start:end].strip():
        assert review.make_judgement(SENTENCE, "verified", span).span == span
    else:
        with pytest.raises(InputError):
            review.make_judgement(SENTENCE, "verified", span)


@given(st.sampled_from(review.LABELS), st.sampled_from(["", *UnverifiableReason, "because"]))
def test_a_reason_goes_with_unverifiable_only(label: str, reason: str) -> None:
    if not reason or (label == Verdict.UNVERIFIABLE and reason != "because"):
        assert (review.make_judgement(SENTENCE, label, reason=reason).reason or "") == reason
    else:
        with pytest.raises(InputError):
            review.make_judgement(SENTENCE, label, reason=reason)


def test_evidence_is_kept_as_typed() -> None:
    said = review.make_judgement(
        SENTENCE, "disputed", evidence=" javascript:alert(1)\n\nhttps://a.org https://b.org "
    )
    assert said.evidence == ("javascript:alert(1)", "https://a.org", "https://b.org")


@pytest.mark.parametrize("label", ["", "undecided", "true", "'; drop table people; --"])
def test_other_words_are_no_verdict(label: str) -> None:
    with pytest.raises(InputError):
        review.make_judgement(SENTENCE, label)


def test_the_last_word_counts_and_the_former_stays_in_the_record(desk: Desk) -> None:
    sentence = desk.sentence("Repairs")
    first = review.settle(desk.store, sentence, Judgement(Verdict.VERIFIED, Span(0, 25)), desk.people[0])
    wider = Judgement(Verdict.DISPUTED, Span(0, 26))
    review.settle(desk.store, sentence, wider, desk.people[1], instead_of=first)
    assert adjudications.standing_words(desk.store, sentence) == [wider]
    ever = list(adjudications.iter_adjudications(desk.store))
    assert [word.superseded_at is None for word in ever] == [False, True]
    assert ever[0].superseded_at == ever[1].decided_at


def test_a_word_can_be_taken_back(desk: Desk) -> None:
    sentence = desk.sentence("The caf")
    word = review.settle(desk.store, sentence, Judgement(Verdict.VERIFIED), desk.people[0])
    assert open_ledger(desk.store).states[SentenceState.ADJUDICATED] == 1
    assert review.take_back(desk.store, sentence, word, desk.people[1])
    assert not review.take_back(desk.store, sentence, word, desk.people[1])
    assert open_ledger(desk.store).states[SentenceState.ADJUDICATED] == 0
    assert len(list(adjudications.iter_adjudications(desk.store))) == 1


def test_a_flag_stands_once_until_the_claim_is_settled(desk: Desk) -> None:
    sentence, editor = desk.sentence("The caf"), desk.people[0]
    review.flag(desk.store, sentence, None, " look at the date ", editor)
    with pytest.raises(InputError, match="still stands"):
        review.flag(desk.store, sentence, None, "again", editor)
    review.settle(desk.store, sentence, Judgement(Verdict.VERIFIED), editor)
    [asked] = reviews.requests_about(desk.store, sentence)
    assert (asked.note, asked.asked_by, asked.ended_as) == ("look at the date", editor, RequestEnd.SETTLED)
    review.flag(desk.store, sentence, None, "once more", editor)


def test_settling_one_claim_leaves_what_is_asked_about_another(desk: Desk) -> None:
    sentence, editor = desk.sentence("Repairs"), desk.people[0]
    review.flag(desk.store, sentence, Span(27, 65), "", editor)
    review.settle(desk.store, sentence, Judgement(Verdict.VERIFIED, Span(0, 25)), editor)
    [asked] = reviews.requests_about(desk.store, sentence)
    assert asked.stands


def test_another_opinion_raises_the_number_of_checkers_for_that_sentence_only(desk: Desk) -> None:
    sentence = desk.sentence("\U0001f6a2")
    before = open_ledger(desk.store).states
    request = review.ask_another(desk.store, sentence, None, "", desk.people[0])
    assert reviews.checkers_needed(desk.store, sentence) == 3
    assert reviews.checkers_needed(desk.store, desk.sentence("Repairs")) == 1
    during = open_ledger(desk.store).states
    assert during[SentenceState.PARTLY_LABELLED] == before[SentenceState.PARTLY_LABELLED] + 1
    assert reviews.end_answered(desk.store) == 0
    desk.people.append(builders.checker(desk.store, 3, "cy"))
    desk.say("\U0001f6a2", 2, Judgement(Verdict.VERIFIED))
    assert reviews.end_answered(desk.store) == 1
    assert open_ledger(desk.store).states == before
    found = reviews.get_request(desk.store, request)
    assert found
    assert found.ended_as is RequestEnd.ANSWERED


def test_an_opinion_taken_back_is_no_longer_needed(desk: Desk) -> None:
    sentence = desk.sentence("\U0001f6a2")
    request = review.ask_another(desk.store, sentence, None, "", desk.people[0])
    review.withdraw(desk.store, request, desk.people[0])
    assert reviews.checkers_needed(desk.store, sentence) == 1


def test_what_was_sent_back_shows_to_those_who_answered_until_they_answer_again(desk: Desk) -> None:
    sentence, (ana, bo) = desk.sentence("\U0001f6a2"), desk.people
    review.send_back(desk.store, sentence, None, "The notice is of 2019.", ana, [bo])
    assert reviews.sent_back_to(desk.store, ana, 10) == []
    [shown] = reviews.sent_back_to(desk.store, bo, 10)
    assert (shown.sentence_id, shown.note, shown.project) == (sentence, "The notice is of 2019.", 7)
    assert shown.task is not None
    assert reviews.end_answered(desk.store) == 0
    desk.say("\U0001f6a2", 1, Judgement(Verdict.DISPUTED))
    assert reviews.sent_back_to(desk.store, bo, 10) == []
    assert reviews.end_answered(desk.store) == 1


def test_sending_back_wants_a_word_and_somebody_who_answered(desk: Desk) -> None:
    sentence = desk.sentence("\U0001f6a2")
    with pytest.raises(InputError, match="Say what"):
        review.send_back(desk.store, sentence, None, "  ", desk.people[0])
    with pytest.raises(InputError, match="None of these"):
        review.send_back(desk.store, sentence, None, "look", desk.people[0], [99])
    with pytest.raises(InputError, match="None of these"):
        review.send_back(desk.store, desk.sentence("Nobody"), None, "look", desk.people[0])


def test_a_sentence_that_is_not_there_is_refused(desk: Desk) -> None:
    for ask in (review.flag, review.ask_another, review.send_back):
        with pytest.raises(InputError, match="no sentence"):
            ask(desk.store, "s-nowhere", None, "why", desk.people[0])


def test_nothing_is_half_done(desk: Desk) -> None:
    """A request that ends with the settling of its claim, or both not."""
    sentence = desk.sentence("The caf")
    review.flag(desk.store, sentence, None, "", desk.people[0])
    broken = replace(Judgement(Verdict.VERIFIED), label="no such label")
    with pytest.raises(Exception, match="constraint"):
        review.settle(desk.store, sentence, broken, desk.people[0])
    [asked] = reviews.requests_about(desk.store, sentence)
    assert asked.stands
    assert adjudications.standing_words(desk.store, sentence) == []
