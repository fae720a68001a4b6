"""Finding what stands between quotation marks, in any of the usual styles.

Recognised are “…”, „…“, »…«, «…», ‹…›, ``…'', "…", ‘…’ and '…'. Marks of one
style may be nested. A quotation ends with its paragraph; one that is taken up
again by an opening mark in the next paragraph counts there as a new one.
"""

import re
from collections.abc import Iterator

from tasks.types import Span

_MARK = re.compile(r"\n[^\S\n]*\n|``|''|[\"“”„‟«»‹›‘’‚']")
_CLOSERS = {
    "“": ("”", "“"),
    "”": ("”",),
    "„": ("“", "”"),
    "‟": ("”",),
    "«": ("»",),
    "»": ("«", "»"),
    "‹": ("›",),
    "›": ("‹",),
    "``": ("''", '"'),
    '"': ('"', "”"),
    "''": ("''",),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "'": ("'", "’"),
}
CLOSING_MARKS = frozenset("\"“”»«›‹’'‘")
"""The last characters of closing marks."""
_EDGES = frozenset("\"“”„‟«»‹›‘’‚'` \u00a0")
_SINGLE = frozenset("‘’‚'")
_NEVER_OPENS = frozenset("’")


def without_marks(text: str, span: Span) -> Span:
    """Return ``span`` without the quotation marks and spaces at its edges."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)


class _Open:
    """A quotation whose end has not been seen yet."""

    __slots__ = ("depth", "last_close", "mark", "start")

    def __init__(self, start: int, mark: str) -> None:
        self.start = start
        self.mark = mark
        self.depth = 1
        self.last_close = -1


def find_quotations(text: str) -> list[Span]:
    """Return the outermost quotations of ``text``, marks included, in order and without overlap."""
    return list(_quotations(text))


def _quotations(text: str) -> Iterator[Span]:
    opened: _Open | None = None
    for match in _MARK.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        if mark[0] == "\n":
            if opened is not None and (span := _broken_off(text, opened, start, end)) is not None:
                yield span
            opened = None
        elif opened is None or _supersedes(text, opened, mark, start, end):
            opened = _Open(start, mark) if _may_open(text, mark, start, end) else opened
        elif _closes(text, opened, mark, start, end):
            opened.depth -= 1
            opened.last_close = end
            if opened.depth == 0:
                yield Span(opened.start, end)
                opened = None
        elif mark == opened.mark and _may_open(text, mark, start, end):
            opened.depth += 1
    if opened is not None and (span := _broken_off(text, opened, len(text), len(text))) is not None:
        yield span


def _may_open(text: str, mark: str, start: int, end: int) -> bool:
    """An opening mark has nothing before it and something after it."""
    if mark in _NEVER_OPENS:
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or not after or (after.isspace() and mark not in "«»‹›"):
        return False
    return not (mark == "'" and not after.isalpha()) and (not before or before not in ".,!?;")


def _closes(text: str, opened: _Open, mark: str, start: int, end: int) -> bool:
    """A closing mark of the right style; a single one must not be an apostrophe."""
    single = opened.mark in _SINGLE
    if single and mark == '"':
        return True  # a slip of the pen: opened with one stroke, closed with two
    if mark not in _CLOSERS[opened.mark]:
        return False
    if single:
        return not text[start - 1].isspace() and not text[end : end + 1].isalnum()
    return mark != opened.mark or not _opens_anew(text, start, end)


def _opens_anew(text: str, start: int, end: int) -> bool:
    return (text[start - 1].isspace() or text[start - 1] in "([") and text[end : end + 1].isalnum()


def _supersedes(text: str, opened: _Open, mark: str, start: int, end: int) -> bool:
    """A double mark that opens shows that the single one before was an apostrophe."""
    return opened.mark in _SINGLE and mark not in _SINGLE and _opens_anew(text, start, end)


def _broken_off(text: str, opened: _Open, end: int, after: int) -> Span | None:
    """Where a quotation ends that its paragraph leaves open; ``None`` if the mark was a stray one."""
    if opened.last_close >= 0:
        return Span(opened.start, opened.last_close)
    if opened.mark in _SINGLE:
        return None
    goes_on = text.startswith(opened.mark, after)
    before = text[_before_spaces(text, opened.start, 0) - 1 : opened.start].strip(" \t")
    if not goes_on and before not in ("", ",", ":", "\n"):
        return None
    return Span(opened.start, _before_spaces(text, end, opened.start + 1))


def _before_spaces(text: str, end: int, start: int) -> int:
    """Step back from ``end`` over white space, but not past ``start``."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
