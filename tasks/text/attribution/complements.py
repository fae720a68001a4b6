"""What is said: the complement to the right of a reporting word."""

from tasks.text.attribution.clause_ends import clause_end, is_reporting_gerund, is_whole_speech, quoted_end
from tasks.text.attribution.clauses import clause_starts, opens_long_phrase
from tasks.text.attribution.lexicon import Frame
from tasks.text.attribution.objects import object_after
from tasks.text.attribution.passage import SENTENCE_MARKS, Passage, Range
from tasks.text.attribution.phrases import phrase_end

_BETWEEN = 30
"""At most so many tokens stand between a verb and its complement."""
_SHORTEST_GERUND = 5
"""A complement is longer than "thing" and "being"."""

Frames = frozenset[Frame]


def complement_after(passage: Passage, word: int, frames: Frames) -> Range | None:
    """The clause or quotation that the reporting word at ``word`` takes, if any."""
    start = _behind_insertion(passage, word + 1)
    while passage.low(start) in passage.lexicon.particles or (
        passage.is_adverb(start)
        and not _opens(passage, start, frames)
        and passage.low(start) not in passage.lexicon.articles  # found *no* proof
    ):
        start += 1
    opening = _opening(passage, start, frames)
    if opening == start and Frame.ADDRESSEE in frames and _is_addressee(passage, start):
        opening = None
    if opening is None:
        opening = _later_opening(passage, start, frames)
    if opening is None:
        return object_after(passage, start, frames)
    return opening, _end(passage, opening, frames)


def _is_addressee(passage: Passage, at: int) -> bool:
    """Told *reporters* he was leaving; told *the Courier* he was: a phrase with another subject behind it."""
    end = phrase_end(passage, at)
    if at == end or passage.is_pronoun(at):
        return False
    return passage.low(end) in passage.lexicon.that or _is_bare_clause(passage, end)


def _behind_insertion(passage: Passage, at: int) -> int:
    """Step over *, however,* and the like."""
    if passage.low(at) == "," and passage.is_adverb(at + 1) and passage.low(at + 2) == ",":
        return at + 3
    return at


def _end(passage: Passage, start: int, frames: Frames) -> int:
    if passage.low(start - 1) == ":":
        return len(passage) if not passage.is_quotation(start) else quoted_end(passage, start)
    return clause_end(passage, start, Frame.MENTAL in frames)


def _opening(passage: Passage, start: int, frames: Frames) -> int | None:
    """Where a complement starts right behind the word and its adverbs."""
    low = passage.low(start)
    if low in (",", ":") and passage.is_quotation(start + 1):
        return start + 1 if Frame.QUOTE in frames else None
    if low == ":" and start + 2 < len(passage):
        return start + 1 if Frame.QUOTE in frames or Frame.CLAUSE in frames else None
    if low == "," and (passage.lexicon.bare_after_comma or passage.low(start + 1) in passage.lexicon.that):
        start += 1
    return start if _opens(passage, start, frames) else None


def _opens(passage: Passage, at: int, frames: Frames) -> bool:
    """Whether a complement that the frames allow starts at ``at``."""
    low, lexicon = passage.low(at), passage.lexicon
    if passage.is_quotation(at):
        return Frame.QUOTE in frames or (Frame.CLAUSE in frames and at + 1 < len(passage))
    if low in lexicon.that and Frame.THAT in frames:
        return _opens_that(passage, at)
    if low in lexicon.whether and Frame.WHETHER in frames:
        return not passage.is_mark(at + 1)
    if low in lexicon.wh and Frame.WH in frames:
        return _opens_wh(passage, at)
    return _opens_phrase(passage, at, frames) or (
        Frame.CLAUSE in frames and _opens_clause(passage, at, frames)
    )


def _opens_phrase(passage: Passage, at: int, frames: Frames) -> bool:
    """Denied *having …*; claimed *to have …*."""
    low, lexicon = passage.low(at), passage.lexicon
    if low in lexicon.to:
        return Frame.INFINITIVE in frames and not passage.is_mark(at + 1)
    gerund = low.endswith(lexicon.gerund_endings) and len(low) > _SHORTEST_GERUND
    return Frame.GERUND in frames and gerund and low not in lexicon.prepositions


def _opens_clause(passage: Passage, at: int, frames: Frames) -> bool:
    """Whether a clause starts without a "that" before it."""
    low, lexicon = passage.low(at), passage.lexicon
    if low in lexicon.times and not passage.is_pronoun(at) and _opens(passage, at + 1, frames):
        return False  # said *Friday* the talks had failed
    if Frame.OBJECT in frames:
        return clause_starts(passage, at, strict=True)
    if Frame.MENTAL in frames:
        if low in lexicon.auxiliaries:
            return passage.is_finite(at)  # what do you think *is* …
        at += low in lexicon.as_if
    elif low in lexicon.conditionals:
        return not passage.is_mark(at + 1)
    return clause_starts(passage, at) or opens_long_phrase(passage, at)


def _opens_wh(passage: Passage, at: int) -> bool:
    """ "Explained why …", but not "knows what." or "knows what to do"."""
    low, lexicon = passage.low(at + 1), passage.lexicon
    return not passage.is_mark(at + 1) and low not in lexicon.prepositions and low not in lexicon.to


def _opens_that(passage: Passage, at: int) -> bool:
    """ "Said that …", but not "said that." nor "knows that man"."""
    if passage.is_quotation(at + 1):
        return True
    return at + 3 < len(passage) and (not passage.is_mark(at + 1) or passage.low(at + 1) in (",", "$"))


def _later_opening(passage: Passage, start: int, frames: Frames) -> int | None:
    """Look behind addressees, times and places: told *the crowd* that, said *on Tuesday* he would."""
    if not _may_wait(passage, start, frames):
        return None
    depth = 0
    for at in range(start, min(start + _BETWEEN, len(passage))):
        low = passage.low(at)
        depth += (low == "(") - (low == ")")
        if depth:
            continue
        if low in SENTENCE_MARKS or (low == "," and is_reporting_gerund(passage, at + 1)):
            return None
        found = _opening_behind(passage, at, start, frames)
        if found is not None:
            return found
        ends = passage.is_sure_finite(at) or passage.joins(at)  # not *posted* in: said in a statement posted
        if at > start and ends and Frame.ADDRESSEE not in frames:
            return None
    return None


def _may_wait(passage: Passage, start: int, frames: Frames) -> bool:
    """Whether what follows the word can be an addressee, a time or a place."""
    low, lexicon = passage.low(start), passage.lexicon
    if Frame.ADDRESSEE in frames:
        return not passage.is_mark(start) and low not in lexicon.to
    if low in lexicon.to:
        return Frame.QUOTE in frames
    if low in lexicon.as_told and passage.is_adverb(start + 1):  # *as early as* May
        return True
    if passage.starts_phrase(start) and passage.low(start + 1) in lexicon.times:  # *this Friday*
        return True
    return low in lexicon.prepositions or low in lexicon.times or low == "("


def _opening_behind(passage: Passage, at: int, start: int, frames: Frames) -> int | None:
    low, lexicon = passage.low(at), passage.lexicon
    if low in (",", ":") and passage.is_quotation(at + 1) and Frame.QUOTE in frames:
        return at + 1
    if at == start:
        return None
    if passage.is_quotation(at):
        return at if Frame.QUOTE in frames and is_whole_speech(passage, at) else None
    if low in lexicon.that and Frame.THAT in frames:
        is_relative = passage.is_finite(at + 1) and passage.low(at - 1) not in lexicon.accusatives
        return at if _opens_that(passage, at) and not is_relative else None
    if low in lexicon.whether or low in lexicon.wh:
        addressed = Frame.ADDRESSEE in frames or passage.low(start) in lexicon.to
        fits = addressed and Frame.WH in frames and passage.low(at - 1) not in lexicon.prepositions
        fits &= not (low in lexicon.relatives and passage.starts_phrase(start))  # told *a man who* …
        return at if fits and _opens_wh(passage, at) else None
    return at if Frame.CLAUSE in frames and _is_bare_clause(passage, at) else None


def _is_bare_clause(passage: Passage, at: int) -> bool:
    """Told me *he was leaving*; said on Tuesday *the road was closed*."""
    low, lexicon, before = passage.low(at), passage.lexicon, passage.low(at - 1)
    if before in lexicon.prepositions or before in lexicon.to or passage.joins(at - 1):
        return False
    if before in lexicon.relatives or before in lexicon.subordinators:  # to a letter in which *they* …
        return False
    if low in lexicon.pronouns:
        return clause_starts(passage, at)
    if low in lexicon.it_or_they and passage.is_pronoun(at):  # said in a statement *it* had …
        return passage.is_finite(at + 1)
    settled = before in lexicon.times or before in lexicon.accusatives
    if not settled and (low in lexicon.articles or low in lexicon.possessives):  # said on Telegram *its* …
        return not passage.starts_phrase(at - 1) and clause_starts(passage, at, strict=True)
    return settled and (low not in lexicon.times or passage.is_pronoun(at)) and clause_starts(passage, at)
