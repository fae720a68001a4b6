"""Words, marks and whole quotations of a sentence as one row of tokens.

A quotation inside a sentence is a single token: to the words around it, it is
one thing that somebody said.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tasks.text.attribution.lexicon import ABBREVIATED_TITLES
from tasks.types import Span

QUOTATION = "“…”"
"""What `Token.low` is for a whole quotation."""

_INVISIBLE = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Stand between words without being any: soft hyphens, joiners, marks of direction."""
_PATTERN = (
    r"[^\W_]++(?=\s)"  # nearly all words, so tried first
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|\b(?:{ABBREVIATED_TITLES})\."
    r"|\b[A-Z]\.(?=\s[A-Z])"  # initials
    r"|[^\W\d_]{2,5}\.(?=,|\s+[\w$€£])"  # Sept. 4, Ltd.: a sentence does not end in its middle
    r"|(?=[acdhimnswACDHIMNSW])"  # quicker than finding out below that no case fits
    r"(?i:do|does|did|is|are|was|were|has|have|had|wo|would|ca|could|should|must|need|might|ai)(?=n['’]t\b)"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"{elision}"
    r"|[^\W_]+(?:(?!['’](?:s|re|ve|ll|d|m)\b)[-.,&/’'][^\W_]+)*"
    rf"|--+|[^\s{_INVISIBLE}]"
)
_WORDS = re.compile(_PATTERN.replace("{elision}", ""))
_ELISION = r"|(?i:qu|lorsqu|puisqu|[cdjlmnst])['’](?=[^\W\d_])"
_ELIDED_WORDS = re.compile(_PATTERN.replace("{elision}", _ELISION))


class Token(NamedTuple):
    text: str
    low: str  # lower case with plain apostrophes; `QUOTATION` for a quotation
    start: int  # in the article
    end: int


def tokens_of(text: str, window: Span, quotations: Sequence[Span], elision: bool) -> Iterator[Token]:
    """Yield the tokens of ``window``; ``quotations`` lie inside it, in order."""
    at = window.start
    pattern = _ELIDED_WORDS if elision else _WORDS
    for quotation in quotations:
        yield from _words(text, pattern, at, quotation.start)
        yield Token(quotation.of(text), QUOTATION, quotation.start, quotation.end)
        at = quotation.end
    yield from _words(text, pattern, at, window.end)


def _words(text: str, pattern: re.Pattern[str], start: int, end: int) -> Iterator[Token]:
    for match in pattern.finditer(text, start, end):
        word = match.group()
        yield Token(word, word.lower().replace("’", "'"), match.start(), match.end())
