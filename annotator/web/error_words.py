"""Errors in the reader's language: their messages are translated, their particulars put in."""

import re
from collections.abc import Mapping

from flask_babel import LazyString, format_decimal, gettext, lazy_gettext

from tasks.errors import AnnotatorError

_NAMED: Mapping[str, LazyString] = {"The text": lazy_gettext("The text")}
"""What errors call a source that has no name of its own."""

_PLACES: Mapping[str, LazyString] = {
    "line": lazy_gettext("%(name)s, line %(number)s"),
    "entry": lazy_gettext("%(name)s, entry %(number)s"),
}
_PLACE = re.compile(rf"(?s)(?P<name>.*) (?P<kind>{'|'.join(_PLACES)}) (?P<number>\d+)")


def error_words(error: AnnotatorError) -> str:
    """What went wrong; in English where nobody has translated it."""
    words = gettext(error.message) if error.message else ""
    if not error.particulars:
        return words
    return words % {name: _particular(value) for name, value in error.particulars.items()}


def _particular(value: object) -> str:
    if isinstance(value, AnnotatorError):
        return error_words(value)
    if type(value) is int:
        return str(format_decimal(value))
    said = str(value)
    if said in _NAMED:
        return str(_NAMED[said])
    place = _PLACE.fullmatch(said)
    return str(_PLACES[place["kind"]]) % place.groupdict() if place else said
