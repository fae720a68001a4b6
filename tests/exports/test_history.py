"""How a verdict came about."""

from exports.answers import Answer
from exports.history import Change, history
from exports.verdicts import decide
from tasks.store.adjudications import Adjudication
from tasks.types import NOT_A_CLAIM, Verdict
from tests.exports.answers import FIRST, SECOND, SENTENCE, answer, judged, moment, settled

VERIFIED, DISPUTED = Verdict.VERIFIED, Verdict.DISPUTED
DAY = 24 * 60


def steps(*versions: Answer, words: tuple[Adjudication, ...] = ()) -> list[tuple[str | None, str, str, str]]:
    entries = history("s-one", SENTENCE, versions, words)
    answers = [v for v in versions if v.superseded_at is None and v.state != "deleted"]
    standing = decide("s-one", SENTENCE, answers, [word for word in words if word.superseded_at is None])
    assert history("s-one", SENTENCE, versions, words, standing) == entries
    return [(entry.verdict, entry.method, entry.change, entry.recorded_at) for entry in entries]


def test_a_verdict_that_stays_has_one_entry() -> None:
    assert steps(answer(1, 1, judged(VERIFIED)), answer(2, 2, judged(VERIFIED))) == [
        (VERIFIED, "single", Change.ANSWER, moment(1))
    ]


def test_every_turn_is_an_entry() -> None:
    found = steps(
        answer(1, 1, judged(VERIFIED), minutes=10),
        answer(2, 2, judged(DISPUTED), minutes=20),
        answer(3, 3, judged(DISPUTED), minutes=30),
        words=(settled(1, judged(VERIFIED)),),
    )
    assert found == [
        (VERIFIED, "single", Change.ANSWER, moment(10)),
        (None, "undecided", Change.ANSWER, moment(20)),
        (DISPUTED, "majority", Change.ANSWER, moment(30)),
        (VERIFIED, "adjudicated", Change.ADJUDICATION, moment(DAY + 1)),
    ]


def test_second_thoughts_keep_the_first() -> None:
    found = steps(
        answer(1, 1, judged(VERIFIED), minutes=10, superseded=20),
        answer(1, 1, judged(DISPUTED), minutes=20, version=2, superseded=30),
        answer(1, 1, minutes=30, version=3, state="deleted"),
    )
    assert found == [
        (VERIFIED, "single", Change.ANSWER, moment(10)),
        (DISPUTED, "single", Change.REVISED_ANSWER, moment(20)),
        (None, "undecided", Change.REMOVED_ANSWER, moment(30)),
    ]


def test_until_it_was_removed_an_answer_stood() -> None:
    entries = history(
        "s-one",
        SENTENCE,
        [
            answer(1, 1, judged(VERIFIED), minutes=10, superseded=30),
            answer(1, 1, minutes=10, recorded=30, version=2, state="deleted"),
        ],
        (),
    )
    assert [(e.verdict, e.valid_from, e.recorded_at) for e in entries] == [
        (VERIFIED, moment(10), moment(10)),
        (None, moment(30), moment(30)),
    ]


def test_what_turns_out_to_be_no_claim() -> None:
    found = steps(
        answer(1, 1, judged(VERIFIED)), answer(2, 2, judged(NOT_A_CLAIM)), answer(3, 3, judged(NOT_A_CLAIM))
    )
    assert [step[0] for step in found] == [VERIFIED, None, NOT_A_CLAIM]


def test_an_editor_who_takes_a_word_back() -> None:
    found = steps(answer(1, 1, judged(VERIFIED)), words=(settled(1, judged(DISPUTED), superseded=9),))
    assert [step[0] for step in found] == [VERIFIED, DISPUTED, VERIFIED]


def test_two_times_what_was_judged_and_what_was_known() -> None:
    late = answer(1, 1, judged(VERIFIED), minutes=10, recorded=90)
    (entry,) = history("s-one", SENTENCE, [late], [])
    assert (entry.valid_from, entry.recorded_at) == (moment(10), moment(90))


def test_claims_of_one_sentence_have_histories_of_their_own() -> None:
    found = history(
        "s-one",
        SENTENCE,
        [
            answer(1, 1, judged(VERIFIED, FIRST), judged(VERIFIED, SECOND)),
            answer(2, 2, judged(DISPUTED, FIRST), judged(VERIFIED, SECOND)),
        ],
        [],
    )
    assert sorted(entry.verdict or "" for entry in found) == ["", VERIFIED, VERIFIED]
