"""Everything the desk knows about one sentence, for the panel beside its article."""

from collections import Counter
from dataclasses import dataclass

from flask_babel import LazyString

from annotator.web.article_page import evidence_of
from annotator.web.history_words import EVENT_WORDS, said_words
from annotator.web.kinds import KIND_WORDS
from annotator.web.label_stream import task_path
from annotator.web.outcomes import ShownClaim, outcome_of, shown_claims, standing_of
from annotator.web.suggested import Alike, suggested_about
from annotator.web.wording import REASON_WORDS, SAID_WORDS
from exports.matching import Mark
from exports.reading import read_sentences
from exports.verdicts import ClaimVerdict
from tasks.ledger import state_of
from tasks.store.accounts import iter_facts
from tasks.store.connection import Store
from tasks.store.history import Event, history
from tasks.store.people import names_of
from tasks.text.dates import DateSuggestion
from tasks.types import NOT_A_CLAIM, UNDECIDED, Article, SentenceKind, Verdict

MOST_EVENTS = 30
"""Of the history, the newest. `annotator history` tells all."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What one checker said about a claim."""

    label: str
    reason: LazyString | str  # why it is unverifiable; empty where that is not said
    was_it_said: LazyString | str
    note: str
    name: str | None  # for editors only


@dataclass(frozen=True, slots=True)
class PanelClaim:
    claim: ShownClaim
    counts: tuple[tuple[str, int], ...]  # votes by label, most first
    votes: tuple[Vote, ...]
    note: str  # of the editor who settled it


@dataclass(frozen=True, slots=True)
class ShownEvent:
    at: str
    what: LazyString
    said: tuple[str, ...]
    labels: tuple[str, ...]
    who: str | None  # for editors only
    is_live: bool


@dataclass(frozen=True, slots=True)
class Panel:
    sentence_id: str
    article_id: str
    number: int
    text: str
    kind: LazyString | None  # None: a plain statement
    standing: LazyString | None
    claimant: str | None  # this and the next as the machine suggests
    score: float | None  # check-worthiness, 0..1
    suggested_claims: tuple[str, ...]  # where the machine sees several
    claims: tuple[PanelClaim, ...]
    evidence: tuple[str, ...]
    dates: tuple[tuple[str, DateSuggestion], ...]  # as written, and as the machine takes it
    alike: tuple[Alike, ...]
    events: tuple[ShownEvent, ...]
    task: str | None  # its path below Label Studio's address


def sentence_panel(store: Store, article: Article, sentence_id: str, *, with_names: bool) -> Panel | None:
    """The panel of a sentence that stands in the article; ``None`` where it does not.

    :param with_names: say who said what
    """
    with store.snapshot():
        said = next(iter(read_sentences(store, article.article_id, [sentence_id])), None)
        if said is None:
            return None
        state = next(map(state_of, iter_facts(store, article.article_id, [sentence_id])))
        suggested = suggested_about(store, article, said)
        events = history(store, sentence_id)
        task = task_path(store, sentence_id)
        people = names_of(store, (a.person_id for a in said.answers if a.person_id)) if with_names else {}
    outcome, claims = outcome_of(said), suggested.claims
    return Panel(
        sentence_id=sentence_id,
        article_id=article.article_id,
        number=said.sentence.position + 1,
        text=said.text,
        kind=None if said.sentence.kind is SentenceKind.STATEMENT else KIND_WORDS[said.sentence.kind],
        standing=standing_of(state),
        claimant=suggested.claimant,
        score=suggested.score,
        suggested_claims=tuple(claim.of(said.text) for claim in claims) if len(claims) > 1 else (),
        claims=tuple(_claim(shown, people) for shown in shown_claims(outcome, said.text)),
        evidence=evidence_of(said, outcome),
        dates=tuple((found.span.of(article.text), found) for found in suggested.dates),
        alike=suggested.alike,
        events=tuple(_event(event, with_names=with_names) for event in reversed(events[-MOST_EVENTS:])),
        task=task,
    )


def _claim(shown: ShownClaim, people: dict[int, str]) -> PanelClaim:
    marks = shown.found.votes
    counts = Counter(mark.judgement.label for mark in marks)
    settled = shown.found.adjudication if isinstance(shown.found, ClaimVerdict) else None
    return PanelClaim(
        shown,
        tuple(counts.most_common()),
        tuple(_vote(mark, people) for mark in marks),
        settled.judgement.note if settled else "",
    )


def _vote(mark: Mark, people: dict[int, str]) -> Vote:
    said = mark.judgement
    return Vote(
        said.label,
        REASON_WORDS[said.reason] if said.reason else "",
        SAID_WORDS[said.was_it_said] if said.was_it_said else "",
        said.note,
        people.get(mark.answer.person_id or 0),
    )


def _event(event: Event, *, with_names: bool) -> ShownEvent:
    labels = tuple(said for said in event.said if said in _LABELS)
    return ShownEvent(
        event.said_at or event.at,
        EVENT_WORDS[event.what],
        tuple(said_words(said) for said in event.said if said not in _LABELS),
        labels,
        event.who if with_names else None,
        event.is_live,
    )


_LABELS = frozenset({*Verdict, NOT_A_CLAIM, UNDECIDED})
