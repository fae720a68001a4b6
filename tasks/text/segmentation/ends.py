"""Which punctuation marks end a sentence.

Most are decided by what follows them; only a full stop needs the word before it
looked up.
"""

from collections.abc import Iterator

from tasks.text.segmentation.abbreviations import ends_before_capital, is_plain_word, word_before
from tasks.text.segmentation.context import (
    bracket_holds_sentence,
    has_word,
    in_title,
    is_first_word,
    is_signature,
    opens_sentence,
    speaker_follows,
    writes_lower_case,
)
from tasks.text.segmentation.languages import Language
from tasks.text.segmentation.marks import FINAL, WITHOUT_SPACES, Mark, find_marks
from tasks.types import Span

_CONTINUING = tuple(",;:،؛，；：、)")
_DASHES = tuple("-–—―")
_ELLIPSES = ("...", "…", ". .")
_STARTING = frozenset("\"'’”»«›“‘„¿¡")
_ASIDE = frozenset("([¿¡")
_ALWAYS_CAPITAL = frozenset({"I", "I'm", "I've", "I'd", "I'll", "I’m", "I’ve", "I’d", "I’ll"})


def sentence_ends(text: str, passage: Span, rules: Language) -> Iterator[int]:
    """The offsets within ``passage`` at which a sentence ends and another follows, in order."""
    start = passage.start
    for mark in find_marks(text, passage):
        if _ends(mark, start, rules):
            yield mark.end
            start = mark.end


def _ends(mark: Mark, start: int, rules: Language) -> bool:
    """Whether the sentence that began at ``start`` ends with ``mark``."""
    if mark.opening.startswith(_CONTINUING) or not has_word(mark, start):
        return False
    if mark.sign[-1] in FINAL:
        return _final_mark_ends(mark, start, rules)
    if not mark.has_gap:
        return _ends_without_space(mark, start, rules)
    if mark.opening.startswith(_DASHES) and (mark.before_lower_case or is_signature(mark)):
        return False
    if mark.before_lower_case and (mark.quoted or mark.bracketed):
        return False
    if mark.sign == ".":
        return _full_stop_ends(mark, start, rules)
    if mark.asks_or_cries:
        return _question_ends(mark, start, rules)
    return _ellipsis_ends(mark)


def _final_mark_ends(mark: Mark, start: int, rules: Language) -> bool:
    if mark.sign == "．" and mark.word[0].isdigit() and not mark.has_gap:  # a decimal point
        return False
    return not in_title(mark, start) and not (mark.quoted and speaker_follows(mark, rules))


def _ends_without_space(mark: Mark, start: int, rules: Language) -> bool:
    """Typing errors ("said.The"), and languages that put no space after a mark."""
    if mark.word[0] >= WITHOUT_SPACES:
        return mark.asks_or_cries and not (mark.quoted and speaker_follows(mark, rules))
    if mark.opening or mark.sign not in {".", "!", "?"}:
        return False
    before = word_before(mark.text, start, mark.start, rules)
    if mark.quoted:
        return mark.word[0].isupper() and len(before) > 1 and before not in rules.abbreviations
    return not mark.closing and len(before) > 1 and before.islower() and mark.word in rules.starters


def _question_ends(mark: Mark, start: int, rules: Language) -> bool:
    if mark.bracketed:
        return bracket_holds_sentence(mark, start)
    if mark.before_lower_case:
        name = word_before(mark.text, start, mark.start, rules)[:1].isupper()
        return "?" in mark.sign or not name  # "Yahoo! is"
    return not (mark.quoted and speaker_follows(mark, rules))


def _ellipsis_ends(mark: Mark) -> bool:
    if mark.closing.startswith("]"):  # "[...]" stands for words left out
        return False
    if mark.word in _ALWAYS_CAPITAL and mark.text[mark.start - 1].isspace():
        return False
    return mark.word[0].isupper() or mark.word[0].isdigit() or mark.word[0] >= WITHOUT_SPACES


def _full_stop_ends(mark: Mark, start: int, rules: Language) -> bool:
    before = word_before(mark.text, start, mark.start, rules)
    if not before:
        return not mark.before_lower_case
    if mark.opening.startswith(_ELLIPSES):
        return True
    if mark.before_lower_case and _ASIDE.isdisjoint(mark.opening):
        return is_plain_word(before, rules, informal=writes_lower_case(mark, start))
    if mark.quoted:
        return len(before) > 1
    if _numbers_item(mark, before, start) or (before in rules.clock and opens_sentence(mark, start)):
        return False
    return ends_before_capital(before, mark.word, _starts_sentence(mark, rules), rules)


def _starts_sentence(mark: Mark, rules: Language) -> bool:
    """Whether the next word would hardly have its capital in the middle of a sentence."""
    if mark.opening and not _STARTING.isdisjoint(mark.opening):
        return True
    is_initial = len(mark.word) == 1 and mark.text.startswith(".", mark.head + 1)
    return mark.word in rules.starters and not is_initial


def _numbers_item(mark: Mark, before: str, start: int) -> bool:
    """Whether "1." or "a." is all of the sentence so far: then it numbers it."""
    is_number = len(before) == 1 or (len(before) <= 3 and before.isdigit())
    return is_number and is_first_word(mark, start)
