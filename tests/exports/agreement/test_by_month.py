"""Agreement by month is what a release would say of that month, and follows what changes."""

from exports.agreement.by_month import refresh_agreement
from exports.agreement.tally import AgreementTally, units_of
from exports.reading import iter_articles, read_said
from exports.standings import refresh
from exports.verdicts import decide
from tasks.store import agreement
from tasks.store.agreement import agreement_by_month
from tasks.store.connection import Store
from tasks.types import Judgement, Verdict
from tests.exports.desks import MARKET, Desk, labelled_desk

MONTH = "2026-03"


def busy_desk(store: Store) -> Desk:
    desk = labelled_desk(store)
    desk.add(MARKET, "https://news.example.org/market")
    for start, (one, other) in {
        "The market": (Verdict.VERIFIED, Verdict.VERIFIED),
        "-5": (Verdict.DISPUTED, Verdict.UNVERIFIABLE),
    }.items():
        desk.say(start, 0, Judgement(one))
        desk.say(start, 1, Judgement(other))
    refresh(store)
    return desk


def test_it_is_the_release_s_figure(store: Store) -> None:
    busy_desk(store)
    assert refresh_agreement(store) == 1
    [found] = agreement_by_month(store, 24)
    tally = AgreementTally()
    for record in iter_articles(store):
        said = [read_said(store, record, lines) for lines in record.sentences]
        outcomes = [
            decide(one.sentence.sentence_id, one.text, one.answers, one.adjudications) for one in said
        ]
        tally.add_article(unit for outcome in outcomes for unit in units_of(outcome))
    report = tally.report(str)
    expected = report.answers.krippendorff_alpha
    assert found == (MONTH, report.answers.paired_units, expected.value, expected.low, expected.high)
    assert found.alpha is not None
    assert report.by_month[MONTH].krippendorff_alpha.value == found.alpha


def test_a_change_makes_its_month_stale(store: Store) -> None:
    desk = busy_desk(store)
    refresh_agreement(store)
    assert refresh_agreement(store) == 0
    before = agreement_by_month(store, 24)
    desk.say("Nobody", 0, Judgement(Verdict.VERIFIED))
    desk.say("Nobody", 1, Judgement(Verdict.DISPUTED))
    refresh(store)
    assert refresh_agreement(store) == 1
    assert agreement_by_month(store, 24) != before


def test_a_change_in_between_is_not_lost(store: Store) -> None:
    desk = busy_desk(store)
    [(month, changes)] = agreement.stale_months(store)
    desk.say("Nobody", 0, Judgement(Verdict.VERIFIED))
    refresh(store)
    agreement.put(store, agreement.MonthlyAgreement(month, 0, None, None, None), changes)
    assert [stale for stale, _ in agreement.stale_months(store)] == [month]
