"""From the store to articles with all that was said about their sentences.

Ordered streams are merged, so memory does not grow with the store. Offsets of
answers are brought to the revision that stands here, once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Protocol, TypeVar

from exports.answers import Answer
from exports.places import carry
from tasks.store.adjudications import Adjudication, iter_adjudications
from tasks.store.connection import Store
from tasks.store.record import ArticleHead, Line, iter_heads, iter_lines
from tasks.store.sentences import text_in_revision
from tasks.types import Judgement, SentenceKind, Span, UnverifiableReason, WasItSaid


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article as it stands, with the raw record of its sentences in reading order."""

    head: ArticleHead
    sentences: tuple[tuple[Line, ...], ...]  # one line or more each
    adjudications: Mapping[str, Sequence[Adjudication]]  # by sentence


@dataclass(frozen=True, slots=True)
class StandingSentence:
    """A sentence of the revision that stands."""

    sentence_id: str
    position: int
    span: Span  # in the article
    kind: SentenceKind
    decision: str | None  # label or leave_out
    claimant: str | None  # as the machine suggests


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and what checkers and editors say about it and ever said."""

    sentence: StandingSentence
    text: str
    versions: tuple[Answer, ...]  # all there ever were
    settlements: tuple[Adjudication, ...]  # all there ever were

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What stands, skips included."""
        return tuple(v for v in self.versions if v.superseded_at is None and v.state != "deleted")

    @property
    def adjudications(self) -> tuple[Adjudication, ...]:
        """What stands."""
        return tuple(word for word in self.settlements if word.superseded_at is None)


def iter_articles(
    store: Store,
    article_id: str | None = None,
    as_of: str | None = None,
    sentence_ids: Sequence[str] | None = None,
) -> Iterator[ArticleRecord]:
    """All articles in which a sentence stands, by article id.

    :param article_id: only this one
    :param as_of: what was recorded until then, and what stood then
    :param sentence_ids: only these sentences of theirs
    """
    heads_of = _follow(iter_heads(store, article_id, as_of))
    adjudications_of = _follow(iter_adjudications(store, article_id, as_of))
    every_line = iter_lines(store, article_id, as_of, sentence_ids)
    for this, lines in groupby(every_line, key=attrgetter("article_id")):
        (head,) = heads_of(this)
        sentences = tuple(tuple(group) for _, group in groupby(lines, key=attrgetter("position")))
        yield ArticleRecord(head, sentences, _by_sentence(adjudications_of(this)))


def read_sentences(store: Store, article_id: str, sentence_ids: Sequence[str]) -> tuple[Said, ...]:
    """What was said about these sentences of an article, as far as they stand, in reading order."""
    record = next(iter_articles(store, article_id, sentence_ids=sentence_ids), None)
    return tuple(read_said(store, record, lines) for lines in record.sentences) if record else ()


def read_said(store: Store, record: ArticleRecord, lines: Sequence[Line]) -> Said:
    """What a sentence's lines say.

    :param store: is asked how the sentence was written where somebody marked a part of an older writing
    """
    first = lines[0]
    text = record.head.text[first.char_start : first.char_end]

    def here(judgement: Judgement, revision: int) -> Judgement:
        if judgement.span is None or revision == record.head.revision:
            return judgement
        then = text_in_revision(store, first.sentence_id, revision)
        return replace(judgement, span=carry(judgement.span, then, text))

    answered = (line for line in lines if line.annotation_id is not None)
    words = record.adjudications.get(first.sentence_id, ())
    return Said(
        StandingSentence(
            first.sentence_id,
            first.position,
            Span(first.char_start, first.char_end),
            SentenceKind(first.kind),
            first.decision,
            first.claimant,
        ),
        text,
        tuple(
            _answer(tuple(version), here)
            for _, version in groupby(answered, key=attrgetter("annotation_id", "version"))
        ),
        tuple(replace(word, judgement=here(word.judgement, word.revision)) for word in words),
    )


def _answer(lines: Sequence[Line], here: Callable[[Judgement, int], Judgement]) -> Answer:
    first = lines[0]
    if first.annotation_id is None:
        raise AssertionError("lines without an annotation were left out before")
    said = (line for line in lines if line.ordinal is not None)
    return Answer(
        annotation_id=first.annotation_id,
        version=first.version,
        person_id=first.person_id,
        state=first.state,
        created_at=first.created_at,
        updated_at=first.updated_at,
        recorded_at=first.recorded_at,
        superseded_at=first.superseded_at,
        lead_time=first.lead_time,
        judgements=tuple(
            here(_judgement(tuple(group)), first.seen_revision)
            for _, group in groupby(said, key=attrgetter("ordinal"))
        ),
    )


def _judgement(lines: Sequence[Line]) -> Judgement:
    first = lines[0]
    return Judgement(
        label=first.label,
        span=_span(first.mark_start, first.mark_end),
        reason=UnverifiableReason(first.reason) if first.reason else None,
        was_it_said=WasItSaid(first.was_it_said) if first.was_it_said else None,
        evidence=tuple(line.url for line in lines if line.url is not None),
        note=first.note,
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


T = TypeVar("T")


def _follow(stream: Iterable[T], key: str = "article_id") -> Callable[[str], list[T]]:
    """Ask a stream ordered by article for one article after the other; gaps on either side are fine."""
    groups = groupby(stream, key=attrgetter(key))
    ahead: list[tuple[str, list[T]]] = []

    def of(article_id: str) -> list[T]:
        while not ahead or ahead[0][0] < article_id:
            ahead.clear()
            found = next(groups, None)
            if found is None:
                return []
            ahead.append((found[0], list(found[1])))
        return ahead[0][1] if ahead[0][0] == article_id else []

    return of


class _OfSentence(Protocol):
    @property
    def sentence_id(self) -> str: ...


S = TypeVar("S", bound=_OfSentence)


def _by_sentence(things: Iterable[S]) -> Mapping[str, Sequence[S]]:
    found: defaultdict[str, list[S]] = defaultdict(list)
    for thing in things:
        found[thing.sentence_id].append(thing)
    return found
