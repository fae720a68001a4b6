"""How the pieces of an annotation are read together, each case as Label Studio sends it."""

import pytest

from tasks.label_studio import controls
from tasks.label_studio.answers import Answers, read_answers
from tasks.label_studio.unreadable import Unreadable
from tasks.types import Judgement, Span, UnverifiableReason, WasItSaid
from tests.tasks.label_studio.payloads import Result, about, choice, mark, typed, typed_about

SENTENCE = "The auditor says 14 libraries closed and visits fell by a third."
CLOSED = "14 libraries closed"
FELL = "visits fell by a third"
CLOSED_AT = Span(17, 36)
FELL_AT = Span(41, 63)


def read(*results: object) -> Answers:
    return read_answers(list(results), SENTENCE)


def judgements(*results: object) -> list[Judgement]:
    answers = read(*results)
    assert answers.repairs == ()
    return list(answers.judgements)


@pytest.mark.parametrize("verdict", ["verified", "disputed", "unverifiable", "not_a_claim"])
def test_one_verdict_for_the_sentence(verdict: str) -> None:
    assert judgements(choice(controls.VERDICT, verdict)) == [Judgement(verdict)]


def test_everything_about_the_sentence() -> None:
    assert judgements(
        choice(controls.VERDICT, "unverifiable"),
        choice(controls.REASON, "not_yet_happened"),
        choice(controls.SAID, "said"),
        typed(controls.EVIDENCE, "https://a.example\nhttps://b.example"),
        typed(controls.NOTE, "Asked twice."),
    ) == [
        Judgement(
            "unverifiable",
            reason=UnverifiableReason.NOT_YET_HAPPENED,
            was_it_said=WasItSaid.SAID,
            evidence=("https://a.example", "https://b.example"),
            note="Asked twice.",
        )
    ]


def test_a_verdict_for_each_claim_in_reading_order() -> None:
    assert judgements(mark(SENTENCE, FELL, "disputed"), mark(SENTENCE, CLOSED, "verified")) == [
        Judgement("verified", CLOSED_AT),
        Judgement("disputed", FELL_AT),
    ]


def test_everything_about_a_claim() -> None:
    fell = mark(SENTENCE, FELL, "unverifiable")
    assert judgements(
        mark(SENTENCE, CLOSED, "not_a_claim"),
        fell,
        about(fell, controls.CLAIM_REASON, "too_vague"),
        about(fell, controls.CLAIM_SAID, "unclear"),
        typed_about(fell, controls.CLAIM_EVIDENCE, "https://a.example"),
        typed_about(fell, controls.CLAIM_NOTE, "A third of what?"),
    ) == [
        Judgement("not_a_claim", CLOSED_AT),
        Judgement(
            "unverifiable",
            FELL_AT,
            UnverifiableReason.TOO_VAGUE,
            WasItSaid.UNCLEAR,
            ("https://a.example",),
            "A third of what?",
        ),
    ]


def test_the_sentences_keys_say_nothing_once_a_claim_has_a_verdict() -> None:
    """They were pressed for the claims, and the sentence heard them too."""
    assert judgements(
        mark(SENTENCE, CLOSED, "verified"),
        mark(SENTENCE, FELL, "disputed"),
        choice(controls.VERDICT, "disputed"),
        choice(controls.SAID, "said"),
    ) == [Judgement("verified", CLOSED_AT), Judgement("disputed", FELL_AT)]


def test_a_verdict_of_the_sentence_that_no_claim_has_is_reported() -> None:
    answers = read(mark(SENTENCE, CLOSED, "verified"), choice(controls.VERDICT, "not_a_claim"))
    assert answers.judgements == (Judgement("verified", CLOSED_AT),)
    assert answers.repairs == ("left out the sentence's own verdict (not_a_claim): its claims have theirs",)


def test_evidence_and_note_of_the_sentence_hold_for_claims_without_their_own() -> None:
    fell = mark(SENTENCE, FELL, "disputed")
    first, second = judgements(
        mark(SENTENCE, CLOSED, "verified"),
        fell,
        typed_about(fell, controls.CLAIM_NOTE, "By a tenth."),
        typed(controls.EVIDENCE, "https://a.example"),
        typed(controls.NOTE, "See the report."),
    )
    assert (first.evidence, first.note) == (("https://a.example",), "See the report.")
    assert (second.evidence, second.note) == (("https://a.example",), "By a tenth.")


def test_suggestions_left_alone_are_no_labels() -> None:
    assert judgements(
        mark(SENTENCE, CLOSED, origin="prediction"),
        mark(SENTENCE, FELL, origin="prediction"),
        choice(controls.VERDICT, "verified"),
    ) == [Judgement("verified")]


def test_a_suggestion_left_alone_beside_a_judged_one() -> None:
    assert judgements(mark(SENTENCE, CLOSED, origin="prediction"), mark(SENTENCE, FELL, "verified")) == [
        Judgement("verified", FELL_AT)
    ]


def test_a_verdict_that_only_a_machine_gave_is_no_label() -> None:
    machine = {**choice(controls.VERDICT, "verified"), "origin": "prediction"}
    assert judgements(machine, mark(SENTENCE, FELL, "disputed", origin="prediction")) == []


def test_a_suggestion_that_was_changed_is_a_label() -> None:
    assert judgements(mark(SENTENCE, FELL, "disputed", origin="prediction-changed")) == [
        Judgement("disputed", FELL_AT)
    ]


def test_a_verdict_taken_back_leaves_no_label() -> None:
    assert judgements() == []
    assert judgements(choice(controls.VERDICT)) == []
    assert judgements(mark(SENTENCE, FELL)) == []


@pytest.mark.parametrize("words", [SENTENCE, SENTENCE.rstrip(".")])
def test_a_single_mark_over_all_words_is_the_sentence(words: str) -> None:
    assert judgements(mark(SENTENCE, words, "verified")) == [Judgement("verified", None)]


def test_a_mark_over_all_words_beside_another_is_a_claim() -> None:
    spans = [
        j.span for j in judgements(mark(SENTENCE, SENTENCE, "verified"), mark(SENTENCE, FELL, "disputed"))
    ]
    assert spans == [Span(0, len(SENTENCE)), FELL_AT]


def test_what_is_noted_without_any_verdict_is_reported() -> None:
    suggested = mark(SENTENCE, FELL)
    assert read(typed(controls.NOTE, "Hm.")).repairs == ("left out what was noted without a verdict",)
    assert read(
        suggested, typed_about(suggested, controls.CLAIM_NOTE, "Hm."), choice(controls.VERDICT, "disputed")
    ) == Answers((Judgement("disputed"),), ("left out what was noted on a mark without a verdict",))


def test_a_reason_without_unverifiable_is_reported() -> None:
    assert read(choice(controls.VERDICT, "verified"), choice(controls.REASON, "no_access")) == Answers(
        (Judgement("verified"),), ("left out a reason, which only goes with unverifiable",)
    )


def test_marks_twice_over_are_one() -> None:
    first, again = (mark(SENTENCE, FELL, "disputed", region=region) for region in "ab")
    answers = read(first, again, typed_about(again, controls.CLAIM_NOTE, "Twice."))
    assert answers.judgements == (Judgement("disputed", FELL_AT, note="Twice."),)
    assert answers.repairs == ("took two marks of the same words for one",)


def test_a_result_twice_over_is_one() -> None:
    verdict = choice(controls.VERDICT, "verified")
    assert judgements(verdict, dict(verdict)) == [Judgement("verified")]


def test_a_suggestion_does_not_contradict_a_verdict_on_the_same_words() -> None:
    assert judgements(mark(SENTENCE, FELL, region="a"), mark(SENTENCE, FELL, "disputed", region="b")) == [
        Judgement("disputed", FELL_AT)
    ]


def test_marks_without_ids_are_known_by_their_offsets() -> None:
    fell = mark(SENTENCE, FELL, "disputed")
    note = typed_about(fell, controls.CLAIM_NOTE, "No.")
    for result in (fell, note):
        del result["id"]
    assert judgements(fell, note) == [Judgement("disputed", FELL_AT, note="No.")]


def test_mended_marks_are_reported() -> None:
    slipped = mark(SENTENCE, FELL, "disputed")
    slipped["value"]["start"] -= 4
    slipped["value"]["end"] -= 4
    assert read(slipped) == Answers(
        (Judgement("disputed", FELL_AT),), ("moved a mark to where its words stand",)
    )


def test_a_bad_place_does_not_matter_where_there_is_no_verdict() -> None:
    lost = mark(SENTENCE, FELL)
    lost["value"]["start"] = None
    assert judgements(lost, choice(controls.VERDICT, "verified")) == [Judgement("verified")]


@pytest.mark.parametrize(
    "strange",
    [
        {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right"},
        choice("mood", "gloomy"),
        {**choice(controls.VERDICT, "verified"), "from_name": ["verdict"]},
        {},
    ],
)
def test_answers_to_other_questions_are_left_out_and_reported(strange: Result) -> None:
    assert read(strange, choice(controls.VERDICT, "verified")) == Answers(
        (Judgement("verified"),), ("left out an answer to none of our questions",)
    )


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([None], "not an object"),
        ([[]], "not an object"),
        ([{**choice(controls.VERDICT, "verified"), "value": None}], "no value"),
        ([{**choice(controls.VERDICT, "verified"), "value": {}}], "not a list"),
        ([{**choice(controls.VERDICT, "verified"), "value": {"choices": "verified"}}], "not a list"),
        ([{**choice(controls.VERDICT, "verified"), "value": {"choices": [None]}}], "unknown: NoneType"),
        ([{**choice(controls.VERDICT, "verified"), "value": {"choices": [["verified"]]}}], "unknown: list"),
        ([choice(controls.VERDICT, "Verified")], "verdict is unknown: 'Verified'"),
        ([choice(controls.VERDICT, "verdächtig" * 9)], r"unknown: 'verd\\xe4chtig"),
        ([choice(controls.VERDICT, "unjudged")], "verdict is unknown"),
        ([choice(controls.VERDICT, "verified"), choice(controls.REASON, "no time")], "reason is unknown"),
        ([choice(controls.VERDICT, "verified"), choice(controls.SAID, "maybe")], "was it said is unknown"),
        ([choice(controls.VERDICT, "verified", "disputed")], "two different answers"),
        ([choice(controls.VERDICT, "verified"), choice(controls.VERDICT, "disputed")], "two different"),
        ([mark(SENTENCE, FELL, "verified", "disputed")], "two different"),
        (
            [mark(SENTENCE, FELL, "verified", region="a"), mark(SENTENCE, FELL, "disputed", region="b")],
            "two different",
        ),
        ([{**typed(controls.NOTE, ""), "value": {"text": 5}}], "not text"),
        ([{**typed(controls.NOTE, ""), "value": {"text": ["a", None]}}], "not text"),
        ([{**mark(SENTENCE, FELL, "verified"), "value": {"labels": ["verified"]}}], "no offsets"),
    ],
)
def test_what_cannot_be_understood_is_refused_as_a_whole(results: list[object], reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(*results)
