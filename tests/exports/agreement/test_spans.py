"""Agreement about where claims are."""

import pytest

from exports.agreement.spans import SpanFigures, SpanTally, marked
from exports.answers import Answer
from exports.verdicts import decide
from tasks.types import NOT_A_CLAIM, Span, Verdict
from tests.exports.answers import FIRST, SECOND, SENTENCE, answer, judged

V = Verdict.VERIFIED


def figures(*sentences: list[Answer]) -> SpanFigures:
    tally = SpanTally()
    for answers in sentences:
        tally.add_article([marked(SENTENCE, decide("s-one", SENTENCE, answers))])
    return tally.figures()


def test_the_same_marks_agree_wholly() -> None:
    found = figures([answer(n, n, judged(V, FIRST), judged(V, SECOND)) for n in (1, 2)])
    assert (found.sentences, found.alpha.value, found.matched.value, found.exact.value) == (1, 1.0, 1.0, 1.0)


def test_other_ends_match_but_not_exactly() -> None:
    found = figures([answer(1, 1, judged(V, FIRST)), answer(2, 2, judged(V, Span(4, 24)))])
    assert (found.matched.value, found.exact.value) == (1.0, 0.0)
    # 67 code points: 20 inside for both, 4 for one of them, 43 outside for both
    n, inside, outside = 2 * len(SENTENCE), 20 + 24, 43 + 47
    expected = 1 - (n - 1) * 2 * 4 / (n**2 - inside**2 - outside**2)
    assert found.alpha.value == pytest.approx(expected, abs=1e-6)


def test_whole_sentence_against_a_part_and_against_nothing_else() -> None:
    found = figures([answer(1, 1, judged(V)), answer(2, 2, judged(V, SECOND))])
    assert (found.matched.value, found.exact.value) == (1.0, 0.0)


def test_where_nobody_marked_there_is_nothing_to_agree_about() -> None:
    found = figures([answer(1, 1, judged(V)), answer(2, 2, judged(V))], [answer(1, 1, judged(V, FIRST))])
    assert found.sentences == 0
    assert "mark a part" in (found.alpha.undefined or "")


def test_who_denies_the_claim_is_not_asked_where_it_is() -> None:
    found = figures([answer(1, 1, judged(V, FIRST)), answer(2, 2, judged(NOT_A_CLAIM))])
    assert found.sentences == 0
