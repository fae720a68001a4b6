"""Speaker turns of a printed interview: paragraphs that start with a name and a colon."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.text.attribution.drafts import Draft
from tasks.types import Span

_LABEL = re.compile(r"^[^\S\n]*(?P<name>[^\W\d_a-z][^\n:.,;!?\"“”]{0,39}):[^\S\n]+(?=\S)", re.MULTILINE)
_NO_SPEAKERS = re.compile(
    r"image|photo|picture|file|credit|source|caption|video|note|update|correction|bild|foto|quelle",
    re.IGNORECASE,
)
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Turns:
    """Where each turn starts, and whose it is."""

    starts: tuple[int, ...]
    labels: tuple[Span, ...]

    def label_for(self, sentence: Span) -> Span | None:
        """The label of the turn in which a sentence ends."""
        index = bisect_right(self.starts, sentence.end - 1) - 1
        return self.labels[index] if index >= 0 else None


def find_turns(text: str) -> Turns:
    """Find the turns of an interview; none unless at least two speakers take at least two each."""
    matches = [
        match
        for match in _LABEL.finditer(text)
        if not _NO_SPEAKERS.match(match["name"]) and len(match["name"].split()) <= _MOST_WORDS
    ]
    times = Counter(match["name"] for match in matches)
    matches = [match for match in matches if times[match["name"]] > 1]
    if len({match["name"] for match in matches}) < 2:
        matches = []
    return Turns(
        tuple(match.start("name") for match in matches),
        tuple(Span(*match.span("name")) for match in matches),
    )


def take_turns(text: str, sentences: Sequence[Span], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Note whose turn it is with each draft; yield one for every other sentence of a turn."""
    turns = find_turns(text)
    attributed = set()
    for draft in drafts:
        draft.turn = turns.label_for(sentences[draft.sentence])
        attributed.add(draft.sentence)
    for number, sentence in enumerate(sentences):
        label = turns.label_for(sentence)
        if label is None or number in attributed:
            continue
        opens = sentence.start <= label.start
        content = _spoken(text, Span(label.end + 1, sentence.end) if opens else sentence)
        if content is not None:
            yield Draft(number, (label,) if opens else (), (), (content,), turn=label)


def _spoken(text: str, window: Span) -> Span | None:
    start = window.start
    while start < window.end and text[start].isspace():
        start += 1
    return Span(start, window.end) if start < window.end else None
