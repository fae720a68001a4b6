"""From the sentences of an article to its attributions.

::

    text ─► quotations ─► pieces ─┐
    sentences ────────────────────┴► passages ─► findings ─► drafts ─► carried on ─► claimants
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from tasks.text.attribution.asides import by_this
from tasks.text.attribution.carrying import carry, mark_said
from tasks.text.attribution.claimants import Claimants
from tasks.text.attribution.cues import findings
from tasks.text.attribution.drafts import Draft, Piece, pieces_of
from tasks.text.attribution.heads import head_end
from tasks.text.attribution.languages import lexicon_for
from tasks.text.attribution.lexicon import Lexicon
from tasks.text.attribution.passage import Passage
from tasks.text.attribution.tokens import Token, tokens_of
from tasks.text.attribution.turns import take_turns
from tasks.text.quotations import find_quotations, without_marks
from tasks.types import Attribution, Span

_SHORTEST_SPEECH = 12
"""Quotations of fewer characters are not searched for attributions inside."""

_LONGEST_PASSAGE = 300
"""A sentence of more tokens is read in stretches of so many, which keeps the time linear."""


def find_attributions(text: str, sentences: Sequence[Span], language: str = "en") -> list[Attribution]:
    """Return who is reported to say what, in reading order.

    Args:
        text: the article.
        sentences: its sentences in order, without overlap.
        language: BCP 47 tag; one without a lexicon of its own is read with the English one.

    Spans are in offsets of ``text``, and a content stays within one sentence: the second sentence
    of a quotation is an attribution of its own, with the same claimant and neither source nor cue.
    """
    lexicon = lexicon_for(language)
    pieces = list(pieces_of(find_quotations(text), sentences))
    outer: list[Draft] = []
    for number in range(len(sentences)):
        found = list(_outside(text, sentences, pieces, number, lexicon))
        if not found and not (outer and outer[-1].sentence == number - 1):
            found = list(_about_the_sentence_before(text, sentences, number, lexicon))
        for draft in found:
            mark_said(pieces[number - 1] if number else [], draft)
            mark_said(pieces[number], draft)
            outer.append(draft)
    every_piece = [piece for row in pieces for piece in row]
    outer += carry(text, sentences, every_piece)
    outer += take_turns(text, sentences, outer)
    outer.sort(key=Draft.place)
    inner = [draft for piece in every_piece for draft in _inside(text, piece, lexicon)]
    _settle_claimants(text, sentences, lexicon, outer, every_piece)
    return [draft.finished() for draft in sorted(outer + inner, key=Draft.place)]


def _outside(
    text: str, sentences: Sequence[Span], pieces: Sequence[list[Piece]], number: int, lexicon: Lexicon
) -> Iterator[Draft]:
    """What is attributed in a sentence, its quotations taken as wholes."""
    window, quoted = sentences[number], [piece.span for piece in pieces[number]]
    lead = _quotation_before(text, sentences, pieces, number)
    if lead is not None:
        window, quoted = Span(lead.start, window.end), [lead, *quoted]
    else:
        window = Span(head_end(text, window), window.end)
    yield from _drafts(tokens_of(text, window, quoted, lexicon.elision), lexicon, number)


def _about_the_sentence_before(
    text: str, sentences: Sequence[Span], number: int, lexicon: Lexicon
) -> Iterator[Draft]:
    """Про це повідомив мер: who says what the sentence before says."""
    if number == 0 or not lexicon.about_this:
        return
    tokens = islice(tokens_of(text, sentences[number], (), lexicon.elision), _LONGEST_PASSAGE)
    passage = Passage(tokens, lexicon)
    opening = next((phrase for phrase in lexicon.about_this if passage.matches(0, phrase)), None)
    found = by_this(passage, len(opening)) if opening else None
    if found is not None:
        source, cue = passage.span(found[0]), passage.span(found[1])
        yield Draft(number, (source,), (cue,), (sentences[number - 1],))


def _quotation_before(
    text: str, sentences: Sequence[Span], pieces: Sequence[list[Piece]], number: int
) -> Span | None:
    """A quotation that ends the sentence before, where "he said." may be split off from it."""
    if number == 0 or not pieces[number - 1]:
        return None
    if pieces[number - 1][-1].said is not None:
        return None
    last, sentence = pieces[number - 1][-1].span, sentences[number]
    if pieces[number] and pieces[number][0].span.start == sentence.start:
        return None
    touches = last.end == sentences[number - 1].end and text[last.end : sentence.start].strip(" \u00a0") == ""
    return last if touches else None


def _inside(text: str, piece: Piece, lexicon: Lexicon) -> Iterator[Draft]:
    """What is attributed within a quotation: "I think that …"."""
    window = without_marks(text, piece.span)
    if window.end - window.start < _SHORTEST_SPEECH:
        return
    for draft in _drafts(tokens_of(text, window, (), lexicon.elision), lexicon, piece.sentence):
        piece.inner.append(draft)
        yield draft


def _drafts(tokens: Iterator[Token], lexicon: Lexicon, number: int) -> Iterator[Draft]:
    while stretch := tuple(islice(tokens, _LONGEST_PASSAGE)):
        passage = Passage(stretch, lexicon)
        for found in findings(passage):
            yield Draft(
                number,
                tuple(map(passage.span, found.source)),
                tuple(map(passage.span, found.cue)),
                tuple(map(passage.span, found.content)),
            )


def _settle_claimants(
    text: str, sentences: Sequence[Span], lexicon: Lexicon, outer: Sequence[Draft], pieces: Sequence[Piece]
) -> None:
    claimants = Claimants(text, [draft.source for draft in outer], lexicon)
    nothing = Span(len(text), len(text))
    read = -1
    for draft in outer:
        while read < draft.sentence:
            read += 1
            claimants.read(sentences[read])
        speaker = claimants.named(draft.turn) if draft.turn else None
        following = sentences[draft.sentence + 1] if draft.sentence + 1 < len(sentences) else nothing
        unnamed = draft.source in ((), (draft.turn,))
        draft.claimant = speaker if unnamed else claimants.of(draft.source, following, speaker)
    for draft in outer:
        if draft.follows is not None:
            draft.claimant = draft.follows.claimant
    for piece in pieces:
        for draft in piece.inner:
            draft.claimant = claimants.of_quoted(draft.source, piece.said.claimant if piece.said else None)
