"""Ends that no punctuation mark shows: datelines, list items, addresses, time stamps.

Each is cut only where its form leaves little doubt; prose has none of them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from tasks.text.segmentation.languages import Language
from tasks.types import Span

_BULLET = re.compile(r"[•‣⁃▪●◦■►▶](?=\s?\w)")
_ISO_DATE = re.compile(
    r"(?:[a-z]+ |\w+: )?\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z| ?[+-]\d\d:?\d\d)?)?(?=\s)"
)
_TIME_STAMP = re.compile(r"\d/\d\d?/\d{2,4},? \d\d?:\d\d(?::\d\d)?(?: [AP]M)?(?=\s)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S++|@(?:[\w-]++\.)++\w++(?=\s)")
_ITEM = re.compile(r"(?P<number>\d{1,3}|[a-z])(?P<point>\.?\)|\.)\s")

_LONGEST_DATELINE = 40  # characters
_LONGEST_ITEM = 5000  # characters


def passages(text: str, block: Span, rules: Language) -> Iterator[Span]:
    """``block`` cut where it ends without a mark; white space may lie between the parts."""
    cuts = {*_datelines(text, block, rules), *_items(text, block), *_addresses(text, block)}
    for start, end in pairwise([block.start, *sorted(cuts), block.end]):
        yield Span(start, end)


def _datelines(text: str, block: Span, rules: Language) -> Iterator[int]:
    """A day in front of the text, or behind a headline that has no full stop."""
    written = _written_date(rules.weekdays)
    opening = _ISO_DATE.match(text, block.start, block.end) or written.match(text, block.start, block.end)
    if opening and _capital_follows(text, opening.end(), block.end):
        yield opening.end()
    near = max(block.start, block.end - _LONGEST_DATELINE)
    closing = written.search(text, near, block.end)
    if closing and closing.end() == block.end and closing.start() > block.start:
        words = text[near : closing.start()].split()
        if words and words[-1][-1].isalnum() and words[-1].capitalize() not in rules.starters:
            yield closing.start()


@lru_cache(maxsize=64)
def _written_date(weekdays: frozenset[str]) -> re.Pattern[str]:
    day = "|".join(sorted(weekdays)) or "(?!)"
    return re.compile(rf"\b(?:{day}),? (?:\w+ \d\d?|\d\d?\.? (?:de )?\w+),? (?:de )?\d{{4}}\b")


def _items(text: str, block: Span) -> Iterator[int]:
    """Where the items of a list begin that was written in one line."""
    for bullet in _BULLET.finditer(text, block.start + 1, block.end):
        if text[bullet.start() - 1].isspace():
            yield bullet.start()
    item = _ITEM.match(text, block.start, block.end)
    while item:
        number = item["number"]
        following = str(int(number) + 1) if number.isdecimal() else chr(ord(number) + 1)
        sought = f" {following}{item['point']} "
        at = text.find(sought, item.end(), min(item.end() + _LONGEST_ITEM, block.end))
        if at < 0:
            return
        yield at
        item = _ITEM.match(text, at + 1, block.end)


def _addresses(text: str, block: Span) -> Iterator[int]:
    """Web addresses and time stamps of messages, after which something new begins."""
    for form in (_ADDRESS, _TIME_STAMP):
        for found in form.finditer(text, block.start, block.end):
            if (text[found.end() - 1].isalnum() or text[found.end() - 1] == "/") and _capital_follows(
                text, found.end(), block.end
            ):
                yield found.end()


def _capital_follows(text: str, offset: int, end: int) -> bool:
    return offset + 1 < end and text[offset].isspace() and text[offset + 1].isupper()
