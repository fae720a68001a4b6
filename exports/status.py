"""How the claims of the desk stand, in five figures."""

from collections.abc import Mapping

from tasks.ledger import SentenceState
from tasks.store import totals
from tasks.store.connection import Store
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
