"""Attribution by a verb: the mayor *said* that …"""

from tasks.text.attribution.asides import (
    as_aside,
    as_told,
    as_told_by,
    by_inversion,
    by_resumption,
    content_before,
    is_quoted_before,
    resumed_quotation,
)
from tasks.text.attribution.clauses import clause_starts
from tasks.text.attribution.complements import complement_after
from tasks.text.attribution.finding import Finding, finding_of
from tasks.text.attribution.lexicon import Form, Frame, ReportingWord
from tasks.text.attribution.passage import Passage, Range
from tasks.text.attribution.passives import by_passive, is_passive, is_relative
from tasks.text.attribution.phrases import phrase_end, phrase_left
from tasks.text.attribution.sources import (
    reporter_before,
    shared_subject,
    source_left_of,
    source_right_of,
    subject_with_relative,
    verb_group_start,
)

_QUOTED_WITHIN = 12
"""At most so many tokens lie in "quoted *by …* as saying"."""


def by_verb(passage: Passage, at: int, verb: ReportingWord) -> Finding | None:
    """Return what the reporting verb at ``at`` attributes to whom, if it does so here."""
    if Form.GERUND in verb.forms:
        return _by_gerund(passage, at, verb)
    group = verb_group_start(passage, at)
    if verb.is_also_noun and _is_noun_here(passage, group, at, verb):
        return None
    if Form.PARTICIPLE in verb.forms and is_passive(passage, group, at):
        return by_passive(passage, group, at, verb)
    if Form.BASE not in verb.forms or Form.PARTICIPLE in verb.forms:
        inverted = by_inversion(passage, group, at, verb) or as_told_by(passage, group, at, verb)
        if inverted is not None:
            return inverted
    return _by_active(passage, group, at, verb)


def _is_noun_here(passage: Passage, group: int, at: int, verb: ReportingWord) -> bool:
    """The obvious *question*, the United *States*, Russia's *claims*, 14 *points*."""
    before, lexicon = passage.low(at - 1), passage.lexicon
    if at > 0 and passage.is_capitalised(at):
        return True
    if before in lexicon.articles and not passage.is_mark(at - 1):
        return True
    if group < at or passage.is_pronoun(at - 1):
        return before in lexicon.to and group == at
    if passage.is_sure_verb(at - 1) or passage.starts_phrase(at - 1) or before == "'s" or before.isdigit():
        return True
    if passage.low(at + 1) in lexicon.genitives:
        return True
    phrase = phrase_left(passage, at - 1)
    if phrase is None:
        return not (before in lexicon.relatives or passage.joins(at - 1) or before in (",", ")"))
    if passage.low(phrase[0] - 1) in lexicon.prepositions:
        return not clause_starts(passage, at + 1, strict=True)  # a report by the office *shows* he was …
    return Form.BASE in verb.forms and Form.PARTICIPLE not in verb.forms and not lexicon.is_plural(before)


def _by_active(passage: Passage, group: int, at: int, verb: ReportingWord) -> Finding | None:
    """The mayor *said* that …; …, he *said*."""
    source = _subject(passage, group, at, verb)
    if source is None and passage.low(at) in passage.lexicon.impersonal:
        complement = complement_after(passage, at, verb.frames)
        return finding_of(None, (at, at + 1), complement) if complement else None
    if source is None or _is_reduced_relative(passage, source, verb):
        return None
    if _is_participle_with_agent(passage, at, verb):
        return None
    resumed = by_resumption(passage, source, at, verb)
    if resumed is not None:
        return resumed
    frames = verb.frames
    if Frame.OBJECT in frames and is_relative(passage, source):
        frames -= {Frame.CLAUSE}
    complement = complement_after(passage, at, frames)
    if verb.is_also_noun and complement is not None and _is_relative_clause(passage, complement[0]):
        return None
    direct = Frame.QUOTE in frames and is_quoted_before(passage, source[0]) and source[1] >= group - 1
    if direct and (complement is None or passage.is_quotation(complement[0])):
        content = content_before(passage, source[0]), *resumed_quotation(passage, at + 1)
        return finding_of(source, (at, at + 1), *content)
    if complement is not None:
        return finding_of(source, (at, at + 1), complement)
    if passage.low(source[0] - 1) in passage.lexicon.as_told:
        return as_told(passage, source, at, verb)
    return as_aside(passage, source, at, verb)


def _subject(passage: Passage, group: int, at: int, verb: ReportingWord) -> Range | None:
    before, lexicon = group - 1, passage.lexicon
    source = source_left_of(passage, group)
    if source is not None:
        return source
    parted = Form.PARTICIPLE in verb.forms and Form.FINITE not in verb.forms  # *hat* am Montag *gesagt*
    shares = passage.joins(before) or passage.low(before) in lexicon.to or passage.low(before) == ","
    finite = Form.FINITE in verb.forms and Form.BASE not in verb.forms and group == at
    if passage.joins(before) and finite and (source := reporter_before(passage, before)) is not None:
        return source
    if shares or parted:
        return shared_subject(passage, group)
    return subject_with_relative(passage, group) if finite else None


def _is_reduced_relative(passage: Passage, source: Range, verb: ReportingWord) -> bool:
    """Said in a statement *posted* online: the verb has its subject elsewhere."""
    before, lexicon = passage.low(source[0] - 1), passage.lexicon
    governed = before in lexicon.prepositions and before not in lexicon.conjunctive_prepositions
    governed &= not is_relative(passage, source)
    return governed and Form.PARTICIPLE in verb.forms and passage.contains_predicate(0, source[0] - 1)


def _is_participle_with_agent(passage: Passage, at: int, verb: ReportingWord) -> bool:
    """Logs *seen by* the Courier suggest …: the logs see nothing."""
    if Form.PARTICIPLE not in verb.forms or passage.low(at + 1) not in passage.lexicon.agents:
        return False
    behind = range(at + 3, phrase_end(passage, at + 2) + 1)
    return Frame.PART in verb.frames or any(passage.is_finite(i) or passage.is_sure_verb(i) for i in behind)


def _is_relative_clause(passage: Passage, start: int) -> bool:
    """Make claims *that cannot* be checked."""
    return passage.low(start) in passage.lexicon.that and passage.is_finite(start + 1)


def _by_gerund(passage: Passage, at: int, verb: ReportingWord) -> Finding | None:
    """…, *adding* that …; was quoted as *saying*; people *saying* that …"""
    complement = complement_after(passage, at, verb.frames)
    if complement is None or (verb.is_also_noun and passage.starts_phrase(at - 1)):
        return None
    group = verb_group_start(passage, at)
    lexicon, before = passage.lexicon, passage.low(group - 1)
    if any(passage.low(i) in lexicon.be for i in range(group, at)):
        source = source_left_of(passage, group)
    elif before in lexicon.as_told:
        return _quoted_as_saying(passage, group - 1, at, complement)
    elif (
        before in lexicon.prepositions
        or passage.joins(group - 1)
        or passage.is_mark(group - 1)
        or Frame.MENTAL in verb.frames
    ):
        source = shared_subject(passage, group)
    else:
        source = phrase_left(passage, group - 1)
    return finding_of(source, (at, at + 1), complement) if source else None


def _quoted_as_saying(passage: Passage, as_: int, at: int, complement: Range) -> Finding | None:
    """The mayor *was quoted* by the paper *as saying* …; the paper *quoted* the mayor *as saying* …"""
    for i in range(as_ - 1, max(as_ - _QUOTED_WITHIN, -1), -1):
        if passage.low(i) in passage.lexicon.quoted:
            group = verb_group_start(passage, i)
            passive = any(passage.low(be) in passage.lexicon.be for be in range(group, i))
            source = source_left_of(passage, group) if passive else source_right_of(passage, i)
            return Finding((source,) if source else (), ((i, i + 1), (as_, at + 1)), (complement,))
    return None
