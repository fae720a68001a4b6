"""Agreement counted from verdicts."""

import pytest

from exports.agreement import tally as tally_module
from exports.agreement.tally import AgreementReport, AgreementTally, units_of
from exports.verdicts import SentenceVerdict, decide
from tasks.types import NOT_A_CLAIM, Verdict
from tests.exports.answers import FIRST, SECOND, SENTENCE, answer, judged, settled

VERIFIED, DISPUTED = Verdict.VERIFIED, Verdict.DISPUTED


def said(*labels: str | None) -> SentenceVerdict:
    """A sentence that the first checker gave the first label, and so on."""
    answers = [answer(n, n, judged(label)) for n, label in enumerate(labels, 1) if label]
    return decide("s-one", SENTENCE, answers)


def report_of(*articles: list[SentenceVerdict]) -> AgreementReport:
    tally = AgreementTally()
    for outcomes in articles:
        tally.add_article(unit for outcome in outcomes for unit in units_of(outcome))
    return tally.report(lambda checker: f"p-{checker}")


def test_claims_and_denied_sentences_are_units() -> None:
    report = report_of(
        [said(VERIFIED, VERIFIED), said(NOT_A_CLAIM, NOT_A_CLAIM), said(DISPUTED)],
        [said(VERIFIED, DISPUTED), SentenceVerdict()],
    )
    assert report.articles == 2
    assert (report.answers.units, report.answers.paired_units) == (4, 3)
    assert (report.verdicts.units, report.verdicts.paired_units) == (3, 2)
    assert report.answers.observed.value == 0.666667
    assert report.verdicts.observed.value == 0.5


def test_each_claim_of_a_sentence_is_a_unit() -> None:
    two = [answer(n, n, judged(VERIFIED, FIRST), judged(DISPUTED, SECOND)) for n in (1, 2)]
    report = report_of([decide("s-one", SENTENCE, two)])
    assert report.answers.krippendorff_alpha.value == 1.0


def test_who_disagrees_with_whom_about_what() -> None:
    report = report_of(
        [said(VERIFIED, VERIFIED, DISPUTED), said(VERIFIED, DISPUTED), said(VERIFIED, VERIFIED)]
    )
    assert report.confusion["verified"] == {
        "verified": 4,
        "disputed": 3,
        "unverifiable": 0,
        "not_a_claim": 0,
    }
    assert report.confusion["disputed"]["verified"] == 3
    assert [(p.one, p.other, p.units) for p in report.pairs] == [
        ("p-1", "p-2", 3),
        ("p-1", "p-3", 1),
        ("p-2", "p-3", 1),
    ]
    assert report.pairs[0].cohen_kappa.value == 0.0
    assert report.by_checker["p-3"].observed.value == 0.333333


def test_months_are_those_of_the_last_judgement() -> None:
    early, late = answer(1, 1, judged(VERIFIED)), answer(2, 2, judged(VERIFIED), minutes=60 * 24 * 31)
    report = report_of([decide("s-one", SENTENCE, [early, late]), decide("s-two", SENTENCE, [early])])
    assert {month: figures.units for month, figures in report.by_month.items()} == {
        "2026-03": 1,
        "2026-04": 1,
    }


def test_what_only_an_editor_judged_is_no_unit() -> None:
    report = report_of([decide("s-one", SENTENCE, [], [settled(1, judged(VERIFIED))])])
    assert report.answers.units == 0
    assert report.answers.krippendorff_alpha.undefined == "no claim was judged by two checkers"


def test_one_checker_alone() -> None:
    report = report_of([said(VERIFIED), said(DISPUTED)])
    assert report.answers.units == 2
    assert report.answers.gwet_ac1.undefined == "no claim was judged by two checkers"
    assert report.pairs == ()


def test_each_article_has_its_own_figures() -> None:
    tally = AgreementTally()
    agreed = tally.add_article([((("a", "verified"), ("b", "verified")), "2026-03")])
    assert agreed == (1, 1.0, None)  # one label only: α is undefined
    assert tally.add_article([((("a", "verified"),), "2026-03")]) == (0, None, None)
    units = [
        ((("a", "verified"), ("b", "verified")), "2026-03"),
        ((("a", "disputed"), ("b", "disputed")), "2026-03"),
        ((("a", "disputed"), ("b", "verified")), "2026-03"),
    ]
    # of six judgements three of each label; 2 differ, expected (6² - 3² - 3²) / 5
    assert tally.add_article(units) == (3, round(2 / 3, 6), round(1 - 2 / (18 / 5), 6))


def test_units_are_taken_apart_in_between_and_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    units = [
        ((("a", "verified"), ("b", label), ("c", "disputed")), month)
        for label in ("verified", "disputed", "not_a_claim")
        for month in ("2026-03", "2026-04")
    ]
    reports = []
    for most in (1, 20_000):
        monkeypatch.setattr(tally_module, "MOST_UNSETTLED", most)
        tally = AgreementTally()
        for _ in range(3):
            tally.add_article(units)
        assert (len(tally._unsettled) == 0) == (most == 1)
        reports.append(tally.report(str))
    assert reports[0] == reports[1]
    assert reports[0].confusion["verified"]["not_a_claim"] == 6
