"""Tables of judgements as the literature prints them: units by raters."""

from collections.abc import Sequence

from exports.agreement.figures import Sample, sample_of_articles
from exports.agreement.patterns import PatternCounts

Ratings = Sequence[Sequence[str | None]]


def sample(ratings: Ratings, labels: Sequence[str] | None = None) -> Sample:
    """The table as a sample in which each unit is an article of its own.

    :param labels: all that raters could choose; without it, those that occur
    """
    given = [[label for label in unit if label is not None] for unit in ratings]
    labels = labels or sorted({label for unit in given for label in unit})
    counts = PatternCounts(len(labels))
    for unit in given:
        counts.add_article([tuple(map(unit.count, labels))] if unit else [])
    return sample_of_articles(counts.by_article(), len(labels))
