"""How far checkers agree about where in a sentence its claims are.

Only sentences are looked at in which two checkers or more found claims and at
least one of them marked a part: where all took the sentence as a whole nobody
was asked where. Each code point of such a sentence is a unit with the labels
inside and outside of a claim, so that α (Krippendorff's, nominal) counts long
differences more than short ones. The F-measure counts claims instead: it is
the usual figure where what is outside cannot be counted.

Source of the F-measure as agreement: G. Hripcsak and A. Rothschild, Journal of
the American Medical Informatics Association 12, 2005.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from exports.agreement.coefficients import krippendorff_alpha
from exports.agreement.figures import Estimate, rounded, sample_of_articles
from exports.agreement.patterns import Pattern, PatternCounts
from exports.verdicts import SentenceVerdict
from tasks.types import NOT_A_CLAIM, Span

_NOWHERE = "in no sentence did two checkers find claims and one of them mark a part"

Extents = Mapping[str, Mapping[str, Span]]  # by checker and claim


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence and where checkers saw claims in it."""

    length: int  # in code points
    extents: Extents  # offsets from wherever, the same for all
    parts: bool  # whether anybody marked less than the whole sentence


@dataclass(frozen=True, slots=True)
class SpanFigures:
    """Agreement about extents."""

    sentences: int
    alpha: Estimate  # over code points
    matched: Estimate  # F-measure: claims that both found, whatever their ends
    exact: Estimate  # F-measure: claims that both marked with the same ends


@dataclass(slots=True)
class SpanTally:
    """Counts extents article by article."""

    _sentences: int = 0
    _characters: PatternCounts = field(default_factory=lambda: PatternCounts(2))
    _found: int = 0  # claims by either checker of a pair
    _matched: int = 0
    _exact: int = 0

    def add_article(self, sentences: Iterable[Marked]) -> None:
        """Count one article's sentences."""
        characters: Counter[Pattern] = Counter()
        for marked in sentences:
            if marked.parts and len(marked.extents) > 1:
                self._sentences += 1
                characters += _coverage(marked.extents, marked.length)
                for one, other in combinations(marked.extents.values(), 2):
                    self._compare(one, other)
        self._characters.add_article(characters)

    def _compare(self, one: Mapping[str, Span], other: Mapping[str, Span]) -> None:
        self._found += len(one) + len(other)
        self._matched += 2 * len(one.keys() & other.keys())
        self._exact += 2 * len(one.items() & other.items())

    def figures(self) -> SpanFigures:
        if not self._sentences:
            nowhere = Estimate(None, undefined=_NOWHERE)
            return SpanFigures(0, nowhere, nowhere, nowhere)
        return SpanFigures(
            sentences=self._sentences,
            alpha=sample_of_articles(self._characters.by_article(), 2).estimate(krippendorff_alpha),
            matched=Estimate(rounded(self._matched / self._found)),
            exact=Estimate(rounded(self._exact / self._found)),
        )


def marked(text: str, outcome: SentenceVerdict) -> Marked:
    """Where checkers saw claims.

    :param text: the sentence
    """
    whole = Span(0, len(text))
    extents: dict[str, dict[str, Span]] = {}
    for claim in outcome.claims:
        for vote in claim.votes:
            if vote.judgement.label != NOT_A_CLAIM:
                extents.setdefault(vote.checker, {})[claim.claim_id] = vote.span or whole
    parts = any(span != whole for of_checker in extents.values() for span in of_checker.values())
    return Marked(len(text), extents, parts)


def _coverage(extents: Extents, length: int) -> Counter[Pattern]:
    """How many code points are inside of a claim for how many checkers, and outside for how many."""
    spans = [list(of_checker.values()) for of_checker in extents.values()]
    ends = {end for of_checker in spans for span in of_checker for end in (span.start, span.end)}
    counts: Counter[Pattern] = Counter()
    for start, end in pairwise(sorted(ends)):
        inside = sum(any(s.start <= start < s.end for s in of_checker) for of_checker in spans)
        counts[inside, len(spans) - inside] += end - start
    counts[0, len(spans)] += length - (max(ends) - min(ends))
    return +counts
