"""A draft as its page shows it: some of its sentences, one of them perhaps about to be cut."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from flask_babel import LazyString

from annotator.preview import Outlook
from annotator.web.kinds import KIND_WORDS
from tasks.store.drafts import DraftContent, DraftSentence
from tasks.text.cuts import split_places
from tasks.types import SentenceKind, Span

PER_PAGE = 60
LONGEST_SHOWN = 3000
"""Characters of one sentence. A longer one is no sentence, and would make the page heavy."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or so, and where a cut before it would be; ``None`` before the first."""

    at: int | None
    text: str


@dataclass(frozen=True, slots=True)
class ShownDraftSentence:
    number: int  # from 1
    start: int
    text: str
    hidden: int  # characters at its end that are not shown
    kind: LazyString | None  # None: a plain statement
    claimant: str | None
    score: float | None
    is_labelled: bool  # will be
    is_wish: bool  # because the editor said so
    is_known: bool
    is_mended: bool
    pieces: tuple[Piece, ...]  # where it is about to be cut
    opens_paragraph: bool


@dataclass(frozen=True, slots=True)
class DraftPage:
    sentences: tuple[ShownDraftSentence, ...]
    first: int  # place of the first of them
    before: int | None  # where the first sentence of the page before starts
    after: int | None  # where the first sentence of the page after starts
    number: int  # sentences of the draft
    labelled: int


def draft_page(content: DraftContent, outlook: Outlook, *, at: int, cut: int | None) -> DraftPage:
    """The part of a draft that holds the sentence at the offset ``at``.

    :param cut: start of the sentence that is shown with the places where it may be cut
    """
    number = len(content.sentences)
    place = next((i for i, one in enumerate(content.sentences) if one.end > at), number - 1)
    first = place // PER_PAGE * PER_PAGE
    after = first + PER_PAGE
    return DraftPage(
        tuple(
            _shown(content, outlook, i, content.sentences[i], cut) for i in range(first, min(after, number))
        ),
        first,
        content.sentences[first - PER_PAGE].start if first else None,
        content.sentences[after].start if after < number else None,
        number,
        len(outlook.labelled),
    )


def sentence_around(content: DraftContent, at: int) -> int | None:
    """Where the sentence around ``at`` starts."""
    return next((one.start for one in content.sentences if one.start <= at < one.end), None)


def _shown(
    content: DraftContent,
    outlook: Outlook,
    place: int,
    sentence: DraftSentence,
    cut: int | None,
) -> ShownDraftSentence:
    text = content.raw.text
    shown = Span(sentence.start, min(sentence.end, sentence.start + LONGEST_SHOWN))
    before = content.sentences[place - 1].end if place else 0
    return ShownDraftSentence(
        number=place + 1,
        start=sentence.start,
        text=shown.of(text),
        hidden=sentence.end - shown.end,
        kind=None if sentence.kind is SentenceKind.STATEMENT else KIND_WORDS[sentence.kind],
        claimant=sentence.claimant,
        score=sentence.score,
        is_labelled=place in outlook.labelled,
        is_wish=sentence.wish is not None,
        is_known=place in outlook.known,
        is_mended=sentence.is_mended,
        pieces=tuple(_pieces(text, shown)) if sentence.start == cut else (),
        opens_paragraph=text.count("\n", before, sentence.start) > 1,
    )


def _pieces(text: str, sentence: Span) -> Iterator[Piece]:
    edges = [sentence.start, *split_places(text, sentence), sentence.end]
    for at, end in pairwise(edges):
        yield Piece(None if at == sentence.start else at, text[at:end])
