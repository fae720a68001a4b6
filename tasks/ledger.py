"""The account of every sentence: where it is, and whether the sums add up.

A sentence is in exactly one state, worked out by `state_of` from stored facts
alone. The ledger balances when every sentence has its state, nothing is
recorded that belongs to no sentence, and each count agrees with a second,
independent count of the same thing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tasks.store import accounts, totals
from tasks.store.accounts import Counts, SentenceFacts
from tasks.store.connection import Store


class SentenceState(StrEnum):
    """Where a sentence is on its way through the house."""

    WAITING = "waiting"  # to be pushed
    IN_DOUBT = "in_doubt"  # sent, and the answer was lost; the next push finds out
    PUSHED = "pushed"  # has its task; nobody has answered yet
    PARTLY_LABELLED = "partly_labelled"  # answered by some of the checkers it needs
    LABELLED = "labelled"
    SKIPPED_BY_ALL = "skipped_by_all"
    ADJUDICATED = "adjudicated"
    QUARANTINED = "quarantined"  # an answer came that makes no sense
    MISSING = "missing"  # its task is gone from Label Studio
    LEFT_OUT = "left_out"  # somebody decided not to have it labelled
    WITHDRAWN = "withdrawn"  # no longer in the article


@dataclass(frozen=True, slots=True)
class Problem:
    """A difference, and what to do about it."""

    what: str
    what_to_do: str
    sentence_id: str | None = None


@dataclass(slots=True)
class Ledger:
    sentences: int = 0
    tasks: int = 0  # live ones, by sentence
    states: Counter[SentenceState] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    balanced: bool = True
    totals: dict[str, int] = field(default_factory=dict)  # of everything that is accounted for


@dataclass(frozen=True, slots=True)
class Account:
    """The ledger as it is known without counting anew."""

    sentences: int
    states: Mapping[SentenceState, int]  # those that occur
    problems: int
    balanced: bool
    on_record: Mapping[str, int]  # by the names in `TOTALS`


def state_of(facts: SentenceFacts) -> SentenceState | None:
    """The one state that follows from the facts; ``None`` where nothing was decided."""
    if facts.decision is None:
        return None
    if facts.decision == "withdraw":
        return SentenceState.WITHDRAWN
    if facts.decision == "leave_out":
        return SentenceState.LEFT_OUT
    if facts.adjudicated:
        return SentenceState.ADJUDICATED
    if facts.open_cases:
        return SentenceState.QUARANTINED
    if facts.live_tasks == 0:
        return _without_task(facts)
    return _with_task(facts)


def _without_task(facts: SentenceFacts) -> SentenceState:
    if facts.in_doubt:
        return SentenceState.IN_DOUBT
    return SentenceState.MISSING if facts.gone_tasks else SentenceState.WAITING


def _with_task(facts: SentenceFacts) -> SentenceState:
    if facts.answered >= facts.checkers_needed:
        return SentenceState.LABELLED
    if facts.answered:
        return SentenceState.PARTLY_LABELLED
    if facts.skipped >= facts.checkers_needed:
        return SentenceState.SKIPPED_BY_ALL
    return SentenceState.PUSHED


TOTALS = ("articles", "sentences", "tasks", "annotations", "releases", "released_sentences")
"""What is counted, from the article to the release; names of `accounts.Counts`."""


def open_ledger(store: Store) -> Ledger:
    """Draw up the account of everything in the store, as it is at one moment."""
    with store.snapshot():
        ledger = _tally(accounts.iter_facts(store))
        counts = accounts.count(store)
    ledger.totals = {name: getattr(counts, name) for name in TOTALS}
    for difference, size in _differences(ledger, counts).items():
        if size:
            ledger.balanced = False
            ledger.problems.append(Problem(f"The sums do not add up: {difference} ({size:+,}).", _ADVICE))
    return ledger


_ADVICE = (
    "Keep a copy of the data folder, then compare with the last backup (`annotator restore --from`); "
    "please report this as a defect."
)


def _differences(ledger: Ledger, counts: Counts) -> dict[str, int]:
    """What should be zero, by what it means where it is not."""
    placed = counts.placed_sentences + counts.withdrawn_sentences
    return {
        "articles of which no text stands": counts.articles_without_text,
        "sentences counted once and accounted for otherwise": counts.sentences - ledger.sentences,
        "sentences that stand in no revision of their article": counts.sentences - placed,
        "tasks that belong to no sentence": counts.tasks - ledger.tasks,
        "tasks in a Label Studio project that is gone": counts.homeless_tasks,
        "annotations of which no version stands": counts.silent_annotations,
        "annotations under a task of another sentence than theirs": counts.strays,
        "releases with other claims on record than they were made with": counts.unlike_releases,
    }


def read_account(store: Store) -> Account:
    """The account from the standings: at once, however much is in the store.

    It is true once no standing is stale. `open_ledger` counts everything and compares.
    """
    known = totals.sentence_totals(store)
    states = {state: known.states[state] for state in SentenceState if state in known.states}
    undecided = known.states.get("", 0)
    return Account(
        sentences=known.sentences,
        states=states,
        problems=sum(number for state, number in states.items() if state in _TROUBLE) + undecided,
        balanced=not undecided and SentenceState.MISSING not in states,
        on_record=totals.on_record(store, known.sentences),
    )


def _tally(facts: Iterable[SentenceFacts]) -> Ledger:
    ledger = Ledger()
    for sentence in facts:
        ledger.sentences += 1
        ledger.tasks += sentence.live_tasks
        state = state_of(sentence)
        if problem := problem_of(sentence.sentence_id, state):
            ledger.problems.append(problem)
        if state is None:
            ledger.balanced = False
        else:
            ledger.states[state] += 1
    ledger.balanced = ledger.balanced and not ledger.states[SentenceState.MISSING]
    return ledger


_TROUBLE: Mapping[str | None, tuple[str, str]] = {
    None: (
        "It was never decided whether this sentence is to be labelled.",
        "Add its article again.",
    ),
    SentenceState.IN_DOUBT: (
        "It was sent to Label Studio, and the answer was lost.",
        "Run `annotator push`: it looks up what arrived.",
    ),
    SentenceState.MISSING: (
        "Its task is gone from Label Studio.",
        "Run `annotator restore`: it rebuilds the task with its annotations.",
    ),
    SentenceState.QUARANTINED: (
        "An answer came that makes no sense.",
        "Look at it on the desk's quarantine page, or have it submitted again.",
    ),
}


def problem_of(sentence_id: str, state: str | None) -> Problem | None:
    """What is wrong with a sentence in this state; ``None`` where nothing is."""
    return Problem(*_TROUBLE[state], sentence_id) if state in _TROUBLE else None
