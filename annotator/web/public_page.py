"""An article as everybody may see it: without notes, names or what the machine suggests."""

from typing import Any

from flask import request, url_for

from annotator.web.article_page import ArticlePage, ShownSentence
from annotator.web.filters import web_link, words
from exports.claim_review import SettledClaim, claim_reviews
from exports.majority import Method
from exports.verdicts import ClaimVerdict


def reviews_of(page: ArticlePage) -> dict[str, Any] | None:
    """The settled claims of a page as JSON-LD; ``None`` where none is settled."""
    article = page.article
    address = url_for("articles.public", article_id=article.article_id, _external=True)
    claims = [claim for sentence in page.sentences for claim in _settled(sentence, address)]
    if not claims:
        return None
    return claim_reviews(article, claims, request.host, request.host_url)


def _settled(sentence: ShownSentence, address: str) -> list[SettledClaim]:
    return [
        SettledClaim(
            url=f"{address}#{sentence.sentence_id}",
            text=claim.text or sentence.text,
            verdict=claim.found.verdict,
            words=words(claim.found.verdict),
            settled_on=claim.found.decided_at[:10],
            evidence=tuple(filter(web_link, claim.found.adjudication.judgement.evidence)),
        )
        for claim in sentence.claims
        if isinstance(claim.found, ClaimVerdict)
        and claim.found.method is Method.ADJUDICATED
        and claim.found.verdict
        and claim.found.adjudication
    ]
