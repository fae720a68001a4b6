"""What a punctuation mark belongs to: a quotation, a bracket, a title, a beginning.

All look at a bounded stretch around the mark.
"""

import re

from tasks.text.segmentation.languages import Language
from tasks.text.segmentation.marks import WITHOUT_SPACES, Mark

_FIRST_WORD = re.compile(r"[\W_]{0,40}?(?P<word>[^\W_][\w'’-]{0,23}+)")
_CLAUSE = re.compile(r"[^.!?,:;。！？，：；\n]*+")
_CLAUSE_ENDS = re.compile(r"[。！？]|[，,][「『“\"]")

_BEGINNING = 40  # characters in which a sentence must come to its first word
_FEW_WORDS = 4
_SPEAKER = 50  # characters in which a speaker and a verb must be found
_SPEAKER_WITHOUT_SPACES = 14
_SIGNATURE = 50  # characters
_TITLE = 40  # characters
_ASIDE = 2  # words in brackets that are no sentence: "(really?)"
_BRACKET = 400  # characters looked back for the one that opened


def has_word(mark: Mark, start: int) -> bool:
    """Whether anything but symbols precedes the mark: "... and so on" has nothing to end."""
    return mark.start - start >= _BEGINNING or _FIRST_WORD.match(mark.text, start, mark.start) is not None


def is_first_word(mark: Mark, start: int) -> bool:
    """Whether one word is all there is before the mark."""
    first = _FIRST_WORD.match(mark.text, start, mark.start)
    return first is not None and first.end() == mark.start


def opens_sentence(mark: Mark, start: int) -> bool:
    """Whether the mark stands within the first few words: "At 5 a.m. Mr Smith went"."""
    near = mark.start - start < _BEGINNING
    return near and len(mark.text[start : mark.start].split()) <= _FEW_WORDS


def writes_lower_case(mark: Mark, start: int) -> bool:
    """Whether the writer started this very sentence in lower case, too."""
    first = _FIRST_WORD.match(mark.text, start, mark.start)
    return first is not None and first["word"][0].islower()


def bracket_holds_sentence(mark: Mark, start: int) -> bool:
    """Whether the bracket closed here opened where the sentence did, or holds more than a word or two."""
    near = max(start, mark.start - _BRACKET)
    opened = max(mark.text.rfind("(", near, mark.start), mark.text.rfind("[", near, mark.start))
    if opened < 0 or not mark.text[near:opened].strip():
        return True
    return len(mark.text[opened : mark.start].split()) > _ASIDE


def in_title(mark: Mark, start: int) -> bool:
    """Whether the mark belongs to the name of a work: 《…！…》."""
    near = mark.text[max(start, mark.start - _TITLE) : mark.start]
    return near.rfind("《") > near.rfind("》") and not mark.closing.startswith("》")


def is_signature(mark: Mark) -> bool:
    """Whether a dash introduces the few words that name who is quoted, and no more."""
    rest = mark.text[mark.head : min(mark.limit, mark.head + _SIGNATURE + 1)]
    return len(rest) <= _SIGNATURE and _CLAUSE.fullmatch(rest) is not None


def speaker_follows(mark: Mark, rules: Language) -> bool:
    """Whether a quoted question goes on with who asks it: '"Why?" Ms Miller asked.'"""
    if mark.word in rules.starters:
        return False
    said = mark.text[mark.head : min(mark.limit, mark.head + _SPEAKER)]
    if said[0] >= WITHOUT_SPACES:
        return not mark.has_gap and _speaks_without_spaces(said, rules)
    for word in said.split()[:_FEW_WORDS]:
        if word.rstrip(".,:") in rules.speech_verbs:
            return True
        if not word[-1].isalnum() and word[:-1] not in rules.abbreviations:
            return False
    return False


def _speaks_without_spaces(said: str, rules: Language) -> bool:
    """Whether a quotation's own sentence ends within ``said``: 「…？」他問。 but not 「…？」他說，…"""
    if said.startswith(tuple(rules.quotatives)):
        return True
    speaker = _CLAUSE.match(said[:_SPEAKER_WITHOUT_SPACES])
    if speaker is None or not any(verb in speaker[0] for verb in rules.speech_verbs):
        return False
    return _CLAUSE_ENDS.match(said, speaker.end()) is not None
