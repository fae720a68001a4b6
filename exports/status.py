"""How the claims of the desk stand, in five figures."""

from collections import Counter
from collections.abc import Mapping

from exports.reading import read_articles
from exports.verdicts import decide
from tasks.store.connection import Store
from tasks.types import NOT_A_CLAIM, UNDECIDED, Verdict


def verdict_totals(store: Store) -> Mapping[str, int]:
    """Claims by verdict, claims that are undecided, and sentences found to hold no claim.

    These are the figures that a release made now would have. Streams.
    """
    totals = Counter(dict.fromkeys((*Verdict, NOT_A_CLAIM, UNDECIDED), 0))
    with store.snapshot():
        for reading in read_articles(store):
            for said in reading.said:
                if said.sentence.decision != "label":
                    continue
                outcome = decide(said.sentence.sentence_id, said.text, said.answers, said.adjudications)
                totals.update(claim.verdict or UNDECIDED for claim in outcome.claims)
                totals[NOT_A_CLAIM] += outcome.denial is not None
    return {str(label): count for label, count in totals.items()}
