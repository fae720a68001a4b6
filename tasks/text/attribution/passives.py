"""Passives: *it was reported* that …; he *is said* to have …; they were *accused* of …"""

from tasks.text.attribution.asides import content_before
from tasks.text.attribution.clause_ends import clause_end, ends_aside
from tasks.text.attribution.complements import complement_after
from tasks.text.attribution.finding import Finding, finding_of
from tasks.text.attribution.lexicon import Frame, ReportingWord
from tasks.text.attribution.objects import charge_after
from tasks.text.attribution.passage import Passage, Range
from tasks.text.attribution.sources import source_left_of, source_right_of

_PASSIVE_FRAMES = frozenset({Frame.THAT, Frame.CLAUSE, Frame.QUOTE, Frame.WHETHER})


def is_passive(passage: Passage, group: int, at: int) -> bool:
    nearest = next((i for i in range(at - 1, group - 1, -1) if not passage.is_adverb(i)), -1)
    return passage.low(nearest) in passage.lexicon.be and passage.low(nearest) != "'s"


def by_passive(passage: Passage, group: int, at: int, verb: ReportingWord) -> Finding | None:
    """*It was reported* that …; he *is said* to have …; residents *were told* that …"""
    lexicon = passage.lexicon
    if Frame.CHARGE in verb.frames:
        return _by_passive_charge(passage, group, at)
    reports = Frame.MENTAL not in verb.frames or Frame.ASIDE in verb.frames  # not: it was *decided* that
    impersonal = reports and passage.low(group - 1) in lexicon.passive_openers
    if reports and not impersonal and passage.low(at + 1) in lexicon.to and _is_infinitive(passage, at + 2):
        return _by_raised_subject(passage, group, at, verb)
    if not impersonal and Frame.ADDRESSEE not in verb.frames:
        return None
    complement = complement_after(passage, at, verb.frames & _PASSIVE_FRAMES)
    aside = impersonal and Frame.THAT in verb.frames and passage.low(group - 2) == ","
    if complement is None and aside and ends_aside(passage, at + 1):
        complement = content_before(passage, group - 1)  # …, it is believed.
    agent = source_right_of(passage, at + 1) if passage.low(at + 1) in lexicon.agents else None
    return finding_of(agent, (group, at + 1), complement) if complement else None


def _by_passive_charge(passage: Passage, group: int, at: int) -> Finding | None:
    """*The ministers* were accused by the opposition *of lying*."""
    charge, charged = charge_after(passage, at + 1), source_left_of(passage, group)
    if charge is None or charged is None:
        return None
    agent = source_right_of(passage, at + 1) if passage.low(at + 1) in passage.lexicon.agents else None
    return finding_of(agent, (at, at + 1), charged, (charge, clause_end(passage, charge)))


def _is_infinitive(passage: Passage, at: int) -> bool:
    """To *have*, but not to *us*, to *the* king, to *Paris*."""
    names_somebody = passage.low(at) in passage.lexicon.accusatives or passage.starts_phrase(at)
    return not (passage.is_mark(at) or passage.is_capitalised(at) or names_somebody)


def _by_raised_subject(passage: Passage, group: int, at: int, verb: ReportingWord) -> Finding | None:
    """*The suspect* is said *to have fled*: nobody says it, and its subject stands in front."""
    subject = source_left_of(passage, group)
    if (
        subject is None
        or is_relative(passage, subject)
        or Frame.THAT not in verb.frames
        or Frame.ADDRESSEE in verb.frames
    ):
        return None
    return finding_of(None, (group, at + 1), subject, (at + 1, clause_end(passage, at + 1)))


def is_relative(passage: Passage, source: Range) -> bool:
    return passage.low(source[1] - 1) in passage.lexicon.relatives and source[1] - source[0] > 1
