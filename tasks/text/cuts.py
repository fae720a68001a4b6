"""Where an article is cut into sentences, mended by people: joining two, parting one.

All functions are pure. They take and give the sentences of a text as spans in
reading order, without overlap, without white space at either end, and with
every other character in one of them; what they give has these properties again.
"""

import re
import unicodedata
from collections.abc import Sequence

from tasks.errors import InputError
from tasks.text.identity import is_visible, words_of
from tasks.types import Span

_WORD_START = re.compile(r"(?<=\s)\S")
_UNSPACED = re.compile(
    r"(?<=[\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u1000-\u109f\u3001-\u30ff\u3400-\u9fff\uff01-\uff60])\S"
)
"""After a letter or mark of a script that is written without spaces: Thai, Lao, Khmer, Burmese, Han, kana."""


def merge(sentences: Sequence[Span], at: int) -> list[Span]:
    """The sentence that starts at ``at`` becomes the end of the one before it.

    :raises InputError: no sentence starts there, or nothing stands before it
    """
    found = next((i for i, sentence in enumerate(sentences) if sentence.start == at), 0)
    if not found:
        raise InputError("There is no such cut any more. The page shows how the sentences stand now.")
    joined = Span(sentences[found - 1].start, sentences[found].end)
    return [*sentences[: found - 1], joined, *sentences[found + 1 :]]


def split(text: str, sentences: Sequence[Span], at: int) -> list[Span]:
    """The sentence around ``at`` becomes two, the second of which starts there.

    :raises InputError: ``at`` is in no sentence or within a letter and its accents, or a part has no word
    """
    found = next((i for i, sentence in enumerate(sentences) if sentence.start < at < sentence.end), None)
    if found is None:
        raise InputError("There is no sentence to be cut at this place.")
    parts = _parts(text, sentences[found], at)
    if parts is None:
        raise InputError("A sentence can only be cut between two words or letters.")
    return [*sentences[:found], *parts, *sentences[found + 1 :]]


def split_places(text: str, sentence: Span) -> list[int]:
    """The offsets at which a sentence may be cut: where words start; any letter in scripts without spaces."""
    starts = {
        match.start()
        for pattern in (_WORD_START, _UNSPACED)
        for match in pattern.finditer(text, sentence.start + 1, sentence.end)
    }
    return [at for at in sorted(starts) if _parts(text, sentence, at)]


def _parts(text: str, sentence: Span, at: int) -> tuple[Span, Span] | None:
    """The two parts, trimmed; ``None`` where that is no place to cut."""
    if unicodedata.combining(text[at]):
        return None
    last = next((i for i in range(at - 1, sentence.start - 1, -1) if is_visible(text[i])), None)
    if last is None:
        return None
    end, start = gap_after(text, last)
    parts = Span(sentence.start, end), Span(start, sentence.end)
    return parts if all(words_of(part.of(text)) for part in parts) else None


def gap_after(text: str, last: int) -> tuple[int, int]:
    """The end of a part whose last visible character stands at ``last``, and the start of the next.

    Invisible characters stay with the letter that they touch.
    """
    end = last + 1
    while end < len(text) and not (text[end].isspace() or is_visible(text[end])):
        end += 1
    start = end
    while start < len(text) and text[start].isspace():
        start += 1
    return end, start
