"""Which claim each of an editor's words is about, of those that a release holds."""

from collections.abc import Iterator

from exports.matching import MatchedClaim, best_match, whole_or_part
from exports.reading import Said
from exports.verdicts import ClaimVerdict, SentenceVerdict
from tasks.store.adjudications import Adjudication
from tasks.types import NOT_A_CLAIM


def settled_claims(said: Said, outcome: SentenceVerdict) -> Iterator[tuple[Adjudication, str | None]]:
    """Every word about a sentence, superseded ones too, with the id of its claim, oldest first.

    ``None`` where a word denies the sentence any claim, or is about none of the
    claims that were found in the end. A sentence that the release holds nothing
    else of has none.
    """
    if not outcome.claims and not outcome.denial:
        return
    for word in sorted(said.settlements, key=lambda word: (word.decided_at, word.adjudication_id)):
        claim = _claim_of(word, said.text, outcome)
        yield word, claim.claim_id if claim else None


def _claim_of(word: Adjudication, sentence: str, outcome: SentenceVerdict) -> ClaimVerdict | None:
    for claim in outcome.claims:
        if claim.adjudication and claim.adjudication.adjudication_id == word.adjudication_id:
            return claim
    span = whole_or_part(word.judgement.span, sentence)
    if span is None and word.judgement.label == NOT_A_CLAIM:
        return None
    found = [MatchedClaim(claim.span) for claim in outcome.claims]
    match = best_match(span, found)
    if match is None:
        return None
    claim = outcome.claims[next(i for i, each in enumerate(found) if each is match)]
    # A word that stands and decides nothing here is about this claim only if a later one took its place.
    return claim if word.superseded_at or claim.adjudication else None
