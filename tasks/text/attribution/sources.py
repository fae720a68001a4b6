"""Who says it: the noun phrase to the left or right of a reporting verb."""

from tasks.text.attribution.lexicon import Form, Frame
from tasks.text.attribution.passage import DASHES, Passage, Range
from tasks.text.attribution.phrases import INSIDE_PHRASES, is_title, phrase_end, phrase_left

_REACH = 40
"""No source is longer than this many tokens; keeps every search short."""


def verb_group_start(passage: Passage, verb: int) -> int:
    """Step left from a verb over what belongs to it: "has never *said*", "would like to *say*"."""
    at = verb
    while at > 0 and verb - at < _REACH:
        step = _group_step(passage, at - 1)
        if step == 0:
            break
        at -= step
    return at


def _group_step(passage: Passage, at: int) -> int:
    """How many tokens, ending with ``at``, belong to a verb group."""
    low, lexicon = passage.low(at), passage.lexicon
    if low not in lexicon.to:
        return int(passage.is_auxiliary(at) or passage.is_adverb(at))
    chain = at - 1
    while passage.is_adverb(chain) and passage.low(chain) not in lexicon.chains:
        chain -= 1
    if passage.low(chain) in lexicon.chains:
        return at - chain + 1
    before = chain - 1  # realistic *enough* to …
    return at - before + 1 if passage.low(before) in lexicon.chains and not passage.is_mark(chain) else 0


def source_left_of(passage: Passage, group: int) -> Range | None:
    """The subject that ends where the verb group starts."""
    last = group - 1
    low = passage.low(last)
    if low in (",", ")") or low in DASHES:
        return _with_apposition(passage, last)
    if low in passage.lexicon.relatives:
        return _antecedent(passage, last)
    phrase = phrase_left(passage, last)
    return _with_participle(passage, phrase) if phrase else None


def _with_participle(passage: Passage, agent: Range) -> Range:
    """*Pictures analysed by the Courier* suggest …: not the Courier suggests it."""
    by, participle = agent[0] - 1, agent[0] - 2
    if passage.low(by) not in passage.lexicon.agents or not _is_participle(passage, participle):
        return agent
    head = phrase_left(passage, participle - 1)
    if head is None or passage.is_pronoun(head[0]) or passage.is_adverb(participle - 1):
        return agent
    return head[0], agent[1]


def _is_participle(passage: Passage, at: int) -> bool:
    verb = passage.lexicon.verbs.get(passage.low(at))
    reports = verb is not None and Form.PARTICIPLE in verb.forms
    plain = passage.low(at).endswith(passage.lexicon.finite_endings)
    return (reports or plain) and not passage.is_auxiliary(at - 1) and not passage.is_mark(at - 1)


def _antecedent(passage: Passage, relative: int) -> Range | None:
    """*A banner that* said …"""
    last = relative - 1 if passage.low(relative - 1) != "," else relative - 2
    phrase = phrase_left(passage, last)
    return (phrase[0], relative + 1) if phrase else None


def _with_apposition(passage: Passage, closing: int) -> Range | None:
    """*Ihor Terekhov, the mayor of the city,* said …"""
    opening = "(" if passage.low(closing) == ")" else passage.low(closing)
    at = closing - 1
    while at > 0 and closing - at < _REACH and passage.low(at) != opening:
        at -= 1
    if at <= 0 or passage.low(at) != opening or closing - at < 2:
        return None
    phrase = phrase_left(passage, at - 1)
    if phrase is None:
        return None
    lexicon = passage.lexicon
    opener = passage.low(at + 1)
    inserted = opening == "(" or passage.is_adverb(at + 1) or opener in lexicon.contrasts
    inserted |= opener in lexicon.subordinators
    outer = _named_before(passage, phrase) if opening == "," else None
    if outer is not None:
        phrase = outer
    return phrase if inserted else (phrase[0], closing)


def _named_before(passage: Passage, apposition: Range) -> Range | None:
    """*Ada Holm*, 62, … and *Ada Holm*, the mayor, …: whom an apposition stands behind."""
    comma, first = apposition[0] - 1, apposition[0]
    if passage.low(comma) != ",":
        return None
    name = phrase_left(passage, comma - 1)
    if name is None or passage.low(name[0] - 1) in passage.lexicon.prepositions:
        return None
    if not (passage.low(first).isdigit() or passage.starts_phrase(first)) or passage.is_capitalised(first):
        return None
    opens = name[0] == 0 or passage.is_mark(name[0] - 1) or passage.joins(name[0] - 1)
    return (name[0], apposition[1]) if opens and passage.is_name(comma - 1) else None


def source_right_of(passage: Passage, verb: int) -> Range | None:
    """The subject behind its verb: said *the mayor of the city*."""
    first = verb + 1
    if passage.low(first) in passage.lexicon.articles and passage.is_quotation(first + 1):
        return (first, first + 2) if is_title(passage, first + 1) else None
    end = phrase_end(passage, first)
    if end == first:
        return None
    return (first, apposition_end(passage, end)) if passage.low(end) == "," else (first, end)


def apposition_end(passage: Passage, comma: int) -> int:
    """Where *, the mayor of the city* ends; ``comma`` itself if none follows."""
    opens = passage.starts_phrase(comma + 1) or passage.low(comma + 1) in passage.lexicon.titles
    if not opens and not (passage.is_name(comma + 1) and passage.is_name(comma + 2)):
        return comma
    for at in range(comma + 1, min(comma + _REACH, len(passage))):
        if passage.is_mark(at) and passage.low(at) not in INSIDE_PHRASES:
            return at if passage.low(at) in (",", ".") else comma
        if passage.is_finite(at) or passage.low(at) in passage.lexicon.contrasts:
            return comma
    return comma


def subject_with_relative(passage: Passage, group: int) -> Range | None:
    """*A man who asked not to be named* said …"""
    if passage.is_mark(group - 1) or passage.joins(group - 1) or passage.low(group - 1) in passage.lexicon.to:
        return None
    for at in range(group - 2, max(group - _REACH, 0), -1):
        if passage.is_mark(at):
            return None
        if passage.low(at) in passage.lexicon.persons_relatives:
            phrase = phrase_left(passage, at - 1)
            if phrase and (phrase[0] == 0 or passage.is_mark(phrase[0] - 1)):
                return phrase[0], group
    return None


def reporter_before(passage: Passage, joint: int) -> Range | None:
    """The subject of the reporting verb that one behind a conjunction is joined to.

    *The mayor* said the dam was safe but conceded that …: whoever said the one concedes the other.
    """
    for at in range(joint - 1, max(joint - _REACH, -1), -1):
        verb = passage.verb(at, Form.FINITE)
        if verb is None or Frame.THAT not in verb.frames or Frame.QUOTE not in verb.frames:
            continue
        takes_clause = passage.low(at + 1) in passage.lexicon.that or passage.contains_predicate(
            at + 1, joint
        )
        if takes_clause and not passage.is_auxiliary(at - 1) and Form.BASE not in verb.forms:
            return source_left_of(passage, verb_group_start(passage, at))
    return None


def shared_subject(passage: Passage, before: int) -> Range | None:
    """The subject of an earlier verb, for one that has none: *The mayor* denied it and said …"""
    for at in range(before - 1, max(before - _REACH, 0), -1):
        if passage.is_finite(at) or passage.is_sure_verb(at):
            source = source_left_of(passage, verb_group_start(passage, at))
            if source is not None and not _is_object(passage, source[0] - 1):
                return source
    return None


def _is_object(passage: Passage, at: int) -> bool:
    """Whether the verb at ``at`` takes what follows for its object: *left* its rate unchanged."""
    return (
        passage.is_sure_finite(at)
        and not passage.is_auxiliary(at)
        and passage.lexicon.verbs.get(passage.low(at)) is None
    )
