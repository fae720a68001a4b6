"""Plain text: from bytes to an article's words, with its leading date field."""

import re
from dataclasses import dataclass
from datetime import date

from tasks.errors import ArticleError

MAX_BYTES = 10_000_000
"""Of one article. A long book has a tenth of that; what is larger is no article."""

_DATE_FIELD = re.compile(r"\s*date:?[ \t]+(\d{4}-\d{1,2}-\d{1,2})(?=\s|$)[ \t]*\n?", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text and the date that stood in front of it."""

    text: str
    published_on: date | None


def decode(data: bytes, name: str) -> str:
    """The text in these bytes: UTF-8, or UTF-16 with a byte order mark.

    :param name: of the source, for messages
    :raises ArticleError: empty, too large, not text, or in another encoding
    """
    if len(data) > MAX_BYTES:
        raise ArticleError(
            "%(name)s: too large for an article, which has at most %(most)s bytes. "
            "Split it, or hand in a .jsonl file with one article a line.",
            name=name,
            most=MAX_BYTES,
        )
    encoding = next((enc for mark, enc in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\x00" in data[:8192]:
        raise ArticleError(
            "%(name)s: this is not text but a binary file. Hand in the article's text.", name=name
        )
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            "%(name)s: the bytes at position %(position)s are not UTF-8. Save the file as UTF-8, "
            "for example with `iconv -f WINDOWS-1252 -t UTF-8`.",
            name=name,
            position=error.start,
        ) from error
    return check(text, name)


def check(text: str, name: str) -> str:
    """Refuse what has no words in it; mend what no database can hold.

    :raises ArticleError: nothing but white space, or a binary file
    """
    if found := _CONTROL.search(text):
        raise ArticleError(
            "%(name)s: this is not text but a binary file "
            "(control character %(character)s at position %(position)s).",
            name=name,
            character=f"{ord(found[0]):#04x}",
            position=found.start(),
        )
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u00a0"):
        raise ArticleError("%(name)s: there is no text in it.", name=name)
    return text.encode("utf-8", "replace").decode("utf-8") if _has_lone_surrogate(text) else text


def has_control_characters(text: str) -> bool:
    """Whether something in it is no character of a text; line breaks and tabs are."""
    return bool(_CONTROL.search(text))


def _has_lone_surrogate(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in set(text))


def take_date_field(text: str, name: str) -> PlainText:
    """Split a leading ``date YYYY-MM-DD`` off the text.

    :raises ArticleError: the field holds a date that is none
    """
    found = _DATE_FIELD.match(text)
    if not found:
        return PlainText(text.strip(), None)
    try:
        published_on = date.fromisoformat(found[1])
    except ValueError as error:
        raise ArticleError(
            "%(name)s: the leading date field holds %(date)s, which is no date. Write it as date YYYY-MM-DD.",
            name=name,
            date=repr(found[1]),
        ) from error
    rest = text[found.end() :].strip()
    if not rest:
        raise ArticleError("%(name)s: there is no text after the date field.", name=name)
    return PlainText(rest, published_on)
