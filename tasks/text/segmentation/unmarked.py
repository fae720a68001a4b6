"""Ends that no punctuation mark shows: datelines, list items, addresses, time stamps.

Each is cut only where its form leaves little doubt; running prose has none of them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from tasks.text.segmentation.languages import Language
from tasks.types import Span

_BULLET = re.compile(r"[•‣⁃▪●◦■►▶](?<=\s.)(?=\s{0,4}\w)")
_ITEM = re.compile(r"(?<![^\s\ufeff])(?P<number>\d{1,3}|[a-z])(?P<point>\.?\)|\.)(?=\s)")
_ZONE = r"(?:Z| ?[+-]\d\d:?\d\d)"
_TIME = rf"[T ]\d\d:\d\d(?::\d\d)?(?:{_ZONE}|(?!{_ZONE}))"
_ISO_DATE = re.compile(rf"(?:[a-z]+\s|\w+:\s)?\d{{4}}-\d\d-\d\d(?:{_TIME}|(?!{_TIME}))(?=\s)")
_SPACE = re.compile(r"\s{1,20}")  # so many where an emoji stood
_HALF_DAY = rf"{_SPACE.pattern}[AP]M"
_TIME_STAMP = re.compile(
    rf"\d/\d\d?/\d{{2,4}},?{_SPACE.pattern}\d\d?:\d\d(?::\d\d)?(?:{_HALF_DAY}|(?!{_HALF_DAY}))(?=\s)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S++|@(?:[\w-]++\.)+\w++(?=\s)")
_SYMBOLS = re.compile(r"[^\w(•‣⁃▪●◦■►▶*-]{0,8}")
_HEADLINE_END = re.compile(r"[\w\"'’”»)\]]\s+\Z")

_LONGEST_DATELINE = 40  # characters


def passages(text: str, block: Span, rules: Language) -> Iterator[Span]:
    """``block`` cut where it ends without a mark; white space may lie between the parts."""
    cuts = {*_datelines(text, block, rules), *_items(text, block), *_addresses(text, block)}
    for start, end in pairwise([block.start, *sorted(cuts), block.end]):
        yield Span(start, end)


def _datelines(text: str, block: Span, rules: Language) -> Iterator[int]:
    """A day in front of the text, or behind a headline that has no full stop."""
    written = _written_date(rules.weekdays)
    start = _first_word(text, block)
    opening = _ISO_DATE.match(text, start, block.end) or written.match(text, start, block.end)
    if opening and _capital_follows(text, opening.end(), block.end):
        yield opening.end()
    if not text[block.end - 1].isdigit():
        return
    near = max(block.start, block.end - _LONGEST_DATELINE)
    closing = written.search(text, near, block.end)
    if closing and closing.end() == block.end and _is_headline(text[near : closing.start()], rules):
        yield closing.start()


@lru_cache(maxsize=64)
def _written_date(weekdays: frozenset[str]) -> re.Pattern[str]:
    day = "|".join(sorted(weekdays)) or r"(?!)"
    space = _SPACE.pattern
    month_first = rf"\w+{space}\d\d?,?{space}"
    day_first = rf"\d\d?\.?{space}(?:de{space})?\w+{space}(?:de{space})?"
    return re.compile(rf"\b(?:{day}),?{space}(?:{month_first}|{day_first})\d{{4}}\b")


def _is_headline(words: str, rules: Language) -> bool:
    """Whether ``words`` before a date may end there: "… on Monday, May 1, 2023" does not."""
    last = words.split()[-1:]
    return _HEADLINE_END.search(words) is not None and last[0].capitalize() not in rules.starters


def _items(text: str, block: Span) -> Iterator[int]:
    """Where the items of a list begin that was written in one line: "1) … 2) …"."""
    if not text.isascii():
        for bullet in _BULLET.finditer(text, block.start + 1, block.end):
            yield bullet.start()
    first = _ITEM.match(text, _first_word(text, block), block.end)
    if not first:
        return
    expected = _next_number(first["number"])
    for item in _ITEM.finditer(text, first.end(), block.end):
        if item["number"] == expected and item["point"] == first["point"]:
            yield item.start()
            expected = _next_number(expected)


def _next_number(number: str) -> str:
    return str(int(number) + 1) if number.isdecimal() else chr(ord(number) + 1)


def _first_word(text: str, block: Span) -> int:
    """The offset of the first word, past an emoji or a byte order mark."""
    symbols = _SYMBOLS.match(text, block.start, block.end)
    return symbols.end() if symbols else block.start


def _addresses(text: str, block: Span) -> Iterator[int]:
    """Web addresses and time stamps of messages, after which something new begins."""
    if (
        text.find("/", block.start, block.end) < 0
        and text.find("@", block.start, block.end) < 0
        and text.find("www.", block.start, block.end) < 0
    ):
        return
    for form in (_ADDRESS, _TIME_STAMP):
        for found in form.finditer(text, block.start, block.end):
            last = text[found.end() - 1]
            if (last.isalnum() or last == "/") and _capital_follows(text, found.end(), block.end):
                yield found.end()


def _capital_follows(text: str, offset: int, end: int) -> bool:
    following = _SPACE.match(text, offset, end)
    return following is not None and text[following.end() : following.end() + 1].isupper()
