"""All attributions of one passage: by verbs, nouns, adjectives and prepositions."""

from collections.abc import Iterator

from tasks.text.attribution.asides import content_before
from tasks.text.attribution.clause_ends import clause_end
from tasks.text.attribution.clauses import clause_starts, has_finite
from tasks.text.attribution.complements import complement_after
from tasks.text.attribution.finding import Finding, finding_of
from tasks.text.attribution.lexicon import Frame
from tasks.text.attribution.nouns import by_noun, by_view
from tasks.text.attribution.passage import Passage
from tasks.text.attribution.phrases import phrase_end, phrase_left
from tasks.text.attribution.sources import apposition_end, source_left_of, source_right_of, verb_group_start
from tasks.text.attribution.verbs import by_verb

_LONGEST_PARTICIPLE = 12
"""At most so many tokens lie in *, published in May,*."""


def findings(passage: Passage) -> Iterator[Finding]:
    """Yield what is attributed in one passage, in the order of the cues."""
    for at in passage.cues():
        found = _finding(passage, at)
        if found is not None:
            yield found


def _finding(passage: Passage, at: int) -> Finding | None:
    low, lexicon = passage.low(at), passage.lexicon
    found = None
    if low in lexicon.according_openers:
        found = _by_preposition(passage, at)
    if found is None and (verb := lexicon.verbs.get(low)) is not None:
        found = by_verb(passage, at, verb)
    if found is None and (low in lexicon.nouns or low in lexicon.unsourced):
        found = by_noun(passage, at)
    if found is None and low in lexicon.views:
        found = by_view(passage, at)
    if found is None and low in lexicon.adjectives:
        found = _by_adjective(passage, at, lexicon.adjectives[low])
    if found is None and low in lexicon.postpositions:
        found = _by_postposition(passage, at)
    return found


def _by_adjective(passage: Passage, at: int, frames: frozenset[Frame]) -> Finding | None:
    """I am *sure* that …"""
    group = verb_group_start(passage, at)
    if not any(passage.low(i) in passage.lexicon.be for i in range(group, at)):
        return None
    complement = complement_after(passage, at, frames)
    source = source_left_of(passage, group)
    return finding_of(source, (at, at + 1), complement) if complement and source else None


def _by_preposition(passage: Passage, at: int) -> Finding | None:
    """*According to* the mayor, …; …, *as per* the report."""
    for phrase in passage.lexicon.according:
        if passage.matches(at, phrase):
            return _according(passage, at, at + len(phrase))
    return None


def _according(passage: Passage, at: int, first: int) -> Finding | None:
    if at > 0 and not passage.joins(at - 1):
        source = source_right_of(passage, first - 1)
        return finding_of(source, (at, first), content_before(passage, at)) if source else None
    end = _introduced_end(passage, first)
    start = end + (passage.low(end) == ",")
    return finding_of((first, end), (at, first), (start, clause_end(passage, start))) if first < end else None


def _introduced_end(passage: Passage, first: int) -> int:
    """Where the source ends that opens a sentence: According to *the mayor*, …"""
    end = phrase_end(passage, first)
    if passage.low(end) == ",":
        published = _participle_end(passage, end)
        if published:
            return published
        behind = apposition_end(passage, end)
        return behind if passage.low(behind) == "," and _main_clause_starts(passage, behind + 1) else end
    comma = end
    while comma < len(passage) and passage.low(comma) != "," and not passage.is_sure_finite(comma):
        comma += 1
    return _participle_end(passage, comma) or comma if passage.low(comma) == "," else end


def _participle_end(passage: Passage, comma: int) -> int:
    """Where *, published in May,* ends; 0 if that does not follow."""
    endings = passage.lexicon.participle_endings
    if not (endings and passage.low(comma + 1).endswith(endings)) or passage.is_capitalised(comma + 1):
        return 0
    for at in range(comma + 2, min(comma + _LONGEST_PARTICIPLE, len(passage))):
        if passage.low(at) == ",":
            return at
        if passage.is_sure_finite(at):
            return 0
    return 0


def _main_clause_starts(passage: Passage, at: int) -> bool:
    if passage.low(at) in passage.lexicon.relatives:
        return False
    return clause_starts(passage, at) or has_finite(passage, at)


def _by_postposition(passage: Passage, at: int) -> Finding | None:
    """Dem Bericht *zufolge* …"""
    source = phrase_left(passage, at - 1)
    if source is None:
        return None
    rest = at + 1, clause_end(passage, at + 1)
    return finding_of(source, (at, at + 1), content_before(passage, source[0]), rest)
