"""What the machine suggests about one sentence: claims, a claimant, dates, and sentences that read alike.

Suggestions are for people to confirm, and marked as such wherever they are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.web.outcomes import label_of, outcome_of
from exports.reading import Said, read_sentences
from tasks.store.connection import Store
from tasks.store.likeness import RelatedSentence, find_related
from tasks.store.suggestions import list_suggestions
from tasks.text.dates import DateSuggestion, find_dates
from tasks.types import Article, Span

MOST_RELATED = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """A sentence of another article that may say the same, with what was decided about it."""

    sentence: RelatedSentence
    label: str | None  # of the sentence as a whole; None: nobody said anything


@dataclass(frozen=True, slots=True)
class Suggested:
    claimant: str | None
    score: float | None  # check-worthiness, 0..1
    claims: tuple[Span, ...]  # in the sentence; none where it was written otherwise when they were spotted
    dates: tuple[DateSuggestion, ...]  # none where the article has no date to count from
    alike: tuple[Alike, ...]


def suggested_about(store: Store, article: Article, said: Said) -> Suggested:
    """Everything the machine suggests. Belongs into one `Store.snapshot` with the reading of the sentence."""
    sentence_id = said.sentence.sentence_id
    found = list_suggestions(store, [sentence_id]).get(sentence_id)
    return Suggested(
        claimant=found.claimant if found else None,
        score=found.score if found else None,
        claims=found.claims if found and found.text == said.text else (),
        dates=tuple(_dates(article, said)),
        alike=_alike(store, said),
    )


def _dates(article: Article, said: Said) -> Sequence[DateSuggestion]:
    if article.published_on is None:
        return ()
    return find_dates(article.text, said.sentence.span, article.published_on, article.language)


def _alike(store: Store, said: Said) -> tuple[Alike, ...]:
    found = find_related(store, said.sentence.sentence_id, said.text, limit=MOST_RELATED)
    labels = {
        one.sentence.sentence_id: label_of(outcome_of(one))
        for related in found
        for one in read_sentences(store, related.article_id, [related.sentence_id])
    }
    return tuple(Alike(each, labels.get(each.sentence_id)) for each in found)
