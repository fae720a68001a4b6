"""Attribution by a noun: the group's *assessment* that …, in his *view*, …"""

from tasks.text.attribution.asides import content_before
from tasks.text.attribution.clause_ends import clause_end
from tasks.text.attribution.finding import Finding, finding_of
from tasks.text.attribution.passage import Passage, Range
from tasks.text.attribution.phrases import phrase_end, phrase_left
from tasks.text.attribution.sources import source_left_of, verb_group_start

_HOLDER_WITHIN = 4
"""At most so many tokens before a noun stands whose it is: the group's *latest* assessment."""


def by_noun(passage: Passage, at: int) -> Finding | None:
    """The group's *assessment* that …; I have no *doubt* that …; *reports* that …"""
    source, that = _maker(passage, at)
    if passage.low(that) not in passage.lexicon.that or passage.is_finite(that + 1):
        return None
    source = source or _holder(passage, at)
    if source is None and not _is_unsourced(passage, at):
        return None
    end = clause_end(passage, that, mental=True)
    if not passage.contains_predicate(0, at):
        end = _main_verb(passage, that + 1, end)
    return finding_of(source, (at, at + 1), (that, end))


def _maker(passage: Passage, at: int) -> tuple[Range | None, int]:
    """The claim *by the mayor* that …: who makes it, and where the clause starts."""
    if passage.low(at + 1) not in passage.lexicon.makers:
        return None, at + 1
    first = at + 2
    end = phrase_end(passage, first)
    return ((first, end), end) if first < end else (None, at + 1)


def _is_unsourced(passage: Passage, at: int) -> bool:
    """*Claims* that … have not been confirmed; there is *speculation* that …; denied *the claim* that …"""
    opens = at == 0 or passage.is_mark(at - 1) or passage.low(at - 1) in passage.lexicon.be
    disputed = (
        passage.low(at - 1) in passage.lexicon.definites and passage.low(at) in passage.lexicon.resumptives
    )
    return (opens and passage.low(at) in passage.lexicon.unsourced) or disputed


def _main_verb(passage: Passage, start: int, end: int) -> int:
    """Where the sentence goes on, of which all this is the subject: the claim that it fell *is* false."""
    lexicon = passage.lexicon
    seen = False
    for at in range(start, end):
        if passage.low(at) in lexicon.relatives or passage.joins(at) or passage.low(at) == ",":
            return end
        finite = passage.is_finite(at)
        if seen and finite and not _in_verb_group(passage, at - 1):
            return at
        seen = seen or finite
    return end


def _in_verb_group(passage: Passage, at: int) -> bool:
    return passage.is_auxiliary(at) or passage.is_adverb(at) or passage.is_pronoun(at)


def by_view(passage: Passage, at: int) -> Finding | None:
    """In the mayor's *view*, …; …, in his *opinion*."""
    lexicon = passage.lexicon
    source = phrase_left(passage, at - 2) if passage.low(at - 1) == "'s" else None
    if passage.low(at - 1) in lexicon.possessives:
        source = at - 1, at
    own = passage.low(at - 1) in lexicon.own  # no report, but a manner of speaking
    if source is None or own or passage.low(source[0] - 1) not in lexicon.view_openers:
        return None
    into = source[0] - 1
    content = _viewed(passage, into, at + 1)
    cue = (into, into + 1), (at, at + 1)
    return Finding((source,), cue, (content,)) if content and content[0] < content[1] else None


def _viewed(passage: Passage, start: int, end: int) -> Range | None:
    """What is seen so by the view that stands from ``start`` to ``end``: behind its comma, or before it."""
    if passage.low(end) == "," and (start == 0 or passage.joins(start - 1)):
        return end + 1, clause_end(passage, end + 1)
    before = content_before(passage, start)
    closes = passage.is_mark(end) and not passage.is_quotation(end)
    return before if closes and passage.contains_predicate(*before) else None


def _holder(passage: Passage, noun: int) -> Range | None:
    """Whose claim, belief or doubt it is."""
    lexicon = passage.lexicon
    for at in range(noun - 1, max(noun - 1 - _HOLDER_WITHIN, -1), -1):
        low = passage.low(at)
        if low == "'s":
            return phrase_left(passage, at - 1)
        if low in lexicon.possessives:
            return at, at + 1
        if low in lexicon.supports:
            source = source_left_of(passage, verb_group_start(passage, at))
            exists = low in lexicon.be and source and passage.low(source[0]) in lexicon.passive_openers
            return None if exists else source
        if passage.is_mark(at):
            return None
    return None
