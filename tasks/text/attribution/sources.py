"""Who says it: the noun phrase to the left or right of a reporting verb."""

from tasks.text.attribution.passage import DASHES, Passage, Range

_REACH = 40
"""No source is longer than this many tokens; keeps every search short."""
_INSIDE_PHRASES = frozenset({"%", "$", "€", "£", "'s", "'"})


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
    return phrase_left(passage, last)


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
    inserted = opening == "(" or passage.is_adverb(at + 1) or passage.low(at + 1) in passage.lexicon.contrasts
    return phrase if inserted else (phrase[0], closing)


def phrase_left(passage: Passage, last: int) -> Range | None:
    """The noun phrase whose last token is ``last``."""
    lexicon = passage.lexicon
    if passage.is_pronoun(last):
        return last, last + 1
    if passage.low(last) in lexicon.determiners and passage.is_pronoun(last - 1):
        return last - 1, last + 1  # they *all*
    while passage.low(last) in lexicon.times:  # Zelensky *on Wednesday*
        last -= 1 + (passage.low(last - 1) in lexicon.prepositions)
    if passage.is_mark(last) or passage.low(last) in lexicon.articles:
        return None
    first = last + 1
    while first > 0 and last - first < _REACH and _continues_left(passage, first - 1, last):
        first -= 1
    first = _trimmed(passage, first, last)
    return (first, last + 1) if first <= last else None


def _continues_left(passage: Passage, at: int, last: int) -> bool:
    """Whether the token at ``at`` belongs to the phrase that is being read leftwards."""
    low, lexicon = passage.low(at), passage.lexicon
    if passage.is_mark(at) or low == "'s":
        return low in _INSIDE_PHRASES and at < last
    if low in lexicon.conjunctions:
        return at < last and passage.is_name(at - 1) and passage.is_name(at + 1)
    if passage.starts_phrase(at):
        return True
    if (
        low in lexicon.subordinators
        or low in lexicon.contrasts
        or low in lexicon.relatives
        or low in lexicon.to
    ):
        return False
    if passage.is_pronoun(at):
        return False
    if low in lexicon.prepositions:
        inner = low in lexicon.inner_prepositions and at < last
        return inner and not passage.is_mark(at - 1) and not _ends_verb_group(passage, at - 1)
    return not passage.is_finite(at) and not passage.is_sure_verb(at)


def _ends_verb_group(passage: Passage, at: int) -> bool:
    return passage.is_finite(at) or passage.joins(at) or passage.is_adverb(at) or passage.is_sure_verb(at)


def _trimmed(passage: Passage, first: int, last: int) -> int:
    """Leave out leading adverbs, prepositions and conjunctions: "In May *the minister*"."""
    lexicon = passage.lexicon
    while first <= last and (passage.is_adverb(first) or passage.low(first) in lexicon.conjunctions):
        first += 1
    if passage.low(first) not in lexicon.prepositions:
        return first
    for at in range(last, first + 1, -1):
        if passage.starts_phrase(at) and passage.low(at - 1) not in lexicon.prepositions:
            return at
    return first + 1


def source_right_of(passage: Passage, verb: int) -> Range | None:
    """The subject behind its verb: said *the mayor of the city*."""
    first = verb + 1
    end = phrase_end(passage, first)
    if end == first:
        return None
    return (first, apposition_end(passage, end)) if passage.low(end) == "," else (first, end)


def phrase_end(passage: Passage, first: int) -> int:
    """Where the noun phrase that starts at ``first`` ends; ``first`` if there is none."""
    if passage.is_pronoun(first):
        return first + 1
    lexicon = passage.lexicon
    at = first
    while at < len(passage) and at - first < _REACH and _continues_right(passage, at, first):
        at += 1
    while at > first and (
        passage.low(at - 1) in lexicon.prepositions or passage.low(at - 1) in lexicon.articles
    ):
        at -= 1
    return at


def _continues_right(passage: Passage, at: int, first: int) -> bool:
    low, lexicon = passage.low(at), passage.lexicon
    if passage.is_mark(at) or low == "'s":
        return low in _INSIDE_PHRASES and at > first
    if passage.starts_phrase(at):
        return at == first or passage.low(at - 1) in lexicon.prepositions
    if low in lexicon.prepositions:
        return at > first and low in lexicon.genitives
    if low in lexicon.conjunctions:
        return passage.is_name(at - 1) and passage.is_name(at + 1)
    return not _ends_phrase(passage, at, first)


def _ends_phrase(passage: Passage, at: int, first: int) -> bool:
    low, lexicon = passage.low(at), passage.lexicon
    if low in lexicon.times or low in lexicon.to or passage.is_adverb(at) or passage.is_pronoun(at):
        return True
    if low in lexicon.subordinators or low in lexicon.contrasts or low in lexicon.relatives:
        return True
    if at > first and low.endswith(lexicon.gerund_endings) and not passage.is_name(at):
        return True
    return low in lexicon.auxiliaries if at == first else passage.is_finite(at)  # said *retired* Gen. Lind


def apposition_end(passage: Passage, comma: int) -> int:
    """Where *, the mayor of the city* ends; ``comma`` itself if none follows."""
    opens = passage.starts_phrase(comma + 1) or passage.low(comma + 1) in passage.lexicon.titles
    if not opens and not (passage.is_name(comma + 1) and passage.is_name(comma + 2)):
        return comma
    for at in range(comma + 1, min(comma + _REACH, len(passage))):
        if passage.is_mark(at) and passage.low(at) not in _INSIDE_PHRASES:
            return at if passage.low(at) in (",", ".") else comma
        if passage.is_finite(at) or passage.low(at) in passage.lexicon.contrasts:
            return comma
    return comma


def shared_subject(passage: Passage, before: int) -> Range | None:
    """The subject of an earlier verb, for one that has none: *The mayor* denied it and said …"""
    for at in range(before - 1, max(before - _REACH, 0), -1):
        if passage.is_finite(at) or passage.is_sure_verb(at):
            source = source_left_of(passage, verb_group_start(passage, at))
            if source is not None:
                return source
    return None
