"""The noun phrase that ends or starts at a token."""

from tasks.text.attribution.lexicon import Form
from tasks.text.attribution.passage import Passage, Range

_REACH = 40
"""No phrase is longer than this many tokens; keeps every search short."""
_LONGEST_HEAD = 6
"""At most so many tokens of a phrase come before its "to"."""
_LONGEST_TITLE = 4  # words
INSIDE_PHRASES = frozenset({"%", "$", "€", "£", "'s", "'"})


def phrase_left(passage: Passage, last: int) -> Range | None:
    """The noun phrase whose last token is ``last``."""
    lexicon = passage.lexicon
    if passage.is_pronoun(last):
        return last, last + 1
    if passage.low(last) in lexicon.determiners and passage.is_pronoun(last - 1):
        return last - 1, last + 1  # they *all*
    if passage.is_quotation(last) and last > 0:
        return _named_in_quotes(passage, last)
    while passage.low(last) in lexicon.times:  # Zelensky *on Wednesday*
        last -= 1 + (passage.low(last - 1) in lexicon.prepositions)
    if passage.is_mark(last) or passage.low(last) in lexicon.articles:
        return None
    first = last + 1
    while first > 0 and last - first < _REACH and _continues_left(passage, first - 1, last):
        first -= 1
    first = _trimmed(passage, first, last)
    return (first, last + 1) if first <= last else None


def _named_in_quotes(passage: Passage, last: int) -> Range | None:
    """*Die „Ostbyer Zeitung“* berichtet; *видання «Кур'єр»* пише."""
    if not is_title(passage, last) or passage.is_mark(last - 1):
        return None
    if passage.low(last - 1) in passage.lexicon.articles:
        return last - 1, last + 1
    noun = phrase_left(passage, last - 1) if passage.lexicon.names_close else None
    return (noun[0], last + 1) if noun else None


def is_title(passage: Passage, at: int) -> bool:
    """The name of a paper in quotation marks: die *„Ostbyer Zeitung“* berichtet."""
    words = passage.tokens[at].text.split()
    return len(words) <= _LONGEST_TITLE and words[-1][-2:-1].isalnum() and words[0][1:2].isupper()


def _continues_left(passage: Passage, at: int, last: int) -> bool:
    """Whether the token at ``at`` belongs to the phrase that is being read leftwards."""
    low, lexicon = passage.low(at), passage.lexicon
    if passage.is_mark(at) or low == "'s":
        return low in INSIDE_PHRASES and at < last
    if passage.is_inside_name(at) and at < last:
        return True
    if low in lexicon.conjunctions:
        return at < last and passage.is_name(at - 1) and passage.is_name(at + 1)
    if passage.starts_phrase(at):
        return True
    if low in lexicon.subordinators or low in lexicon.contrasts or low in lexicon.relatives:
        return False
    if low in lexicon.to:
        return at < last and _is_preposition_here(passage, at)
    if passage.is_pronoun(at):
        return False
    if low in lexicon.prepositions:
        inner = low in lexicon.inner_prepositions and at < last
        return inner and not passage.is_mark(at - 1) and not _ends_verb_group(passage, at - 1)
    return not passage.is_finite(at) and not passage.is_sure_verb(at)


def _is_preposition_here(passage: Passage, to: int) -> bool:
    """A source close *to* the inquiry, Norland's envoy *to* Ostby, but not: moved *to* the town."""
    if not (passage.starts_phrase(to + 1) or passage.is_name(to + 1)) or passage.is_mark(to - 1):
        return False
    start = to - 1
    while start > 0 and not (passage.starts_phrase(start) or passage.is_mark(start - 1)):
        start -= 1
        if to - start > _LONGEST_HEAD or _ends_verb_group(passage, start):
            return False
    return not _ends_verb_group(passage, to - 1)


def _ends_verb_group(passage: Passage, at: int) -> bool:
    return passage.is_finite(at) or passage.joins(at) or passage.is_adverb(at) or passage.is_sure_verb(at)


def _trimmed(passage: Passage, first: int, last: int) -> int:
    """Leave out leading adverbs, prepositions and conjunctions: "In May *the minister*"."""
    lexicon = passage.lexicon
    while first <= last and (_is_plain_adverb(passage, first) or passage.low(first) in lexicon.conjunctions):
        first += 1
    first = _last_phrase(passage, first, last)
    if passage.low(first) not in lexicon.prepositions:
        return first
    for at in range(last, first + 1, -1):
        if passage.starts_phrase(at) and passage.low(at - 1) not in lexicon.prepositions:
            return at
    return first + 1


def _is_plain_adverb(passage: Passage, at: int) -> bool:
    """Not *both* in "both sides"."""
    determines = passage.low(at) in passage.lexicon.determiners and not passage.starts_phrase(at + 1)
    return passage.is_adverb(at) and not determines


def _last_phrase(passage: Passage, first: int, last: int) -> int:
    """Where a phrase begins anew: a claim *the operator* …; a claim *Ostby's mayor* …"""
    for at in range(last, first, -1):
        if passage.low(at - 1) in passage.lexicon.resumptives and passage.is_name(at):
            return at
        opens = passage.low(at) in passage.lexicon.articles and not passage.is_capitalised(at)
        if opens and not _goes_on_in_phrase(passage, at):
            return at
    return first


def _goes_on_in_phrase(passage: Passage, at: int) -> bool:
    """Whether an article can stand here inside a phrase: all *the* men, officials in *the* north."""
    lexicon, before = passage.lexicon, at - 1
    if passage.low(at) in lexicon.genitives or passage.low(at) in lexicon.prepositions:  # des, du, del
        return True
    known = passage.low(before) in lexicon.prepositions or passage.starts_phrase(before)
    return known or passage.joins(before) or passage.is_mark(before) or passage.low(before) == "'s"


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
        return low in INSIDE_PHRASES and at > first
    if passage.starts_phrase(at):
        genitive = low in lexicon.genitives and low in lexicon.articles  # ein Bericht *des* Instituts
        genitive &= at - first > 1 and passage.starts_phrase(first)
        return at == first or genitive or passage.low(at - 1) in lexicon.prepositions
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
    if at > first and lexicon.names_close and passage.is_name(at - 1) and not passage.is_capitalised(at):
        return not passage.low(at - 1).endswith(lexicon.names_close)
    if at == first:
        return low in lexicon.auxiliaries  # said *retired* Gen. Lind
    return passage.is_finite(at) or (passage.verb(at, Form.FINITE) is not None and passage.is_sure_verb(at))
