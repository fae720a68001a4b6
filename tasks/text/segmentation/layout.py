"""Which line breaks end something, and which only end a line.

A blank line always separates. A single line break may be a real one (headline,
list item, address) or the work of an editor that wraps at 72 columns. Wrapping
leaves a trace: the next line's first word had no room on the line before.
"""

import re
from collections.abc import Iterator

from tasks.text.segmentation.languages import Language
from tasks.types import Span

_LINE_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_PARAGRAPH_SEPARATORS = ("\f", "\x1c", "\x1d", "\u2029")
_LIST_ITEM = re.compile(r"(?:[-*+•‣⁃▪●◦■►–—]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s")
_FIRST_WORD = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|\S{1,120}")
_OPENING = re.compile(r"[^\w\s]{0,3}(?P<letter>[^\W_])")
_FULL_STOPS = (".", "!", "?", "…", '"', "”", "»", "“", "。", "।", "؟", ")")
_UNFINISHED = (",", ";", "-", "–", "—", "،", "，", "、", "(", "«", "„")

_NARROWEST_WRAP = 30  # columns; shorter lines are lists, verse or captions
_TYPICAL_WRAP = 60
_OVERHANG = 12  # columns by which lines may differ without speaking against wrapping
_LONGEST_WORD = 24  # characters looked at
_WIDEST_WRAP = 130  # columns; longer lines are paragraphs
_FEW_WORDS = 3


def blocks(text: str, rules: Language) -> Iterator[Span]:
    """The runs of ``text`` within which a line break means no more than a space.

    In order, without overlap; all that is left out is white space.
    """
    if _LINE_BREAK.search(text) is None:
        if text:
            yield Span(0, len(text))
        return
    paragraphs = list(_paragraphs(text))
    width = _wrap_width(paragraphs)
    wrapped = _is_wrapped(text, paragraphs, width, rules)
    for lines in paragraphs:
        yield from _joined(text, lines, width, wrapped, rules)


def _paragraphs(text: str) -> Iterator[list[Span]]:
    """Lines that no blank line separates, without the white space around them."""
    lines: list[Span] = []
    start = 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            indent = len(raw) - len(raw.lstrip())
            lines.append(Span(start + indent, start + indent + len(words)))
        if lines and (not words or raw.endswith(_PARAGRAPH_SEPARATORS)):
            yield lines
            lines = []
        start += len(raw)
    if lines:
        yield lines


def _wrap_width(paragraphs: list[list[Span]]) -> int:
    """The column at which the text seems to be wrapped, if it is wrapped at all."""
    lengths = sorted(line.end - line.start for lines in paragraphs for line in lines[:-1])
    if not lengths:
        return 0
    return lengths[len(lengths) * 4 // 5]


def _had_room(text: str, line: Span, following: Span, width: int) -> bool:
    first_word = _FIRST_WORD.match(text, following.start, following.end)
    length = first_word.end() - first_word.start() if first_word else 1
    return line.end - line.start + 1 + length <= width


def _runs_on(text: str, line: Span, following: Span, rules: Language) -> bool:
    """Whether the words themselves say that a sentence goes on over the break."""
    if text.endswith(_UNFINISHED, line.start, line.end):
        return True
    opening = _OPENING.match(text, following.start, following.end)
    if opening and opening["letter"].islower():
        return True
    last_word = text[max(line.start, line.end - _LONGEST_WORD) : line.end].rpartition(" ")[2]
    return last_word.islower() and last_word.capitalize() in rules.starters


def _is_wrapped(text: str, paragraphs: list[list[Span]], width: int, rules: Language) -> bool:
    """Whether the text as a whole was laid out by wrapping."""
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return False
    breaks = [pair for lines in paragraphs for pair in zip(lines, lines[1:], strict=False)]
    full = [pair for pair in breaks if not _had_room(text, *pair, width)]
    running = sum(_runs_on(text, *pair, rules) for pair in full)
    if running * 4 >= len(breaks):
        return True
    too_long = sum(following.end - following.start > width + _OVERHANG for _, following in breaks)
    if len(full) * 5 < len(breaks) * 4 or too_long * 5 > len(breaks):
        return False
    return len(breaks) > 1 or (width >= _TYPICAL_WRAP and text.rstrip().endswith(_FULL_STOPS))


def _joined(text: str, lines: list[Span], width: int, wrapped: bool, rules: Language) -> Iterator[Span]:
    is_list = sum(_LIST_ITEM.match(text, line.start, line.end) is not None for line in lines) > 1
    start = lines[0].start
    for line, following in zip(lines, lines[1:], strict=False):
        item = is_list and _LIST_ITEM.match(text, following.start, following.end)
        if item or not _goes_on(text, line, following, width, wrapped, rules):
            yield Span(start, line.end)
            start = following.start
    yield Span(start, lines[-1].end)


def _goes_on(text: str, line: Span, following: Span, width: int, wrapped: bool, rules: Language) -> bool:
    if _breaks_off(text, line, following):
        return True
    if line.end - line.start < _NARROWEST_WRAP or _had_room(text, line, following, width):
        return False
    return wrapped or _runs_on(text, line, following, rules)


def _breaks_off(text: str, line: Span, following: Span) -> bool:
    """Whether a sentence that began with a capital plainly goes on in lower case."""
    if not text[following.start].islower() or text[line.start].islower():
        return False
    return text[line.end - 1].isalnum() and text.count(" ", line.start, line.end) >= _FEW_WORDS
