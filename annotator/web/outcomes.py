"""What was decided about a sentence, in the words and marks that pages show it with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import LazyString, lazy_gettext

from annotator.web.wording import STATES
from exports.majority import Method
from exports.places import carry
from exports.reading import Said
from exports.standings import SEVERAL
from exports.verdicts import ClaimVerdict, Denial, SentenceVerdict, decide
from tasks.ledger import SentenceState
from tasks.store.suggestions import Suggestion
from tasks.types import NOT_A_CLAIM, UNDECIDED, Span

WORTH_MARKING = 0.5
"""Check-worthiness from which the machine's claims are marked in the text; all would be most of it."""

METHOD_WORDS: dict[Method, LazyString] = {
    Method.SINGLE: lazy_gettext("one checker"),
    Method.UNANIMOUS: lazy_gettext("all checkers agree"),
    Method.MAJORITY: lazy_gettext("most checkers"),
    Method.ADJUDICATED: lazy_gettext("settled by an editor"),
    Method.UNDECIDED: lazy_gettext("checkers disagree"),
}


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim, or a sentence that was found to hold none."""

    label: str  # a verdict, not_a_claim or undecided
    method: LazyString
    text: str  # empty where the claim is the whole sentence
    found: ClaimVerdict | Denial


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence that is shown in one way."""

    text: str
    label: str | None  # of the claim it belongs to, where that is a part of the sentence
    is_suggested: bool = False  # as a claim, by the machine


_WITH_OUTCOME = (SentenceState.LABELLED, SentenceState.ADJUDICATED)


def standing_of(state: SentenceState | None) -> LazyString | None:
    """How far a sentence is that has no outcome yet; ``None`` where its claims say more."""
    return None if state is None or state in _WITH_OUTCOME else STATES[state]


def outcome_of(said: Said) -> SentenceVerdict:
    """What a sentence's answers come to. A sentence that is left out has no outcome."""
    if said.sentence.decision != "label":
        return SentenceVerdict()
    return decide(said.sentence.sentence_id, said.text, said.answers, said.adjudications)


def label_of(outcome: SentenceVerdict) -> str | None:
    """The verdict of the sentence as a whole; several are said to be several."""
    labels = {claim.verdict or UNDECIDED for claim in outcome.claims}
    if outcome.denial:
        return NOT_A_CLAIM
    return None if not labels else labels.pop() if len(labels) == 1 else SEVERAL


def is_contested(outcome: SentenceVerdict) -> bool:
    """Whether checkers differ about a claim, or about there being one, and no editor settled it."""
    methods = {claim.method for claim in outcome.claims} | (
        {outcome.denial.method} if outcome.denial else set()
    )
    return not methods.isdisjoint((Method.MAJORITY, Method.UNDECIDED))


def shown_claims(outcome: SentenceVerdict, sentence: str) -> Iterator[ShownClaim]:
    for claim in outcome.claims:
        text = claim.span.of(sentence) if claim.span else ""
        yield ShownClaim(claim.verdict or UNDECIDED, METHOD_WORDS[claim.method], text, claim)
    if outcome.denial:
        yield ShownClaim(NOT_A_CLAIM, METHOD_WORDS[outcome.denial.method], "", outcome.denial)


def segments_of(
    sentence: str, outcome: SentenceVerdict, suggestion: Suggestion | None
) -> tuple[Segment, ...]:
    """The sentence in stretches: by claims that were judged, or else by claims that the machine suggests."""
    judged = [(claim.span, claim.verdict or UNDECIDED) for claim in outcome.claims if claim.span is not None]
    if judged:
        return tuple(_cut(sentence, [(span, Segment(span.of(sentence), label)) for span, label in judged]))
    if outcome.claims or outcome.denial or suggestion is None or (suggestion.score or 0) < WORTH_MARKING:
        return (Segment(sentence, None),)
    spans = [carry(span, suggestion.text, sentence) for span in suggestion.claims]
    return tuple(
        _cut(sentence, [(span, Segment(span.of(sentence), None, is_suggested=True)) for span in spans])
    )


def _cut(sentence: str, marked: Sequence[tuple[Span, Segment]]) -> Iterator[Segment]:
    """Marked stretches and what is between them; of two that overlap the first has the common part."""
    at = 0
    for span, segment in sorted(marked, key=lambda found: found[0]):
        start = max(at, span.start)
        if start > at:
            yield Segment(sentence[at:start], None)
        if span.end > start:
            yield Segment(sentence[start : span.end], segment.label, segment.is_suggested)
            at = span.end
        at = max(at, start)
    if at < len(sentence):
        yield Segment(sentence[at:], None)
