"""Whether the full stop after a word ends a sentence or shortens the word."""

import re

from tasks.text.segmentation.languages import Language
from tasks.text.segmentation.marks import WITHOUT_SPACES

_INNER_STOPS = re.compile(r"(?:[^\s.\d]{1,4}\.-?)+[^\s.\d]{1,4}")
_DAY_AND_MONTH = re.compile(r"\d{1,2}\.\d{1,2}")
_LETTERS = re.compile(r"[^\W\d_'’]+(?:['’][^\W\d_'’]+)*")
_ROMAN = re.compile(r"[IVXL]+")
_ELIDED = re.compile(r"\w{1,6}['’](?=\w\w)")
_NO_VOWEL = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,3}", re.IGNORECASE)
_OPENING_SYMBOLS = "\"'“”‘’«»„‹›*_([{<¿¡/|–—-•‣⁃▪●◦#@\u200b\u200e\u200f\ufeff"

_UNITS = frozenset({"m", "mm", "cm", "km", "g", "kg", "l", "h", "kWh", "MW", "GW"})
"""Symbols are written without a full stop: one that follows ends the sentence."""

_LONGEST_ABBREVIATION = 24  # characters looked back
_LONGEST_ORDINAL = 3  # digits
_LONGER_THAN_ABBREVIATIONS = 5  # letters; with so many, an unknown word is just a word


def word_before(text: str, start: int, stop: int, rules: Language) -> str:
    """What stands before the full stop at ``stop``, without opening symbols; "" if nothing does.

    Of "l'art" and "ex-gov", what is shortened is returned. The parts of an abbreviation
    set apart by spaces are put together: "z. B", "т. д" give "z.B", "т.д".
    """
    near = text[max(start, stop - _LONGEST_ABBREVIATION) : stop].rstrip()
    if not near:
        return ""
    words = near.rsplit(None, 2)
    last = words[-1].lstrip(_OPENING_SYMBOLS)
    elided = _ELIDED.match(last)
    if elided:
        return last[elided.end() :]
    spaced = words[-2].lstrip(_OPENING_SYMBOLS) + last if len(words) > 1 and words[-2].endswith(".") else ""
    parts = (spaced, last.rpartition("-")[2])
    return next((part for part in parts if part in rules.abbreviations), last)


def is_plain_word(word: str, rules: Language, *, informal: bool) -> bool:
    """Whether ``word`` before a full stop cannot be an abbreviation, so that even lower case may follow.

    In ``informal`` writing, which starts sentences in lower case, short words are given the benefit.
    """
    if len(word) == 1 or word in rules.abbreviations or not _LETTERS.fullmatch(word):
        return False
    return informal or len(word) >= _LONGER_THAN_ABBREVIATIONS or word.capitalize() in rules.starters


def ends_before_capital(word: str, following: str, starts: bool, rules: Language) -> bool:
    """Whether "``word``. ``following``" is the end of a sentence and the start of another.

    ``following`` starts with anything but a lower-case letter; ``starts`` says that
    it reads like the start of a sentence.
    """
    if word in rules.never_final:
        return False
    if following[0].isdigit() and word in rules.never_before_number:
        return False
    if word in rules.often_final:
        return True
    if word in rules.clock:
        return following not in rules.calendar
    if word in rules.seldom_final or _looks_abbreviated(word):
        return starts
    if rules.ordinals and _looks_ordinal(word):
        return starts and following not in rules.calendar
    return True


def _looks_abbreviated(word: str) -> bool:
    if word in _UNITS:
        return False
    if len(word) == 1:
        return word.isalpha() and word < WITHOUT_SPACES
    if _INNER_STOPS.fullmatch(word):
        return any(sum(map(str.isalpha, part)) == 1 for part in word.split("."))
    return not word.isupper() and _NO_VOWEL.fullmatch(word) is not None


def _looks_ordinal(word: str) -> bool:
    if word.isdigit():
        return len(word) <= _LONGEST_ORDINAL
    return _ROMAN.fullmatch(word) is not None or _DAY_AND_MONTH.fullmatch(word) is not None
