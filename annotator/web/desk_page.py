"""What the desk's first page shows. Everything comes from standings, so its length is bounded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask_babel import format_date, gettext, ngettext

from annotator.web.filters import decimal
from annotator.web.plots import ColumnPlot, DotPlot, Estimate, columns, dots
from exports.status import OUTCOMES, verdict_counts
from exports.timeline import Timeline, Unit, verdicts_over_time
from tasks.ledger import Account, SentenceState, read_account
from tasks.store import overview, queues, totals
from tasks.store.agreement import MonthlyAgreement, agreement_by_month
from tasks.store.connection import Store
from tasks.store.overview import ArticleProgress, CheckerPace
from tasks.store.people import Person
from tasks.store.quarantine import count_open
from tasks.store.queues import Waiting
from tasks.store.standings import any_stale
from tasks.store.times import as_text

RECENT_ARTICLES = 5
SHOWN_OF_EACH = 3
MOST_MONTHS = 24
ANOTHER_LOOK_AFTER = timedelta(days=30)
"""When an unverifiable claim is due again, unless it is too vague for time to help."""

_DONE = (SentenceState.LABELLED, SentenceState.SKIPPED_BY_ALL, SentenceState.ADJUDICATED)
_OUT = (SentenceState.WITHDRAWN, SentenceState.LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that waits for an editor, with the oldest of it."""

    kind: str  # disagreements, no_evidence, quarantined, missing, in_doubt, due
    number: int
    oldest: Sequence[Waiting]


@dataclass(frozen=True, slots=True)
class VerdictsOverTime:
    timeline: Timeline
    names: Sequence[str]  # of its periods
    plot: ColumnPlot


@dataclass(frozen=True, slots=True)
class AgreementOverTime:
    months: Sequence[MonthlyAgreement]
    names: Sequence[str]
    plot: DotPlot


@dataclass(frozen=True, slots=True)
class DeskPage:
    account: Account
    is_current: bool  # everything that was recorded is counted
    done: int
    to_do: int
    concerns: Sequence[Concern]  # for editors
    verdicts: dict[str, int]
    over_time: VerdictsOverTime
    agreement: AgreementOverTime
    articles: Sequence[ArticleProgress]
    checkers: Sequence[CheckerPace]  # all of them for editors, else the reader alone


def desk_page(store: Store, person: Person, now: datetime | None = None) -> DeskPage:
    """Everything the page shows to a person."""
    moment = now or datetime.now(UTC)
    with store.snapshot():
        account = read_account(store)
        return DeskPage(
            account=account,
            is_current=not any_stale(store),
            done=sum(account.states.get(state, 0) for state in _DONE),
            to_do=account.sentences - sum(account.states.get(state, 0) for state in _OUT),
            concerns=_concerns(store, account, moment) if person.is_editor else (),
            verdicts=dict(verdict_counts(store)),
            over_time=_over_time(verdicts_over_time(store)),
            agreement=_agreement(agreement_by_month(store, MOST_MONTHS)),
            articles=overview.list_articles(store, limit=RECENT_ARTICLES),
            checkers=overview.pace_of_checkers(store, moment, None if person.is_editor else person.person_id),
        )


def _concerns(store: Store, account: Account, moment: datetime) -> list[Concern]:
    """What there is of each kind; kinds without any are left out."""
    sentences = totals.sentence_totals(store)
    due = as_text(moment - ANOTHER_LOOK_AFTER)
    found = [
        Concern("missing", account.states.get(SentenceState.MISSING, 0), ()),
        Concern("in_doubt", account.states.get(SentenceState.IN_DOUBT, 0), ()),
        Concern("quarantined", count_open(store), ()),
        Concern("disagreements", sentences.disagree, queues.contested(store, SHOWN_OF_EACH)),
        Concern("no_evidence", sentences.without_evidence, queues.without_evidence(store, SHOWN_OF_EACH)),
        Concern(
            "due",
            queues.count_unverifiable_since(store, due[:10]),
            queues.unverifiable_since(store, due[:10], SHOWN_OF_EACH),
        ),
    ]
    return [concern for concern in found if concern.number]


def _over_time(timeline: Timeline) -> VerdictsOverTime:
    form = "MMM yyyy" if timeline.unit is Unit.MONTH else "d MMM"
    names = [format_date(period.start, form) for period in timeline.periods]
    titles = [
        f"{name}: " + ngettext("%(num)s claim", "%(num)s claims", period.total)
        for name, period in zip(names, timeline.periods, strict=True)
    ]
    plot = columns([period.counts for period in timeline.periods], names, titles, OUTCOMES)
    return VerdictsOverTime(timeline, names, plot)


def _agreement(months: Sequence[MonthlyAgreement]) -> AgreementOverTime:
    names = [format_date(datetime.fromisoformat(f"{each.month}-01"), "MMM yyyy") for each in months]
    estimates = [
        Estimate(
            name, each.alpha, each.low, each.high, f"{name}: {_in_words(each.alpha, each.low, each.high)}"
        )
        for name, each in zip(names, months, strict=True)
        if each.alpha is not None
    ]
    return AgreementOverTime(months, names, dots(estimates))


def _in_words(alpha: float, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"α {decimal(alpha, 2)}"
    ends = {"alpha": decimal(alpha, 2), "low": decimal(low, 2), "high": decimal(high, 2)}
    return str(gettext("α %(alpha)s, between %(low)s and %(high)s", **ends))
