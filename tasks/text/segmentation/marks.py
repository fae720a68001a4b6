"""Punctuation marks that may end a sentence, each with what stands around it.

Only single characters are repeated possessively, here and beside: of groups,
Python before 3.11.5 loses matches.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tasks.types import Span

FINAL = "。！？｡．।॥؟۔։።፧။។"
"""Marks that are never part of an abbreviation and need no space after them."""

WITHOUT_SPACES = "\u2e80"
"""From this letter on, scripts put no spaces between sentences (Korean aside), and a letter is no initial."""

_ANY = f".!?…‥‼⁇⁈⁉{FINAL}"
_INVISIBLE = r"\u200b-\u200f\u2060\ufeff"
_HEAD = r"(?P<opening>[\W_]{0,40}?) (?P<word>[^\W_][\w'’-]{0,23}+)"
_MARK = re.compile(
    rf"""
    (?P<sign>
        [{_ANY}]
        (?:
            (?<= \w\. ) (?= (?: [ \u00a0]{{1,4}}\.){{3}} \s )  # a full stop, and an ellipsis of its own
            | [{_ANY}]*+ (?: [ \u00a0]{{1,4}} [.!?] (?![\w.!?]) )*
        )
    )
    (?P<closing>
        (?: ["'’”»›)\]}}」』）】〉》〕｣*_¹²³⁴-⁹{_INVISIBLE}] | [“‘«‹] (?!\w) )*
        (?: [ \t\u00a0\u2000-\u200a\u202f]++ [»›] (?!\w) )?  # French sets quotation marks apart
        (?: \[ \d{{1,3}} \] )*  # footnotes
    )
    (?P<gap> [\s{_INVISIBLE}]*+ )
    (?= (?: {_HEAD} )? )
    """,
    re.VERBOSE,
)
_NEXT = re.compile(rf"[\s{_INVISIBLE}]*+ {_HEAD}", re.VERBOSE)
_FACE = r"[ \u00a0]?[:;=]['-]?[)(DPp|/\\3]"
_SMILEY = re.compile(rf"(?:{_FACE})+(?!{_FACE})(?=\s|\Z)")
_QUESTIONS = frozenset("!?‼⁇⁈⁉")
_QUOTES = frozenset("\"'’”»«›“‘」』》")
_BRACKETS = tuple(")]}）】")


class Mark(NamedTuple):
    """A punctuation mark, all that is needed to judge it."""

    text: str
    start: int  # of the mark
    end: int  # where the sentence ends, if it does: after quotation marks and smileys
    limit: int  # where the passage ends
    sign: str  # the mark itself: ".", "?!", "..."
    closing: str  # quotation marks and brackets closed right after it
    has_gap: bool  # whether white space follows
    opening: str  # symbols before the next word
    word: str  # the next word, cut at 24 characters
    head: int  # where the next word starts

    @property
    def asks_or_cries(self) -> bool:
        return not _QUESTIONS.isdisjoint(self.sign)

    @property
    def quoted(self) -> bool:
        return not _QUOTES.isdisjoint(self.closing)

    @property
    def bracketed(self) -> bool:
        return self.closing.startswith(_BRACKETS)

    @property
    def before_lower_case(self) -> bool:
        """Whether what follows looks like the middle of a sentence; "eBay" does not."""
        return self.word[0].islower() and self.word.islower()


def find_marks(text: str, passage: Span) -> Iterator[Mark]:
    """The marks in ``passage`` that have a word after them, in order.

    A typed smiley belongs to the sentence before it; emoji are not expected here.

    Every step looks at a bounded piece of text, so the time is linear in its length.
    """
    limit = passage.end
    for found in _MARK.finditer(text, passage.start, limit):
        sign, closing, gap, opening, word = found.groups()
        end = found.end("closing")
        head = found.start("word")
        if opening or not gap:
            smiley = _SMILEY.match(text, end, limit)
            if smiley:
                end = smiley.end()
                after = _NEXT.match(text, end, limit)
                if after is None:
                    continue
                gap, (opening, word), head = " ", after.groups(), after.start("word")
        if word is not None:
            yield Mark(text, found.start(), end, limit, sign, closing, bool(gap), opening, word, head)
