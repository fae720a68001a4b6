"""An article as its page shows it: a part of the text with its sentences, and what was found."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.web.outcomes import (
    Segment,
    ShownClaim,
    is_contested,
    label_of,
    outcome_of,
    segments_of,
    shown_claims,
)
from exports.reading import Said, read_sentences
from exports.verdicts import SentenceVerdict
from tasks.store.connection import Store
from tasks.store.places import count_places, sentences_in_part
from tasks.store.revisions import RevisionChange, list_changes
from tasks.store.suggestions import Suggestion, list_suggestions
from tasks.store.totals import article_totals
from tasks.text.opening import opening
from tasks.types import NOT_A_CLAIM, UNDECIDED, Article, Verdict

PER_PART = 60
"""Sentences on one page."""

MOST_REVISIONS = 5

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")


@dataclass(frozen=True, slots=True)
class ShownSentence:
    sentence_id: str
    number: int  # in the article, from 1
    text: str
    segments: tuple[Segment, ...]
    label: str | None  # of the sentence as a whole; `SEVERAL` where its claims differ
    is_contested: bool
    claims: tuple[ShownClaim, ...]
    evidence: tuple[str, ...]  # addresses, each once


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article: a sentence, or what stands between two."""

    text: str
    sentence: ShownSentence | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    article: Article
    opening: str
    part: int  # from 1
    parts: int
    sentences: tuple[ShownSentence, ...]  # of this part
    paragraphs: tuple[tuple[Piece, ...], ...]
    labels: tuple[str, ...]  # for the legend
    to_label: int  # sentences of the whole article
    labelled: int
    changes: tuple[RevisionChange, ...]


def article_page(store: Store, article: Article, part: int = 1) -> ArticlePage:
    """A part of an article.

    :param part: from 1; what is beyond the last is the last
    """
    with store.snapshot():
        number = count_places(store, article.article_id)
        parts = max(1, -(-number // PER_PART))
        part = min(max(1, part), parts)
        ids = sentences_in_part(store, article.article_id, (part - 1) * PER_PART, PER_PART)
        suggestions = list_suggestions(store, ids)
        said = read_sentences(store, article.article_id, ids)
        progress = article_totals(store, article.article_id)
        changes = tuple(list_changes(store, article.article_id, limit=MOST_REVISIONS))
    shown = tuple(_sentence(one, suggestions.get(one.sentence.sentence_id)) for one in said)
    pieces = _pieces(article.text, said, shown, is_first=part == 1, is_last=part == parts)
    return ArticlePage(
        article=article,
        opening=opening(article.text),
        part=part,
        parts=parts,
        sentences=shown,
        paragraphs=tuple(_paragraphs(pieces)),
        labels=(*Verdict, NOT_A_CLAIM, UNDECIDED),
        to_label=progress.to_label,
        labelled=progress.labelled,
        changes=changes,
    )


def part_of(place: int) -> int:
    """The part that holds the sentence at this place."""
    return place // PER_PART + 1


def evidence_of(said: Said, outcome: SentenceVerdict) -> tuple[str, ...]:
    """The addresses that checkers and editors gave for a sentence, an editor's first, each once."""
    settled = [claim.adjudication.judgement for claim in outcome.claims if claim.adjudication]
    judged = [judgement for answer in said.answers for judgement in answer.judgements]
    return tuple(dict.fromkeys(url for judgement in (*settled, *judged) for url in judgement.evidence))


def _sentence(said: Said, suggestion: Suggestion | None) -> ShownSentence:
    outcome = outcome_of(said)
    return ShownSentence(
        sentence_id=said.sentence.sentence_id,
        number=said.sentence.position + 1,
        text=said.text,
        segments=segments_of(said.text, outcome, suggestion),
        label=label_of(outcome),
        is_contested=is_contested(outcome),
        claims=tuple(shown_claims(outcome, said.text)),
        evidence=evidence_of(said, outcome),
    )


def _pieces(
    text: str, said: Sequence[Said], shown: Sequence[ShownSentence], *, is_first: bool, is_last: bool
) -> Iterator[Piece]:
    at = 0 if is_first or not said else said[0].sentence.span.start
    for one, sentence in zip(said, shown, strict=True):
        span = one.sentence.span
        if span.start > at:
            yield Piece(text[at : span.start], None)
        yield Piece(span.of(text), sentence)
        at = span.end
    if is_last and at < len(text):
        yield Piece(text[at:], None)


def _paragraphs(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    paragraph: list[Piece] = []
    for piece in pieces:
        if piece.sentence is None and _PARAGRAPH.search(piece.text):
            yield tuple(paragraph)
            paragraph = []
        else:
            paragraph.append(piece)
    yield tuple(paragraph)
