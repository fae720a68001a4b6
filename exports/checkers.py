"""How each checker works: pace, skips, and agreement with others and with what editors settled.

Everything is read from counts that are kept along with the record, so it costs
the same however many sentences there are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tasks.store.connection import Store
from tasks.store.people import Person
from tasks.store.votes import EDITOR, Pair, Work, lead_times_of, pairs_of, pairs_with_each, work_of
from tasks.types import NOT_A_CLAIM, Verdict

ANSWERS = (*map(str, Verdict), NOT_A_CLAIM)
RECENT_DAYS = 7
NOTHING = Work(0, 0, 0, 0, None)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two sides said the same."""

    comparisons: int  # of two people's answers to one claim
    share: float  # of the comparisons in which they were the same
    kappa: float | None  # Cohen's κ; None where chance alone would give full agreement


@dataclass(frozen=True, slots=True)
class CheckerFigures:
    person: Person
    work: Work
    a_day: float | None  # answers and skips on a day with work
    skipped: float | None  # share of skips
    lead_time: float | None  # median, in seconds; as exact as `tasks.store.schema.votes` keeps it
    with_others: Agreement | None
    with_editors: Agreement | None


def checker_figures(
    store: Store, people: Sequence[Person], today: date | None = None
) -> list[CheckerFigures]:
    """The figures of these people, in the order given."""
    day = today or datetime.now(UTC).date()
    ids = [person.person_id for person in people]
    with store.snapshot():
        work = work_of(store, ids, (day - timedelta(days=RECENT_DAYS - 1)).isoformat())
        times, pairs = lead_times_of(store, ids), pairs_of(store, ids)
    by_person: dict[int, list[Pair]] = {}
    for pair in pairs:
        by_person.setdefault(pair.person_id, []).append(pair)
    return [
        _figures(
            person,
            work.get(person.person_id, NOTHING),
            times.get(person.person_id, []),
            by_person.get(person.person_id, []),
        )
        for person in people
    ]


def _figures(
    person: Person, work: Work, times: Sequence[tuple[int, int]], pairs: Sequence[Pair]
) -> CheckerFigures:
    everything = work.answered + work.skipped
    return CheckerFigures(
        person=person,
        work=work,
        a_day=everything / work.days if work.days else None,
        skipped=work.skipped / everything if everything else None,
        lead_time=median(times),
        with_others=agreement(pair for pair in pairs if pair.other_id != EDITOR),
        with_editors=agreement(pair for pair in pairs if pair.other_id == EDITOR),
    )


def agreement_with_each(store: Store, person: Person) -> Mapping[int, Agreement]:
    """Agreement with every other checker who judged the same claims, by person."""
    by_other: dict[int, list[Pair]] = {}
    for pair in pairs_with_each(store, person.person_id):
        if pair.other_id != EDITOR:
            by_other.setdefault(pair.other_id, []).append(pair)
    return {other: found for other, pairs in sorted(by_other.items()) if (found := agreement(pairs))}


def agreement(pairs: Iterable[Pair]) -> Agreement | None:
    """Agreement over all of these pairs; ``None`` where no claim was judged by both."""
    # Brings numpy along.
    from exports.agreement.coefficients import cohen_kappa

    counts: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        counts[pair.label, pair.other_label] += pair.claims
    comparisons = counts.total()
    if not comparisons:
        return None
    same = sum(counts[label, label] for label in ANSWERS)
    return Agreement(
        comparisons,
        same / comparisons,
        cohen_kappa([[counts[one, other] for other in ANSWERS] for one in ANSWERS]),
    )


def median(counts: Sequence[tuple[int, int]]) -> float | None:
    """The median of values given as value and number, smallest value first."""
    total = sum(number for _, number in counts)
    if not total:
        return None
    return (_nth(counts, (total - 1) // 2) + _nth(counts, total // 2)) / 2


def _nth(counts: Sequence[tuple[int, int]], place: int) -> int:
    for value, number in counts:
        if place < number:
            return value
        place -= number
    raise AssertionError("there are fewer values than that")
