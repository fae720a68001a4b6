"""How the claims of the desk stand, in five figures."""

from collections import Counter
from collections.abc import Mapping, Sequence

from exports.majority import outcome_of
from exports.plain import plain_answers
from exports.reading import ArticleRecord, iter_articles, read_said
from exports.verdicts import decide
from tasks.ledger import SentenceState
from tasks.store import totals
from tasks.store.connection import Store
from tasks.store.record import Line
from tasks.types import NOT_A_CLAIM, UNDECIDED, Verdict

OUTCOMES = (*map(str, Verdict), NOT_A_CLAIM, UNDECIDED)


def desk_counts(store: Store) -> dict[str, int]:
    """How much there is of everything, as far as the standings were worked out.

    ``labelled`` counts sentences that have all the answers they need, or an editor's decision.
    """
    sentences = totals.sentence_totals(store)
    return {
        "articles": totals.count_articles(store),
        "sentences": sentences.sentences,
        "tasks": totals.count_tasks(store),
        "annotations": totals.count_annotations(store),
        "labelled": sum(
            sentences.states.get(state, 0) for state in (SentenceState.LABELLED, SentenceState.ADJUDICATED)
        ),
    }


def verdict_counts(store: Store) -> Mapping[str, int]:
    """Claims by verdict, claims that are undecided, and sentences found to hold no claim.

    These are the figures that a release made now would have.
    """
    return dict.fromkeys(OUTCOMES, 0) | totals.claim_totals(store)


def verdict_totals(store: Store) -> Mapping[str, int]:
    """The same, counted anew from the record. Streams."""
    totals = Counter(dict.fromkeys(OUTCOMES, 0))
    with store.snapshot():
        for record in iter_articles(store):
            for lines in record.sentences:
                if lines[0].decision == "label":
                    totals.update(_labels(store, record, lines))
    return dict(totals)


def _labels(store: Store, record: ArticleRecord, lines: Sequence[Line]) -> list[str]:
    """What each claim of a sentence counts as."""
    plain = None if lines[0].sentence_id in record.adjudications else plain_answers(lines)
    if plain:
        outcome = outcome_of(tuple([answer.label for answer in plain.answers]))
        return [NOT_A_CLAIM if outcome.denied else outcome.verdict or UNDECIDED]
    said = read_said(store, record, lines)
    decided = decide(lines[0].sentence_id, said.text, said.answers, said.adjudications)
    return [str(claim.verdict or UNDECIDED) for claim in decided.claims] + [NOT_A_CLAIM] * bool(
        decided.denial
    )
