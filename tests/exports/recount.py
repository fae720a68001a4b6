"""The claims of a desk counted from the record, to compare with what is kept ready for pages."""

from collections import Counter
from collections.abc import Mapping

from exports.reading import iter_articles, read_said
from exports.status import OUTCOMES
from exports.verdicts import decide
from tasks.store.connection import Store
from tasks.types import NOT_A_CLAIM, UNDECIDED


def verdict_totals(store: Store) -> Mapping[str, int]:
    """What `exports.status.verdict_counts` says, by the long way alone."""
    totals = Counter(dict.fromkeys(OUTCOMES, 0))
    with store.snapshot():
        for record in iter_articles(store):
            for lines in record.sentences:
                if lines[0].decision == "label":
                    said = read_said(store, record, lines)
                    decided = decide(said.sentence.sentence_id, said.text, said.answers, said.adjudications)
                    totals.update(str(claim.verdict or UNDECIDED) for claim in decided.claims)
                    totals[NOT_A_CLAIM] += decided.denial is not None
    return dict(totals)
