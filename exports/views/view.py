"""Views are written article by article, because they join what the tables keep apart."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from exports.rows import Rows
from exports.tables import AnnotationRow, ArticleRow, ClaimRow, EvidenceRow


class ViewedClaim(NamedTuple):
    """A claim with all that belongs to it."""

    claim: ClaimRow
    article: ArticleRow
    annotations: Sequence[AnnotationRow]  # that count
    evidence: Sequence[EvidenceRow]


class View(Protocol):
    """A format that takes whole claims."""

    def write(self, viewed: ViewedClaim) -> None: ...

    def finish(self) -> None:
        """Complete the files; nothing is written after."""

    def close(self) -> None:
        """Let go of the files, complete or not."""


def viewed_claims(rows: Rows) -> Iterator[ViewedClaim]:
    """The claims of one article's rows."""
    annotations: dict[str, list[AnnotationRow]] = {claim.claim_id: [] for claim in rows.claims}
    for annotation in rows.annotations:
        if annotation.counted and annotation.claim_id is not None:
            annotations[annotation.claim_id].append(annotation)
    evidence: dict[str, list[EvidenceRow]] = {}
    for piece in rows.evidence:
        if piece.claim_id is not None:
            evidence.setdefault(piece.claim_id, []).append(piece)
    for claim in rows.claims:
        yield ViewedClaim(
            claim, rows.articles[0], annotations[claim.claim_id], evidence.get(claim.claim_id, ())
        )
