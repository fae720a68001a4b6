"""Where in the sentence a mark belongs, although its offsets may have slipped.

Label Studio counts offsets in code points. Older versions were reported to
count UTF-16 units, or to slip at line breaks. A mark also carries its words,
so a slip shows, and can be mended as long as only one place is meant.
"""

import re
from collections.abc import Mapping

from tasks.label_studio.unreadable import Unreadable
from tasks.text.identity import is_visible
from tasks.types import Span


def place_of(mark: Mapping[str, object], sentence: str) -> tuple[Span, list[str]]:
    """The words that a mark means, without spaces at their ends, and what had to be mended.

    :param mark: the ``value`` of a region: ``start``, ``end`` and, as a rule, ``text``
    :raises Unreadable: if no place, or more than one, can be meant
    """
    stated = Span(_offset(mark.get("start")), _offset(mark.get("end")))
    words = _words(mark.get("text"))
    span, repairs = _settle(stated, words, sentence)
    trimmed = _trimmed(span, sentence)
    if trimmed != span:
        repairs.append("took the spaces off the ends of a mark")
    return trimmed, repairs


def _offset(value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unreadable("a mark has no offsets")
    return value


def _words(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unreadable("the words of a mark are not text")
    return _one_line(value)


def _one_line(text: str) -> str:
    """Text by which places are compared: Label Studio writes a line break as backslash and n."""
    return " ".join(text.replace("\\n", "\n").split())


def _settle(stated: Span, words: str, sentence: str) -> tuple[Span, list[str]]:
    fits = 0 <= stated.start < stated.end <= len(sentence)
    if fits and (not words or _one_line(stated.of(sentence)) == words):
        return stated, []
    if not words:
        raise Unreadable("a mark lies outside of the sentence")
    counted = _from_utf16(stated, sentence)
    if _one_line(counted.of(sentence)) == words:
        return counted, ["took the offsets of a mark for UTF-16 units"]
    return _only_place(stated, words, sentence), ["moved a mark to where its words stand"]


def _from_utf16(units: Span, sentence: str) -> Span:
    encoded = sentence.encode("utf-16-le", "surrogatepass")

    def code_points(offset: int) -> int:
        return len(encoded[: 2 * max(offset, 0)].decode("utf-16-le", "replace"))

    return Span(code_points(units.start), code_points(units.end))


def _only_place(stated: Span, words: str, sentence: str) -> Span:
    places = _places(words, sentence)
    if not places:
        raise Unreadable("a mark has words that are not in the sentence")
    if len(places) > 1:
        most = sum(character > "\uffff" or character == "\n" for character in sentence)
        places = [place for place in places if abs(place.start - stated.start) <= most]
    if len(places) != 1:
        raise Unreadable("the words of a mark stand in several places of the sentence")
    return places[0]


def _places(words: str, sentence: str) -> list[Span]:
    """Everywhere the words stand, whatever white space is between them."""
    if len(words) > len(sentence):
        return []
    pattern = r"\s+".join(re.escape(word) for word in words.split(" "))
    return [Span(*found.span(1)) for found in re.finditer(f"(?=({pattern}))", sentence)]


def _trimmed(span: Span, sentence: str) -> Span:
    text = span.of(sentence)
    if not any(map(is_visible, text)):
        raise Unreadable("a mark holds nothing that can be seen")
    return Span(span.end - len(text.lstrip()), span.start + len(text.rstrip()))
