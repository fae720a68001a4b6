"""What Ukrainian and Russian have in common: how past tenses and word order are read."""

from collections.abc import Iterable, Iterator

from tasks.text.attribution.lexicon import Form, ReportingWord, frames

SPEECH = "quote that whether wh aside"
THOUGHT = "that whether wh mental aside"


def past(taken: str, stems: Iterable[str], endings: Iterable[str]) -> Iterator[tuple[str, ReportingWord]]:
    """Yield the past tense of verbs in all genders and the plural, for `merged`."""
    for stem in stems:
        for ending in endings:
            yield stem + ending, ReportingWord(frames(taken), frozenset({Form.FINITE}))
