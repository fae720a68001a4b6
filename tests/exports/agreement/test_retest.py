"""Agreement of checkers with themselves."""

from exports.agreement.retest import RetestTally
from exports.verdicts import decide
from tasks.types import NOT_A_CLAIM, Verdict
from tests.exports.answers import SENTENCE, answer, judged

VERIFIED, DISPUTED = Verdict.VERIFIED, Verdict.DISPUTED


def test_a_second_look_is_compared_with_the_first() -> None:
    tally = RetestTally()
    same = [answer(1, 1, judged(VERIFIED)), answer(2, 1, judged(VERIFIED)), answer(3, 2, judged(DISPUTED))]
    other = [answer(1, 1, judged(VERIFIED)), answer(2, 1, judged(DISPUTED)), answer(3, 2, judged(DISPUTED))]
    denied = [answer(1, 2, judged(NOT_A_CLAIM)), answer(2, 2, judged(NOT_A_CLAIM))]
    tally.add(decide("s-one", SENTENCE, answers) for answers in (same, other, denied))
    found = tally.figures(lambda checker: f"p-{checker}")
    assert (found.overall.units, found.overall.observed.value) == (3, 0.666667)
    assert found.by_checker["p-1"].observed.value == 0.5
    assert found.by_checker["p-2"].observed.value == 1.0


def test_nobody_was_asked_twice() -> None:
    tally = RetestTally()
    tally.add([decide("s-one", SENTENCE, [answer(1, 1, judged(VERIFIED)), answer(2, 2, judged(VERIFIED))])])
    found = tally.figures(str)
    assert found.overall.units == 0
    assert found.by_checker == {}
    assert found.overall.observed.undefined is not None
