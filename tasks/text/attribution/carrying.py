"""Carrying a speaker on through the sentences of a quotation."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tasks.text.attribution.drafts import Draft, Piece
from tasks.text.quotations import CLOSING_MARKS
from tasks.types import Span


def mark_said(pieces: Sequence[Piece], draft: Draft) -> None:
    """Note a draft with the pieces, in order, that its content covers."""
    for part in draft.content:
        at = bisect_left(pieces, part.start, key=lambda piece: piece.span.start)
        while at < len(pieces) and pieces[at].span.end <= part.end + 1:
            pieces[at].said = pieces[at].said or draft
            at += 1


def carry(text: str, sentences: Sequence[Span], pieces: Sequence[Piece]) -> Iterator[Draft]:
    """Give each piece without a speaker that of its quotation, or of the one it goes on from."""
    speakers: dict[int, Draft] = {}
    for piece in pieces:
        if piece.said is not None:
            speakers.setdefault(piece.quotation, piece.said)
    before: Piece | None = None
    for piece in pieces:
        if piece.said is None:
            leader = speakers.get(piece.quotation) or _leader(text, sentences, before, piece)
            if leader is not None:
                piece.said = Draft(piece.sentence, (), (), (piece.span,), follows=leader)
                yield piece.said
        before = piece


def _leader(text: str, sentences: Sequence[Span], before: Piece | None, piece: Piece) -> Draft | None:
    """The speaker of the sentence before, if this one is all quotation and in the same breath."""
    if before is None or before.said is None or piece.sentence != before.sentence + 1:
        return None
    if not _fills(text, sentences[piece.sentence], piece.span):
        return None
    same_paragraph = "\n" not in text[sentences[before.sentence].end : piece.span.start]
    left_open = text[before.span.end - 1] not in CLOSING_MARKS
    return before.said if same_paragraph or left_open else None


def _fills(text: str, sentence: Span, span: Span) -> bool:
    """Whether a sentence holds nothing beside the quotation."""
    beside = text[sentence.start : span.start] + text[span.end : sentence.end]
    return not any(char.isalnum() for char in beside)
