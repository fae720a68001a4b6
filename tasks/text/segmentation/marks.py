"""Which full stops, question marks and dandas end a sentence.

One compiled expression finds every mark with what closes after it. Most are
decided by what follows; only a full stop needs the word before it looked up.
Every step looks at a bounded piece of text, so the whole is linear in its length.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tasks.text.segmentation.abbreviations import ends_before_capital, is_plain_word, word_before
from tasks.text.segmentation.languages import Language
from tasks.types import Span

_FINAL = "。！？｡．।॥؟۔։።။។"
"""Marks that are never part of an abbreviation and need no space after them."""

_MARK = re.compile(
    rf"""
    (?P<mark> (?<=\w) \. (?= (?: [ \u00a0]\.){{3}} \s ) | [.!?…‥‼⁇⁈⁉{_FINAL}]++ (?: [ \u00a0] [.!?] (?![\w.!?]) )*+ )
    (?P<closing>
        (?: ["'’”»›)\]}}」』）】〉》〕｣*_¹²³⁴-⁹\u200b-\u200f\u2060\ufeff] | [“‘«‹] (?!\w) )*+
        (?: [ \u00a0\u202f]++ [»›] (?!\w) )?+
        (?: \[ \d{{1,3}} \] )*+
    )
    (?P<gap> [\s\u200b-\u200f\u2060\ufeff]*+ )
    """,
    re.VERBOSE,
)
_SMILEY = re.compile(
    r"""(?: [ \u00a0]? (?: [:;=]['-]?[)(DPp|/\\3] | [\U0001f1e6-\U0001faff\u2600-\u27bf\ufe0f\u200d] )++ )++
        (?= \s | \Z )""",
    re.VERBOSE,
)
_SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*+")
_HEAD = re.compile(r"(?P<opening>[\W_]{0,40}?)(?P<word>[^\W_][\w'’\-]{0,23}+)")
_CLAUSE = re.compile(r"[^.!?,:;。！？，：；\n]{0,60}")

_CONTINUING = tuple(",;:،؛，；：、)")
_DASHES = tuple("-–—―")
_BRACKETS = tuple(")]}）】")
_QUOTES = frozenset("\"'’”»«›“‘」』》")
_ENCLOSING = (*_BRACKETS, *_QUOTES)
_ELLIPSES = ("...", "…", ". .")
_ALWAYS_CAPITAL = frozenset({"I", "I'm", "I've", "I'd", "I'll", "I’m", "I’ve", "I’d", "I’ll"})
_LONGEST_OPENING = 40  # symbols
_FEW_WORDS = 3
_LONGEST_ASIDE = 2  # words
_LONGEST_TITLE = 40  # characters
_FARTHEST_BRACKET = 400  # characters looked back for the one that opened
_LONGEST_SIGNATURE = 50  # characters


class _Mark(NamedTuple):
    """A punctuation mark with its surroundings, all that is needed to judge it."""

    text: str
    sentence: Span  # what is still undivided; the mark is somewhere inside
    start: int
    mark: str
    closing: str
    gap: bool
    opening: str  # symbols before the next word
    word: str  # the next word, cut at 24 characters
    head: int  # where the next word starts

    @property
    def quoted(self) -> bool:
        return not _QUOTES.isdisjoint(self.closing)

    @property
    def before_lower_case(self) -> bool:
        """Whether what follows looks like the middle of a sentence ("eBay" does not)."""
        return self.word[0].islower() and self.word.islower()


def sentence_ends(text: str, passage: Span, rules: Language) -> Iterator[int]:
    """The offsets within ``passage`` at which a mark ends a sentence, except its own end."""
    start = passage.start
    for found in _MARK.finditer(text, passage.start, passage.end):
        if found.end() == passage.end:
            return
        end = found.end("closing")
        after = found.end()
        smiley = _SMILEY.match(text, end, passage.end)
        if smiley:
            end = smiley.end()
            after = _SPACE.match(text, end, passage.end).end()  # type: ignore[union-attr]
        head = _HEAD.match(text, after, passage.end)
        if head is None:
            continue
        mark = _Mark(
            text,
            Span(start, passage.end),
            found.start(),
            found["mark"],
            found["closing"],
            after > end,
            head["opening"],
            head["word"],
            head.start("word"),
        )
        if _ends(mark, rules):
            yield end
            start = end


def _ends(mark: _Mark, rules: Language) -> bool:
    """Whether a sentence ends with ``mark``."""
    if mark.opening.startswith(_CONTINUING) or _has_no_word(mark):
        return False
    if mark.mark[-1] in _FINAL:
        return _final_mark_ends(mark, rules)
    if not mark.gap:
        return _ends_without_space(mark, rules)
    if mark.before_lower_case and (mark.closing.startswith(_ENCLOSING) or mark.opening.startswith(_DASHES)):
        return False
    if mark.opening.startswith(_DASHES) and _is_signature(mark):
        return False
    if "!" in mark.mark or "?" in mark.mark:
        return _question_ends(mark, rules)
    if mark.mark != ".":
        return _ellipsis_ends(mark)
    return _full_stop_ends(mark, rules)


def _has_no_word(mark: _Mark) -> bool:
    """Whether only symbols precede the mark, as in "... and so on": no sentence of its own."""
    near = mark.start - mark.sentence.start < _LONGEST_OPENING
    return near and _HEAD.match(mark.text, mark.sentence.start, mark.start) is None


def _final_mark_ends(mark: _Mark, rules: Language) -> bool:
    if mark.mark == "．" and mark.word[0].isdigit() and not mark.gap:  # a decimal point
        return False
    return not _in_title(mark) and not (mark.quoted and _speaker_follows(mark, rules))


def _in_title(mark: _Mark) -> bool:
    """Whether the mark belongs to the name of a work: 《…！…》."""
    near = mark.text[max(mark.sentence.start, mark.start - _LONGEST_TITLE) : mark.start]
    return near.rfind("《") > near.rfind("》") and not mark.closing.startswith("》")


def _ends_without_space(mark: _Mark, rules: Language) -> bool:
    """Typing errors ("said.The"), and languages that put no space after a mark."""
    if mark.opening or mark.mark not in {".", "!", "?"}:
        return False
    if mark.word[0] >= "\u2e80":
        return mark.mark != "." and not (mark.quoted and _speaker_follows(mark, rules))
    before = word_before(mark.text, mark.sentence.start, mark.start)
    if mark.quoted:
        return mark.word[0].isupper() and len(before) > 1 and before not in rules.abbreviations
    return not mark.closing and len(before) > 1 and before.islower() and mark.word in rules.starters


def _question_ends(mark: _Mark, rules: Language) -> bool:
    if mark.closing.startswith(_BRACKETS):
        return not mark.before_lower_case and _bracket_holds_sentence(mark)
    if mark.before_lower_case:
        before = word_before(mark.text, mark.sentence.start, mark.start)
        return "?" in mark.mark or not before[:1].isupper()  # "Yahoo! is" is a name
    return not (mark.quoted and _speaker_follows(mark, rules))


def _ellipsis_ends(mark: _Mark) -> bool:
    if mark.closing.startswith("]"):  # "[...]" stands for words left out
        return False
    if mark.text[mark.start - 1 : mark.start].isspace() and mark.word in _ALWAYS_CAPITAL:
        return False
    return mark.word[0].isupper() or mark.word[0].isdigit()


def _full_stop_ends(mark: _Mark, rules: Language) -> bool:
    before = word_before(mark.text, mark.sentence.start, mark.start)
    if not before:
        return not mark.before_lower_case
    if mark.opening.startswith(_ELLIPSES):
        return True
    if (
        mark.before_lower_case
        and "(" not in mark.opening
        and "[" not in mark.opening
        and "¿" not in mark.opening
    ):
        return is_plain_word(before, rules) or (
            _writes_lower_case(mark)
            and len(before) > 1
            and before.isalpha()
            and before not in rules.abbreviations
        )
    if mark.quoted:
        return len(before) > 1
    if _numbers_item(mark, before) or (before in rules.clock and _opens_sentence(mark)):
        return False
    return ends_before_capital(before, mark.word, _starts_sentence(mark, rules), rules)


def _starts_sentence(mark: _Mark, rules: Language) -> bool:
    """Whether the next word would hardly have its capital in the middle of a sentence."""
    if not _QUOTES.isdisjoint(mark.opening) or "¿" in mark.opening or "¡" in mark.opening:
        return True
    is_initial = len(mark.word) == 1 and mark.text.startswith(".", mark.head + 1)
    return mark.word in rules.starters and not is_initial


def _writes_lower_case(mark: _Mark) -> bool:
    """Whether the writer started this very sentence in lower case, too."""
    first = _HEAD.match(mark.text, mark.sentence.start, mark.start)
    return first is not None and first["word"][0].islower()


def _numbers_item(mark: _Mark, before: str) -> bool:
    """Whether "1." or "a." is all of the sentence so far: then it numbers it."""
    if len(before) > 3 or not (before.isdigit() or len(before) == 1):
        return False
    first = _HEAD.match(mark.text, mark.sentence.start, mark.start)
    return first is not None and first.end() == mark.start


def _opens_sentence(mark: _Mark) -> bool:
    """Whether the mark stands in the first words of its sentence: "At 5 a.m. Mr Smith went"."""
    so_far = mark.start - mark.sentence.start
    return (
        so_far < _LONGEST_OPENING and len(mark.text[mark.sentence.start : mark.start].split()) <= _FEW_WORDS
    )


def _bracket_holds_sentence(mark: _Mark) -> bool:
    """Whether the bracket that closes here opened where the sentence did, or holds more than a word or two."""
    near = max(mark.sentence.start, mark.start - _FARTHEST_BRACKET)
    opened = max(mark.text.rfind("(", near, mark.start), mark.text.rfind("[", near, mark.start))
    if opened < 0 or not mark.text[near:opened].strip():
        return True
    return len(mark.text[opened : mark.start].split()) > _LONGEST_ASIDE


def _is_signature(mark: _Mark) -> bool:
    """Whether a dash introduces the few words that name who is quoted."""
    rest = mark.text[mark.head : mark.sentence.end]
    return len(rest) <= _LONGEST_SIGNATURE and _CLAUSE.fullmatch(rest) is not None


def _speaker_follows(mark: _Mark, rules: Language) -> bool:
    """Whether a quoted question goes on with who asks it: '"Why?" Ms Miller asked.'"""
    if not rules.speech_verbs:
        return False
    clause = _CLAUSE.match(mark.text, mark.head, mark.sentence.end)
    said = clause[0] if clause else ""
    if said[:1] >= "\u2e80":
        return len(said) <= 14 and any(verb in said for verb in rules.speech_verbs)
    return not rules.speech_verbs.isdisjoint(said.split()[:4])
