"""From answers about one sentence to its claims and their verdicts."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from exports.answers import Answer
from exports.majority import Method
from exports.verdicts import SentenceVerdict, decide
from tasks.store.adjudications import Adjudication
from tasks.types import NOT_A_CLAIM, Span, Verdict
from tests.exports.answers import FIRST, SECOND, SENTENCE, answer, judged, moment, settled

VERIFIED, DISPUTED, UNVERIFIABLE = Verdict.VERIFIED, Verdict.DISPUTED, Verdict.UNVERIFIABLE


def outcome(*answers: Answer, word: tuple[Adjudication, ...] = ()) -> SentenceVerdict:
    return decide("s-one", SENTENCE, answers, word)


def verdicts(found: SentenceVerdict) -> list[tuple[Verdict | None, Method]]:
    return [(claim.verdict, claim.method) for claim in found.claims]


class TestOneClaim:
    def test_one_checker(self) -> None:
        found = outcome(answer(1, 1, judged(VERIFIED)))
        assert verdicts(found) == [(VERIFIED, Method.SINGLE)]
        assert found.claims[0].span is None
        assert found.claims[0].shares() == {VERIFIED: 1.0, DISPUTED: 0.0, UNVERIFIABLE: 0.0}

    def test_several_of_one_mind(self) -> None:
        found = outcome(answer(1, 1, judged(DISPUTED)), answer(2, 2, judged(DISPUTED)))
        assert verdicts(found) == [(DISPUTED, Method.UNANIMOUS)]

    def test_more_than_for_any_other_answer(self) -> None:
        found = outcome(
            *(answer(n, n, judged(label)) for n, label in enumerate((VERIFIED, DISPUTED, VERIFIED)))
        )
        assert verdicts(found) == [(VERIFIED, Method.MAJORITY)]

    def test_evenly_split_is_undecided(self) -> None:
        found = outcome(answer(1, 1, judged(VERIFIED)), answer(2, 2, judged(DISPUTED)))
        assert verdicts(found) == [(None, Method.UNDECIDED)]
        assert found.claims[0].shares() == {VERIFIED: 0.5, DISPUTED: 0.5, UNVERIFIABLE: 0.0}

    def test_it_is_dated_by_the_last_judgement_that_counts(self) -> None:
        found = outcome(
            answer(1, 1, judged(VERIFIED), minutes=90), answer(2, 2, judged(VERIFIED), minutes=30)
        )
        assert found.claims[0].decided_at == moment(90)


class TestNotAClaim:
    def test_nobody_finds_a_claim(self) -> None:
        found = outcome(answer(1, 1, judged(NOT_A_CLAIM)), answer(2, 2, judged(NOT_A_CLAIM)))
        assert not found.claims
        assert found.denial is not None
        assert found.denial.method is Method.UNANIMOUS

    def test_more_deny_it_than_judge_it(self) -> None:
        found = outcome(
            answer(1, 1, judged(VERIFIED)),
            answer(2, 2, judged(NOT_A_CLAIM)),
            answer(3, 3, judged(NOT_A_CLAIM)),
        )
        assert not found.claims
        assert found.denial is not None
        assert found.denial.method is Method.MAJORITY
        assert len(found.denial.votes) == 3

    def test_as_many_deny_it_as_judge_it(self) -> None:
        found = outcome(answer(1, 1, judged(VERIFIED)), answer(2, 2, judged(NOT_A_CLAIM)))
        assert verdicts(found) == [(None, Method.UNDECIDED)]

    def test_denials_stay_out_of_the_soft_labels(self) -> None:
        found = outcome(
            answer(1, 1, judged(VERIFIED)), answer(2, 2, judged(VERIFIED)), answer(3, 3, judged(NOT_A_CLAIM))
        )
        assert verdicts(found) == [(VERIFIED, Method.MAJORITY)]
        assert found.claims[0].count(NOT_A_CLAIM) == 1
        assert found.claims[0].shares() == {VERIFIED: 1.0, DISPUTED: 0.0, UNVERIFIABLE: 0.0}

    def test_it_takes_more_than_the_denials_to_win(self) -> None:
        labels = (VERIFIED, VERIFIED, DISPUTED, NOT_A_CLAIM, NOT_A_CLAIM)
        found = outcome(*(answer(n, n, judged(label)) for n, label in enumerate(labels)))
        assert verdicts(found) == [(None, Method.UNDECIDED)]

    def test_denials_ahead_of_each_verdict_but_not_of_all_leave_it_open(self) -> None:
        labels = (VERIFIED, DISPUTED, NOT_A_CLAIM, NOT_A_CLAIM)
        found = outcome(*(answer(n, n, judged(label)) for n, label in enumerate(labels)))
        assert verdicts(found) == [(None, Method.UNDECIDED)]

    def test_who_marks_one_claim_can_deny_another(self) -> None:
        found = outcome(
            answer(1, 1, judged(VERIFIED, FIRST), judged(VERIFIED, SECOND)),
            answer(2, 2, judged(VERIFIED, FIRST), judged(NOT_A_CLAIM, SECOND)),
        )
        assert verdicts(found) == [(VERIFIED, Method.UNANIMOUS), (None, Method.UNDECIDED)]


class TestWhoCounts:
    def test_skips_never_do(self) -> None:
        found = outcome(answer(1, 1, state="skipped"), answer(2, 2, judged(DISPUTED)))
        assert verdicts(found) == [(DISPUTED, Method.SINGLE)]
        assert outcome(answer(1, 1, state="skipped")) == SentenceVerdict()

    def test_the_latest_answer_of_one_checker_does(self) -> None:
        found = outcome(
            answer(1, 1, judged(VERIFIED)), answer(2, 2, judged(DISPUTED)), answer(3, 1, judged(DISPUTED))
        )
        assert verdicts(found) == [(DISPUTED, Method.UNANIMOUS)]
        said = [(o.mark.annotation_id, o.mark.round, o.claim_id, o.counted) for o in found.opinions]
        claim = found.claims[0].claim_id
        assert said == [(2, 1, claim, True), (3, 2, claim, True), (1, 1, claim, False)]

    def test_latest_is_a_matter_of_time_and_not_of_numbers(self) -> None:
        found = outcome(
            answer(1, 1, judged(VERIFIED), minutes=50), answer(2, 1, judged(DISPUTED), minutes=10)
        )
        assert verdicts(found) == [(VERIFIED, Method.SINGLE)]

    def test_answers_without_a_name_are_by_different_people(self) -> None:
        found = outcome(answer(1, None, judged(VERIFIED)), answer(2, None, judged(VERIFIED)))
        assert verdicts(found) == [(VERIFIED, Method.UNANIMOUS)]


class TestSeveralClaims:
    def test_marks_that_overlap_are_about_one_claim(self) -> None:
        found = outcome(
            answer(1, 1, judged(VERIFIED, FIRST), judged(DISPUTED, SECOND)),
            answer(2, 2, judged(VERIFIED, Span(4, 24)), judged(DISPUTED, Span(46, 66))),
        )
        assert verdicts(found) == [(VERIFIED, Method.UNANIMOUS), (DISPUTED, Method.UNANIMOUS)]
        assert [claim.span for claim in found.claims] == [FIRST, SECOND]

    def test_the_extent_is_what_most_marked(self) -> None:
        found = outcome(
            answer(1, 1, judged(VERIFIED, FIRST)),
            answer(2, 2, judged(VERIFIED, Span(4, 24))),
            answer(3, 3, judged(VERIFIED, Span(4, 24))),
        )
        assert [claim.span for claim in found.claims] == [Span(4, 24)]

    def test_a_judgement_of_the_sentence_is_about_the_only_claim_in_it(self) -> None:
        found = outcome(answer(1, 1, judged(VERIFIED)), answer(2, 2, judged(DISPUTED, SECOND)))
        assert verdicts(found) == [(None, Method.UNDECIDED)]
        assert found.claims[0].span == SECOND

    def test_it_is_about_the_sentence_where_several_were_marked(self) -> None:
        found = outcome(
            answer(1, 1, judged(VERIFIED)), answer(2, 2, judged(VERIFIED, FIRST), judged(DISPUTED, SECOND))
        )
        assert [claim.span for claim in found.claims] == [None, FIRST, SECOND]

    def test_a_mark_that_leaves_out_no_word_is_the_sentence(self) -> None:
        found = outcome(answer(1, 1, judged(VERIFIED)), answer(2, 2, judged(VERIFIED, Span(0, 66))))
        assert verdicts(found) == [(VERIFIED, Method.UNANIMOUS)]
        assert found.claims[0].span is None

    def test_equal_marks_of_one_checker_are_one_vote_and_the_last(self) -> None:
        found = outcome(answer(1, 1, judged(VERIFIED, FIRST), judged(DISPUTED, FIRST)))
        assert verdicts(found) == [(DISPUTED, Method.SINGLE)]
        assert [o.counted for o in found.opinions] == [True, False]


class TestAdjudication:
    def test_it_prevails_and_the_votes_stay(self) -> None:
        found = outcome(
            answer(1, 1, judged(VERIFIED)),
            answer(2, 2, judged(VERIFIED)),
            word=(settled(1, judged(DISPUTED)),),
        )
        assert verdicts(found) == [(DISPUTED, Method.ADJUDICATED)]
        assert found.claims[0].count(VERIFIED) == 2

    def test_it_settles_the_claim_it_is_about(self) -> None:
        found = outcome(
            answer(1, 1, judged(VERIFIED, FIRST), judged(VERIFIED, SECOND)),
            word=(settled(1, judged(DISPUTED, Span(46, 66))),),
        )
        assert verdicts(found) == [(VERIFIED, Method.SINGLE), (DISPUTED, Method.ADJUDICATED)]
        assert found.claims[1].span == Span(46, 66)

    def test_a_claim_that_only_the_editor_saw(self) -> None:
        found = outcome(answer(1, 1, judged(NOT_A_CLAIM)), word=(settled(1, judged(VERIFIED, FIRST)),))
        assert verdicts(found) == [(VERIFIED, Method.ADJUDICATED)]
        assert found.claims[0].shares() is None
        assert found.claims[0].count(NOT_A_CLAIM) == 1

    def test_no_claim_at_all(self) -> None:
        found = outcome(
            answer(1, 1, judged(VERIFIED, FIRST), judged(VERIFIED, SECOND)),
            word=(settled(1, judged(NOT_A_CLAIM)),),
        )
        assert not found.claims
        assert found.denial is not None
        assert found.denial.method is Method.ADJUDICATED

    def test_no_claim_here_leaves_the_other(self) -> None:
        found = outcome(
            answer(1, 1, judged(VERIFIED, FIRST), judged(VERIFIED, SECOND)),
            word=(settled(1, judged(NOT_A_CLAIM, FIRST)),),
        )
        assert [claim.span for claim in found.claims] == [SECOND]


def test_a_claim_keeps_its_id_when_others_answer_later() -> None:
    first = answer(1, 1, judged(VERIFIED))
    spans = answer(2, 2, judged(DISPUTED, Span(4, 24)))
    third = answer(3, 3, judged(DISPUTED, Span(4, 24)))
    ids = [
        outcome(*answers).claims[0].claim_id for answers in ((first,), (first, spans), (first, spans, third))
    ]
    assert len(set(ids)) == 1


spans = st.builds(lambda a, b: Span(min(a, b), max(a, b) + 1), st.integers(0, 60), st.integers(0, 60))
judgements = st.builds(
    judged, st.sampled_from([*Verdict, NOT_A_CLAIM]), st.none() | spans | st.sampled_from([FIRST, SECOND])
)
answer_lists = st.lists(
    st.tuples(st.integers(1, 4), st.lists(judgements, max_size=3), st.integers(0, 5), st.booleans()),
    max_size=6,
).map(
    lambda rows: [
        answer(number, person, *given, minutes=minutes, state="skipped" if skipped else "answered")
        for number, (person, given, minutes, skipped) in enumerate(rows, 1)
    ]
)
words = st.lists(judgements, max_size=2).map(lambda given: [settled(n, j) for n, j in enumerate(given)])


@given(answer_lists, words, st.randoms())
def test_the_order_of_answers_makes_no_difference(
    answers: list[Answer], word: list[Adjudication], random: Random
) -> None:
    shuffled = [*answers]
    random.shuffle(shuffled)
    assert decide("s-one", SENTENCE, shuffled, word) == decide("s-one", SENTENCE, answers, word)


@given(answer_lists, words)
def test_what_always_holds(answers: list[Answer], word: list[Adjudication]) -> None:
    found = decide("s-one", SENTENCE, answers, word)
    assert not (found.claims and found.denial)
    ids = [claim.claim_id for claim in found.claims]
    assert len(set(ids)) == len(ids)
    for claim in found.claims:
        checkers = [vote.checker for vote in claim.votes]
        assert len(set(checkers)) == len(checkers)
        assert (claim.verdict is None) == (claim.method is Method.UNDECIDED)
        assert (claim.method is Method.ADJUDICATED) == (claim.adjudication is not None)
    said = {(a.annotation_id, i) for a in answers if a.says_something for i in range(len(a.judgements))}
    assert {(o.mark.annotation_id, o.mark.ordinal) for o in found.opinions} == said
    if found.denial:
        assert sum(o.counted for o in found.opinions) == len(found.denial.votes)
    votes = sorted((c.claim_id, v.checker) for c in found.claims for v in c.votes)
    assert (
        sorted((o.claim_id or "", o.mark.checker) for o in found.opinions if o.counted and o.claim_id)
        == votes
    )
