"""The claims inside a sentence, as spans a checker can mark as they are."""

import re
from collections.abc import Iterator, Sequence

from tasks.text.attribution.clauses import clause_starts
from tasks.text.attribution.heads import head_end
from tasks.text.attribution.languages import lexicon_for
from tasks.text.attribution.lexicon import Lexicon
from tasks.text.attribution.passage import Passage
from tasks.text.attribution.tokens import tokens_of
from tasks.text.quotations import find_quotations, without_marks
from tasks.types import Attribution, Span

_FEWEST_WORDS = 4
"""A part of a sentence with fewer words is no claim of its own."""
_EDGES = frozenset(" \t\r\n\u00a0,;:.–—-")


def find_claims(
    text: str, sentence: Span, attributions: Sequence[Attribution], language: str = "en"
) -> tuple[Span, ...]:
    """Return what ``sentence`` claims, in reading order, in offsets of ``text``.

    That is what is attributed in it, else the sentence itself; several claims where several
    quotations or full clauses are joined. A sentence that cannot be split with confidence stays
    one claim: a checker adds a region faster than one removes a wrong one. Of ``attributions``,
    those that do not touch the sentence are passed over.
    """
    lexicon = lexicon_for(language)
    touching = [each for each in attributions if _touches(each, sentence)]
    contents = _outermost(_contents(text, sentence, touching, lexicon))
    if not touching or (contents and not _mostly_reports(sentence, touching)):
        contents = [_trimmed(text, Span(head_end(text, sentence), sentence.end))]
    claims = (claim for content in contents for claim in _split(text, content, lexicon))
    return tuple(claim for claim in claims if claim.start < claim.end)


def _contents(
    text: str, sentence: Span, attributions: Sequence[Attribution], lexicon: Lexicon
) -> Iterator[Span]:
    for attribution in attributions:
        parts = [part for part in attribution.content if sentence.start <= part.start < sentence.end]
        if len(parts) > 1 and not _start_anew(text, parts[1:]):
            parts = [Span(parts[0].start, parts[-1].end)]
        for part in parts:
            yield _trimmed(text, _without_that(text, part, lexicon))


def _start_anew(text: str, parts: Sequence[Span]) -> bool:
    """Whether every part is a sentence of its own: "A," he said. "*B*"."""
    return all(without_marks(text, part).of(text)[:1].isupper() for part in parts)


def _touches(attribution: Attribution, sentence: Span) -> bool:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return any(sentence.start <= span.start < sentence.end for span in spans)


def _mostly_reports(sentence: Span, attributions: Sequence[Attribution]) -> bool:
    """Whether what is reported, by whom and how, is at least half of the sentence.

    Elsewhere the report is a side remark: "The ferry, which he says is old, has stopped."
    """
    spans = [span for each in attributions for span in (*each.source, *each.cue, *each.content)]
    covered = sum(span.end - span.start for span in _outermost(iter(spans)))
    return 2 * covered >= sentence.end - sentence.start


def _outermost(spans: Iterator[Span]) -> list[Span]:
    """Leave out spans that overlap an earlier or a longer one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)


def _without_that(text: str, span: Span, lexicon: Lexicon) -> Span:
    first = re.match(r"\w+", span.of(text))
    return Span(span.start + first.end(), span.end) if first and first[0].lower() in lexicon.that else span


def _split(text: str, content: Span, lexicon: Lexicon) -> Iterator[Span]:
    quotations = [span.shifted(content.start) for span in find_quotations(content.of(text))]
    content = _without_stray_marks(text, content, quotations)
    if quotations and quotations[0].start == content.start and _are_joined(text, content, quotations):
        for quotation in quotations:
            inner = _trimmed(text, without_marks(text, quotation))
            yield from _split_clauses(text, inner, [], lexicon)
    else:
        yield from _split_clauses(text, content, quotations, lexicon)


def _without_stray_marks(text: str, content: Span, quotations: Sequence[Span]) -> Span:
    """Leave out the mark of a quotation that began or ends in another sentence."""
    bare = without_marks(text, content)
    start = content.start if quotations and quotations[0].start == content.start else bare.start
    end = content.end if quotations and quotations[-1].end == content.end else bare.end
    return _trimmed(text, Span(start, max(start, end)))


def _are_joined(text: str, content: Span, quotations: Sequence[Span]) -> bool:
    """Whether there is nothing but full quotations, with at most an "and" between them."""
    if len(quotations) > 1 and any(len(each.of(text).split()) < _FEWEST_WORDS for each in quotations):
        return False
    edges = [*(span.start for span in quotations[1:]), content.end]
    between = (text[span.end : edge] for span, edge in zip(quotations, edges, strict=True))
    return all(len(words.split()) <= 1 + (not any(map(str.isalnum, words))) for words in between)


def _split_clauses(text: str, span: Span, quotations: Sequence[Span], lexicon: Lexicon) -> Iterator[Span]:
    if lexicon.divider.search(text, span.start, span.end) is None:
        yield _trimmed(text, span)
        return
    passage = Passage(tokens_of(text, span, quotations, lexicon.elision), lexicon)
    start = 0
    if not any(passage.low(at) in lexicon.whether for at in range(len(passage))):
        for at in range(len(passage)):
            if _divides(passage, start, at):
                yield _trimmed(text, passage.span((start, at)))
                start = at + 1 + passage.joins(at + 1)
    if start < len(passage):
        yield _trimmed(text, passage.span((start, len(passage))))


def _divides(passage: Passage, start: int, at: int) -> bool:
    """Whether one full clause ends before the mark at ``at`` and another begins behind it."""
    joined = passage.low(at) == "," and (
        passage.low(at + 1) in passage.lexicon.additions or passage.low(at + 1) in passage.lexicon.contrasts
    )
    if not joined and passage.low(at) != ";":
        return False
    if at - start < _FEWEST_WORDS or len(passage) - at - 1 < _FEWEST_WORDS + joined:
        return False
    independent = passage.low(start) not in passage.lexicon.subordinators
    return independent and passage.contains_predicate(start, at) and clause_starts(passage, at + 1 + joined)
