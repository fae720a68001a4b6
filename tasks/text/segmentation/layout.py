"""Which line breaks end something, and which only end a line.

A blank line always separates. A single line break may be a real one (headline,
list item, address) or the work of an editor that wraps at 72 columns. Wrapping
leaves a trace: the next line's first word had no room on the line before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tasks.text.segmentation.languages import Language
from tasks.types import Span

_LINE_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_PARAGRAPH_SEPARATORS = ("\f", "\x1c", "\x1d", "\u2029")
_LIST_ITEM = re.compile(r"(?:[-*+•‣⁃▪●◦■►–—]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s")
_FIRST_WORD = re.compile(r"[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uff60]|\S{1,120}")
_LETTER = re.compile(r"[^\w\s]{0,3}(?P<letter>[^\W_])")
_UNFINISHED = (",", "-", "–", "—", "،", "，", "、", "(", "«", "„")
_FINISHED = (".", "!", "?", "…", '"', "”", "»", "“", "。", "।", "؟", ")")

_NARROWEST_WRAP = 30  # columns; shorter lines are lists, verse or captions
_TYPICAL_WRAP = 50
_WIDEST_WRAP = 130  # longer lines are paragraphs
_OVERHANG = 12  # columns by which lines may differ without speaking against wrapping
_LONGEST_WORD = 24  # characters looked at
_FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the lines of a text were made."""

    text: str
    rules: Language
    width: int  # the column at which it seems to be wrapped
    wrapped: bool = False  # whether it seems to be wrapped as a whole

    def had_room(self, line: Span, following: Span) -> bool:
        """Whether an editor that wraps would have put the next word on ``line``."""
        word = _FIRST_WORD.match(self.text, following.start, following.end)
        length = word.end() - word.start() if word else 1
        return line.end - line.start + 1 + length <= self.width

    def runs_on(self, line: Span, following: Span) -> bool:
        """Whether the words at the break say that a sentence goes on over it."""
        if self.text.endswith(_UNFINISHED, line.start, line.end):
            return True
        first = _LETTER.match(self.text, following.start, following.end)
        if first and first["letter"].islower():
            return True
        end_of_line = self.text[max(line.start, line.end - _LONGEST_WORD) : line.end]
        last_word = end_of_line.rpartition(" ")[2]
        return last_word.islower() and last_word.capitalize() in self.rules.starters

    def breaks_off(self, line: Span, following: Span) -> bool:
        """Whether a sentence that began with a capital plainly goes on in lower case."""
        if not self.text[following.start].islower() or self.text[line.start].islower():
            return False
        return self.text[line.end - 1].isalnum() and self.text.count(" ", line.start, line.end) >= _FEW_WORDS

    def may_be_list(self, line: Span, following: Span) -> bool:
        """Whether a number at the start of a line can be more than an accident of wrapping."""
        return not (self.wrapped and self.runs_on(line, following))

    def goes_on(self, line: Span, following: Span) -> bool:
        if self.breaks_off(line, following):
            return True
        if line.end - line.start < _NARROWEST_WRAP or self.had_room(line, following):
            return False
        return self.wrapped or self.runs_on(line, following)


def blocks(text: str, rules: Language) -> Iterator[Span]:
    """The runs of ``text`` within which a line break means no more than a space.

    In order, without overlap; all that is left out is white space.
    """
    if _LINE_BREAK.search(text) is None:
        if text:
            yield Span(0, len(text))
        return
    paragraphs = list(_paragraphs(text))
    layout = _recognise(text, paragraphs, rules)
    for lines in paragraphs:
        yield from _joined(lines, layout)


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


def _recognise(text: str, paragraphs: list[list[Span]], rules: Language) -> _Layout:
    breaks = [pair for lines in paragraphs for pair in pairwise(lines)]
    if not breaks:
        return _Layout(text, rules, width=0)
    lengths = sorted(line.end - line.start for line, _ in breaks)
    width = lengths[len(lengths) * 4 // 5]  # not the longest, which may be one long address
    layout = _Layout(text, rules, width)
    return _Layout(text, rules, width, wrapped=_is_wrapped(layout, breaks))


def _is_wrapped(layout: _Layout, breaks: list[tuple[Span, Span]]) -> bool:
    if not _NARROWEST_WRAP <= layout.width <= _WIDEST_WRAP:
        return False
    full = [pair for pair in breaks if not layout.had_room(*pair)]
    running = sum(layout.runs_on(*pair) for pair in full)
    if running * 4 >= len(breaks):
        return True
    too_long = sum(following.end - following.start > layout.width + _OVERHANG for _, following in breaks)
    if len(full) * 5 < len(breaks) * 4 or too_long * 5 > len(breaks):
        return False
    if layout.width < _TYPICAL_WRAP:
        return False
    return len(breaks) > 1 or layout.text.rstrip().endswith(_FINISHED)


def _joined(lines: list[Span], layout: _Layout) -> Iterator[Span]:
    """The lines of a paragraph, put together where one goes on in the next."""
    items = [_LIST_ITEM.match(layout.text, line.start, line.end) is not None for line in lines]
    is_list = sum(items) > 1
    start = lines[0].start
    for (line, following), is_item in zip(pairwise(lines), items[1:], strict=True):
        starts_item = is_list and is_item and layout.may_be_list(line, following)
        if starts_item or not layout.goes_on(line, following):
            yield Span(start, line.end)
            start = following.start
    yield Span(start, lines[-1].end)
