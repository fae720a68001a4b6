"""Where a reported clause or quotation ends."""

from tasks.text.attribution.clauses import clause_starts, has_finite
from tasks.text.attribution.lexicon import Form, Frame
from tasks.text.attribution.passage import DASHES, Passage
from tasks.text.attribution.phrases import phrase_end
from tasks.text.quotations import without_marks
from tasks.types import Span

_CALLED_WITHIN = 8
"""At most so many tokens from "called" to what somebody called it."""
_INTRODUCTION = 16
"""At most so many tokens come before the clause proper: that *as time goes on,* …"""


def quoted_end(passage: Passage, start: int) -> int:
    """The end of a quotation and of those joined to it: said "A" and "B"."""
    at = start + 1
    while passage.is_quotation(at + 1) and (
        passage.low(at) in passage.lexicon.conjunctions or passage.low(at) == ","
    ):
        at += 2
    return at


def clause_end(passage: Passage, start: int, mental: bool = False) -> int:
    """Where the reported clause that starts at ``start`` ends.

    What somebody thinks ends sooner than what somebody says: "I think so, and they agreed"
    reports one thing, "He said so, and they agreed" may report two.
    """
    if passage.is_quotation(start) and is_whole_speech(passage, start):
        return quoted_end(passage, start)
    depth = 0
    settled = _after_introduction(passage, start)
    for at in range(start, len(passage)):
        low = passage.low(at)
        depth += (low == "(") - (low == ")")
        if depth < 0 or low == ";":
            return at
        if depth == 0 and at > settled and _breaks(passage, settled, at, mental):
            return at - (passage.low(at - 1) in DASHES)
    return len(passage)


def _after_introduction(passage: Passage, start: int) -> int:
    """Step over what may come before the clause proper: that *as time goes on,* …"""
    lexicon = passage.lexicon
    at = start + (passage.low(start) in lexicon.that)
    at += passage.low(at) == ","
    low = passage.low(at)
    if at == start and low not in lexicon.conditionals:
        return start
    if not (low in lexicon.prepositions or low in lexicon.subordinators or low in lexicon.conditionals):
        return start
    return next((i for i in range(at, min(at + _INTRODUCTION, len(passage))) if passage.low(i) == ","), start)


def is_whole_speech(passage: Passage, at: int) -> bool:
    """A quotation that is all that was said, not a part of a sentence in other words."""
    quotation = passage.tokens[at].text
    text = without_marks(quotation, Span(0, len(quotation))).of(quotation)
    return text[-1:] in (".", "!", "?", "…") or (text[:1].isupper() and " " in text)


def _breaks(passage: Passage, start: int, at: int, mental: bool) -> bool:
    low, lexicon = passage.low(at), passage.lexicon
    if passage.is_quotation(at - 1) and passage.contains_predicate(start, at) and resumes(passage, at - 1):
        return True
    if low in DASHES:
        if passage.contains_predicate(start, at) and resumes(passage, at):
            return True
        return low != "-" and passage.low(at + 1) in lexicon.pronouns and clause_starts(passage, at + 1)
    if low == ",":
        return _comma_breaks(passage, at, mental, passage.contains_predicate(start, at))
    if low in lexicon.conjunctions or low in lexicon.contrasts:
        return _reports(passage, at + 1)
    return low in lexicon.according_openers and any(
        passage.matches(at, phrase) for phrase in lexicon.according
    )


def _comma_breaks(passage: Passage, at: int, mental: bool, complete: bool) -> bool:
    lexicon = passage.lexicon
    after = passage.low(at + 1)
    if complete and resumes(passage, at):
        return True
    if is_reporting_gerund(passage, at + 1) or any(passage.matches(at + 1, p) for p in lexicon.according):
        return True
    if after in lexicon.contrasts or (mental and after in lexicon.conjunctions):
        start = at + 2
        while passage.joins(start) or passage.is_adverb(start):  # and *so*, but *then*
            start += 1
        joined = has_finite(passage, start) or _reports(passage, start)
        return clause_starts(passage, start) or (complete and joined)
    if not complete:
        return False
    if mental and (passage.is_pronoun(at + 1) or passage.low(at + 1) in lexicon.wh):
        return clause_starts(passage, at + 1) or has_finite(passage, at + 2)
    return is_aside(passage, at + 1) or _repeats(passage, at + 1)


def resumes(passage: Passage, comma: int) -> bool:
    """*, a claim* the mayor denies; *, something* he denies: the noun takes up what was said."""
    noun = comma + 1 + (passage.low(comma + 1) in passage.lexicon.articles)
    if passage.low(noun) not in passage.lexicon.resumptives:
        return False
    subject = passage.starts_phrase(noun + 1) or passage.is_name(noun + 1) or passage.is_pronoun(noun + 1)
    return subject and not passage.is_mark(noun + 1)


def _repeats(passage: Passage, at: int) -> bool:
    """Knows that …, *knows that* …"""
    return passage.verb(at, Form.FINITE) is not None and passage.low(at + 1) in passage.lexicon.that


def is_aside(passage: Passage, at: int) -> bool:
    """…, *he said*, … or …, *said the mayor*."""
    end = phrase_end(passage, at)
    verb = passage.verb(end, Form.FINITE)
    if verb is not None and end > at and Frame.ASIDE in verb.frames:
        return ends_aside(passage, end + 1)
    verb = passage.verb(at, Form.FINITE)
    return (
        verb is not None
        and Frame.QUOTE in verb.frames
        and not passage.is_mark(at + 1)
        and not verb.is_also_noun
    )


def ends_aside(passage: Passage, at: int) -> bool:
    """Whether "he said" can be over at ``at``: nothing follows, or when, where and to whom."""
    low, lexicon = passage.low(at), passage.lexicon
    if passage.is_mark(at):
        return not passage.is_quotation(at)
    if (
        low in lexicon.prepositions
        or low in lexicon.to
        or low in lexicon.times
        or low in lexicon.subordinators
    ):
        return True
    adverb = passage.is_adverb(at) and low not in lexicon.negations  # he said *no*
    return adverb or passage.joins(at) or low.endswith(lexicon.gerund_endings)


def _reports(passage: Passage, at: int) -> bool:
    """Behind a conjunction: and *added* that, but he *said*."""
    for i in range(at, at + 4):
        verb = passage.verb(i, Form.FINITE) if passage.low(i - 1) not in passage.lexicon.to else None
        if verb is not None and Frame.QUOTE in verb.frames and passage.reports_here(i, verb):
            return True
        if passage.is_mark(i):
            return False
        if _repeats(passage, i) or _calls(passage, i):
            return True
    return False


def _calls(passage: Passage, at: int) -> bool:
    """And *called* the claim "nonsense"."""
    verb = passage.verb(at, Form.FINITE)
    if verb is None or Frame.PART not in verb.frames or verb.is_also_noun:
        return False
    for i in range(at + 1, at + _CALLED_WITHIN):
        if passage.is_quotation(i):
            return True
        if passage.is_mark(i) or passage.is_sure_finite(i):
            return False
    return False


def is_reporting_gerund(passage: Passage, at: int) -> bool:
    while passage.is_adverb(at):
        at += 1
    verb = passage.verb(at, Form.GERUND)
    return verb is not None and (Frame.QUOTE in verb.frames or Frame.THAT in verb.frames)
