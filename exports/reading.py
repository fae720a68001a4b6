"""From the store to articles with all that was said about their sentences.

Three ordered streams are merged, so memory does not grow with the store.
Offsets of answers are brought to the live revision here, once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Protocol, TypeVar

from exports.places import carry
from tasks.store.accounts import SentenceFacts, iter_facts
from tasks.store.adjudications import Adjudication, iter_adjudications
from tasks.store.annotations import Answer, iter_answers
from tasks.store.connection import Store
from tasks.store.standing import StandingArticle, StandingSentence, iter_standing_articles, sentence_text
from tasks.types import Judgement


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the live revision, and what checkers and editors said about it."""

    sentence: StandingSentence
    text: str
    answers: tuple[Answer, ...]
    adjudications: tuple[Adjudication, ...]


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """An article with everything that bears on what is exported of it."""

    facts: tuple[SentenceFacts, ...]  # of every sentence it ever had
    standing: StandingArticle | None  # None: no sentence of it stands
    said: tuple[Said, ...]  # in reading order


class _OfArticle(Protocol):
    @property
    def article_id(self) -> str: ...


class _OfSentence(Protocol):
    @property
    def sentence_id(self) -> str: ...


T = TypeVar("T", bound=_OfArticle)
S = TypeVar("S", bound=_OfSentence)


def read_articles(store: Store, article_id: str | None = None) -> Iterator[ArticleReading]:
    """All articles that ever had a sentence, by article id; one of them where it is named."""
    standing_of = _follow(iter_standing_articles(store, article_id))
    answers_of = _follow(iter_answers(store, article_id))
    adjudications_of = _follow(iter_adjudications(store, article_id))
    for this, facts in groupby(iter_facts(store, article_id), key=attrgetter("article_id")):
        found = standing_of(this)
        answers = _by_sentence(answers_of(this))
        adjudications = _by_sentence(adjudications_of(this))
        said = [
            _said(store, standing, one, answers[one.sentence_id], adjudications[one.sentence_id])
            for standing in found
            for one in standing.sentences
        ]
        yield ArticleReading(tuple(facts), found[0] if found else None, tuple(said))


def _follow(stream: Iterable[T]) -> Callable[[str], list[T]]:
    """Ask a stream ordered by article for one article after the other; gaps on either side are fine."""
    groups = groupby(stream, key=attrgetter("article_id"))
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


def _by_sentence(things: Iterable[S]) -> Mapping[str, list[S]]:
    found: defaultdict[str, list[S]] = defaultdict(list)
    for thing in things:
        found[thing.sentence_id].append(thing)
    return found


def _said(
    store: Store,
    standing: StandingArticle,
    sentence: StandingSentence,
    answers: Iterable[Answer],
    adjudications: Iterable[Adjudication],
) -> Said:
    text = sentence.span.of(standing.article.text)

    def here(judgement: Judgement, revision: int) -> Judgement:
        if judgement.span is None or revision == standing.revision:
            return judgement
        then = sentence_text(store, sentence.sentence_id, revision)
        return replace(judgement, span=carry(judgement.span, then, text))

    return Said(
        sentence,
        text,
        tuple(replace(a, judgements=tuple(here(j, a.revision) for j in a.judgements)) for a in answers),
        tuple(replace(a, judgement=here(a.judgement, a.revision)) for a in adjudications),
    )
