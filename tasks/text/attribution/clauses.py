"""Where a clause starts and where it ends."""

from tasks.text.attribution.passage import DASHES, SENTENCE_MARKS, Passage

_SUBJECT_REACH = 16
"""At most so many tokens from the start of a clause to its finite verb."""


def clause_starts(passage: Passage, at: int, strict: bool = False) -> bool:
    """Whether a clause with its own subject and finite verb starts at ``at``.

    ``strict`` asks for an unmistakable finite verb, where a plain object could stand as well.
    """
    low, lexicon = passage.low(at), passage.lexicon
    if low in lexicon.pronouns:
        return _follows_subject(passage, at + 1)
    if passage.is_mark(at) and not passage.is_quotation(at) and low not in ("$", "€", "£"):
        return False
    if passage.is_quantity(at):
        return has_finite(passage, at + 2, _SUBJECT_REACH, strict)
    if low in lexicon.accusatives or low in lexicon.prepositions or low in lexicon.to or passage.joins(at):
        return False
    if low in lexicon.subordinators or (low in lexicon.relatives and not passage.starts_phrase(at)):
        return False
    if low in lexicon.vague_pronouns:
        return has_finite(passage, at + 1, 4) or _says_in_quotes(passage, at + 1)
    return has_finite(passage, at + 1, _SUBJECT_REACH, strict)


def opens_long_phrase(passage: Passage, at: int) -> bool:
    """Whether something too long to be a plain object starts, after a verb that hardly takes one."""
    lexicon, first = passage.lexicon, range(at, at + 5)
    plural = passage.low(at) not in lexicon.function_words and any(
        lexicon.is_plural(passage.low(i)) for i in first
    )
    if not (passage.starts_phrase(at) or passage.is_name(at) or plural) or passage.low(at) in lexicon.times:
        return False
    if _is_subject_with_verb(passage, at):
        return True
    closed = any(passage.is_mark(i) and not passage.is_quotation(i) for i in first)
    return not closed and not any(passage.low(i) in lexicon.relatives for i in first)


def _is_subject_with_verb(passage: Passage, at: int) -> bool:
    """Believe *the voters deserve* better: a plural noun with a plain word behind it that goes on."""
    at += passage.starts_phrase(at)
    lexicon, following = passage.lexicon, passage.low(at + 1)
    plain = following.isalpha() and following not in lexicon.function_words and not passage.is_adverb(at + 1)
    noun = lexicon.is_plural(passage.low(at)) and not passage.is_mark(at)
    return (
        noun
        and plain
        and not passage.is_name(at + 1)
        and following not in lexicon.times
        and not following.endswith(lexicon.gerund_endings)
        and not passage.is_mark(at + 2)
    )


def _follows_subject(passage: Passage, at: int) -> bool:
    """Whether the word behind a pronoun can be its verb."""
    while passage.is_adverb(at):
        at += 1
    low, lexicon = passage.low(at), passage.lexicon
    if passage.is_mark(at):
        return _says_in_quotes(passage, at)
    return not (
        low in lexicon.prepositions or passage.joins(at) or passage.starts_phrase(at) or low in lexicon.to
    )


def _says_in_quotes(passage: Passage, at: int) -> bool:
    """Said it *"beggared belief"*: the verb is quoted."""
    return passage.is_quotation(at) and passage.tokens[at].text[1:2].islower()


def has_finite(passage: Passage, at: int, reach: int = _SUBJECT_REACH, strict: bool = False) -> bool:
    """Whether a finite verb follows before the clause that starts around ``at`` can be over."""
    lexicon = passage.lexicon
    missing = 1
    i = at
    while i < min(at + reach, len(passage)):
        if _is_predicate(passage, i, strict and missing == 1):
            missing -= not (i > at and _is_predicate(passage, i - 1, strict))
            if missing == 0:
                return True
        elif passage.low(i) in lexicon.relatives and i > at:
            missing += 1
        elif passage.low(i) == "," and i > at:
            i = _behind_apposition(passage, i)
            if i < 0:
                return False
        elif _is_over(passage, i, at, strict):
            return False
        i += 1
    return False


def _behind_apposition(passage: Passage, comma: int) -> int:
    """The comma that ends *, the mayor,* or *, which …,*; -1 if none starts at ``comma``."""
    relatives = passage.lexicon.relatives
    relative = passage.low(comma + 1) in relatives or passage.low(comma + 2) in relatives  # *in which* …
    if not (passage.starts_phrase(comma + 1) or relative):
        return -1
    reach = range(comma + 1, min(comma + _SUBJECT_REACH, len(passage)))
    return next((i for i in reach if passage.low(i) == ","), -1)


def _is_over(passage: Passage, at: int, start: int, strict: bool) -> bool:
    """Whether the token at ``at`` cannot stand between a subject and its verb."""
    low, lexicon = passage.low(at), passage.lexicon
    if low in SENTENCE_MARKS or low in (",", ":", ")") or low in DASHES:
        return True
    if low in lexicon.subordinators or low in lexicon.contrasts:
        return True
    if at > start and passage.is_pronoun(at):
        return passage.low(at - 1) not in lexicon.prepositions
    return low in lexicon.conjunctions and _is_predicate(passage, at + 1, strict)


def _is_predicate(passage: Passage, at: int, strict: bool) -> bool:
    return passage.is_sure_finite(at) if strict else passage.is_predicate(at)
