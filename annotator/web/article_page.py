"""An article as its page shows it: the text with its sentences, and what was said about each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exports.reading import ArticleReading, Said, read_articles
from exports.verdicts import SentenceVerdict, decide
from tasks.ledger import SentenceState, state_of
from tasks.store.connection import Store
from tasks.store.likeness import RelatedSentence, find_related
from tasks.store.revisions import RevisionChange, list_changes
from tasks.text.dates import DateSuggestion, find_dates
from tasks.types import NOT_A_CLAIM, UNDECIDED, Article, Span, Verdict

MOST_RELATED = 3


_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
SEVERAL = "several"
_DONE = (SentenceState.LABELLED, SentenceState.ADJUDICATED)
_STANDING = {
    SentenceState.WAITING: "on its way to Label Studio",
    SentenceState.IN_DOUBT: "on its way to Label Studio",
    SentenceState.PUSHED: "not labelled yet",
    SentenceState.PARTLY_LABELLED: "needs another checker",
    SentenceState.SKIPPED_BY_ALL: "skipped",
    SentenceState.QUARANTINED: "an answer made no sense",
    SentenceState.MISSING: "its task is gone from Label Studio",
    SentenceState.LEFT_OUT: "left out",
}


@dataclass(frozen=True, slots=True)
class ShownClaim:
    label: str  # a verdict, not_a_claim or undecided
    method: str
    text: str  # empty where the claim is the whole sentence


@dataclass(frozen=True, slots=True)
class ShownRelated:
    """A sentence elsewhere that may say the same, with what was decided about it."""

    sentence: RelatedSentence
    label: str | None


@dataclass(frozen=True, slots=True)
class ShownSentence:
    sentence_id: str
    text: str
    kind: str
    claimant: str | None
    label: str | None  # of the sentence as a whole; `SEVERAL` where its claims differ
    claims: tuple[ShownClaim, ...]
    standing: str  # in words, where the sentence is not done
    evidence: tuple[str, ...]
    notes: tuple[str, ...]
    dates: tuple[DateSuggestion, ...]  # what the machine takes its dates for
    related: tuple[ShownRelated, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article: a sentence, or what stands between two."""

    text: str
    sentence: ShownSentence | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    article: Article
    opening: str
    sentences: tuple[ShownSentence, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    labels: tuple[str, ...]  # for the legend
    labelled: int
    changes: tuple[RevisionChange, ...]


def article_page(store: Store, article: Article) -> ArticlePage:
    """Everything the page of an article shows."""
    with store.snapshot():
        reading = next(read_articles(store, article.article_id), None)
        said = reading.said if reading else ()
        related = _related(store, said)
    states = _states(reading)
    shown = tuple(
        _sentence(article, one, states[one.sentence.sentence_id], related[one.sentence.sentence_id])
        for one in said
    )
    pieces = _pieces(article.text, said, shown)
    return ArticlePage(
        article=article,
        opening=" ".join(article.text[:90].split()),
        sentences=shown,
        paragraphs=tuple(_paragraphs(pieces)),
        labels=(*Verdict, NOT_A_CLAIM, UNDECIDED),
        labelled=sum(state in _DONE for state in states.values()),
        changes=tuple(list_changes(store, article.article_id)),
    )


def _states(reading: ArticleReading | None) -> dict[str, SentenceState | None]:
    return {facts.sentence_id: state_of(facts) for facts in reading.facts} if reading else {}


def _related(store: Store, said: Sequence[Said]) -> dict[str, tuple[ShownRelated, ...]]:
    """Sentences of other articles that read like these, with their verdicts."""
    found = {
        one.sentence.sentence_id: find_related(store, one.sentence.sentence_id, one.text)[:MOST_RELATED]
        for one in said
    }
    articles = {related.article_id for several in found.values() for related in several}
    labels = {
        one.sentence.sentence_id: _label(_decide(one))
        for article_id in articles
        for reading in read_articles(store, article_id)
        for one in reading.said
    }
    return {
        sentence_id: tuple(ShownRelated(each, labels.get(each.sentence_id)) for each in several)
        for sentence_id, several in found.items()
    }


def _decide(said: Said) -> SentenceVerdict:
    return decide(said.sentence.sentence_id, said.text, said.answers, said.adjudications)


def _label(outcome: SentenceVerdict) -> str | None:
    """The verdict of the sentence as a whole; several are said to be several."""
    labels = {claim.verdict or UNDECIDED for claim in outcome.claims}
    if outcome.denial:
        return NOT_A_CLAIM
    return None if not labels else labels.pop() if len(labels) == 1 else SEVERAL


def _sentence(
    article: Article, said: Said, state: SentenceState | None, related: tuple[ShownRelated, ...]
) -> ShownSentence:
    outcome = _decide(said)
    judgements = [judgement for answer in said.answers for judgement in answer.judgements]
    return ShownSentence(
        sentence_id=said.sentence.sentence_id,
        text=said.text,
        kind=said.sentence.kind.value,
        claimant=said.sentence.claimant,
        label=_label(outcome),
        claims=tuple(_claims(outcome, said.text)),
        standing=_STANDING.get(state, "") if state else "",
        evidence=tuple(dict.fromkeys(url for judgement in judgements for url in judgement.evidence)),
        notes=tuple(dict.fromkeys(judgement.note for judgement in judgements if judgement.note)),
        dates=_dates(article, said.sentence.span),
        related=related,
    )


def _dates(article: Article, sentence: Span) -> tuple[DateSuggestion, ...]:
    if article.published_on is None:
        return ()
    return tuple(find_dates(article.text, sentence, article.published_on, article.language))


def _claims(outcome: SentenceVerdict, sentence: str) -> Iterator[ShownClaim]:
    for claim in outcome.claims:
        text = claim.span.of(sentence) if claim.span else ""
        yield ShownClaim(claim.verdict or UNDECIDED, claim.method, text)
    if outcome.denial:
        yield ShownClaim(NOT_A_CLAIM, outcome.denial.method, "")


def _pieces(text: str, said: Sequence[Said], shown: Sequence[ShownSentence]) -> Iterator[Piece]:
    at = 0
    for one, sentence in zip(said, shown, strict=True):
        span = one.sentence.span
        if span.start > at:
            yield Piece(text[at : span.start], None)
        yield Piece(span.of(text), sentence)
        at = span.end
    if at < len(text):
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
