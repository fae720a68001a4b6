"""Whether a text is a known article again, with changes.

An article with an address is known by it. Without one, it is known by its
words: when most of its sentences are those of a known article, it is that
article, revised.
"""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet

from tasks.types import ArticleId

MOST = 0.5
"""Share of the sentences that two revisions have in common: of each, more than this."""

FEWEST = 3
"""Sentences in common. One or two may be a standing disclaimer or a quoted line."""


def find_revised(sentences: Collection[str], known: Mapping[ArticleId, AbstractSet[str]]) -> ArticleId | None:
    """The known article that these sentences revise, if there is one.

    :param sentences: keys of the new text's sentences (`identity.words_sha256`)
    :param known: article id to the keys of its sentences
    """
    new = set(sentences)
    shared = {article: len(new & old) for article, old in known.items()}
    revised = [
        article
        for article, common in shared.items()
        if common >= FEWEST and common > MOST * len(new) and common > MOST * len(known[article])
    ]
    return max(revised, key=lambda article: (shared[article], article), default=None)
