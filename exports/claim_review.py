"""Settled claims as ClaimReview, the markup that search engines and fact-check explorers read.

Source: https://schema.org/ClaimReview and https://schema.org/Claim. Only what an
editor settled is marked up: a review is somebody's word, and the votes of
checkers are not yet that. Who is said to make a claim is the machine's
suggestion, so the claim has no author here; where it appeared is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tasks.types import Article, Verdict

_RATINGS: Mapping[Verdict, int] = {Verdict.DISPUTED: 1, Verdict.VERIFIED: 5}
"""On a scale of two ends. *Unverifiable* has no place on it: it is said in words alone."""


@dataclass(frozen=True, slots=True)
class SettledClaim:
    """A claim that an editor settled."""

    url: str  # of the review: where on a public page it stands
    text: str
    verdict: Verdict
    words: str  # the verdict, in words for people
    settled_on: str  # a date, as YYYY-MM-DD
    evidence: tuple[str, ...]  # addresses


def claim_reviews(
    article: Article, claims: Iterable[SettledClaim], publisher: str, home: str
) -> dict[str, Any]:
    """The claims as a JSON-LD document.

    :param publisher: who reviewed, and ``home`` their address
    """
    return {
        "@context": "https://schema.org",
        "@graph": [_review(article, claim, publisher, home) for claim in claims],
    }


def _review(article: Article, claim: SettledClaim, publisher: str, home: str) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "@id": claim.url,
        "url": claim.url,
        "datePublished": claim.settled_on,
        "author": {"@type": "Organization", "name": publisher, "url": home},
        "claimReviewed": claim.text,
        "inLanguage": article.language,
        "itemReviewed": {"@type": "Claim", "text": claim.text, "appearance": _appearance(article)},
        "reviewRating": _rating(claim),
        **({"citation": list(claim.evidence)} if claim.evidence else {}),
    }


def _appearance(article: Article) -> dict[str, Any]:
    known = {
        "headline": article.title,
        "url": article.url,
        "datePublished": article.published_on.isoformat() if article.published_on else "",
        "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else None,
    }
    return {"@type": "NewsArticle", **{name: value for name, value in known.items() if value}}


def _rating(claim: SettledClaim) -> dict[str, Any]:
    words = {"@type": "Rating", "alternateName": claim.words}
    value = _RATINGS.get(claim.verdict)
    return words if value is None else {**words, "ratingValue": value, "worstRating": 1, "bestRating": 5}
