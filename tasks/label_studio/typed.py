"""What checkers type: evidence and notes, kept as they are as far as a database can hold them."""

import re
from typing import Final

NOTE_LIMIT: Final = 10_000
"""Characters of a note."""

ADDRESS_LIMIT: Final = 2_000
"""Characters of one piece of evidence."""

EVIDENCE_LIMIT: Final = 50
"""Pieces of evidence for one claim."""

_ADDRESS: Final = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}://|www\.)\S+", re.IGNORECASE)
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")


def read_note(text: str) -> tuple[str, list[str]]:
    """A note without the white space around it, and what had to be mended."""
    note, repairs = _storable(text.strip())
    if len(note) > NOTE_LIMIT:
        return note[:NOTE_LIMIT], [*repairs, f"cut a note to {NOTE_LIMIT} characters"]
    return note, repairs


def read_evidence(text: str) -> tuple[tuple[str, ...], list[str]]:
    """Each piece of evidence once, in the order typed, and what had to be mended.

    A line of addresses holds one for each; any other line, such as the title
    of a book, is one piece.
    """
    clean, repairs = _storable(text)
    pieces = list(dict.fromkeys(piece for line in clean.splitlines() for piece in _pieces(line)))
    if len(pieces) > EVIDENCE_LIMIT:
        repairs.append(f"kept the first {EVIDENCE_LIMIT} of {len(pieces)} pieces of evidence")
        pieces = pieces[:EVIDENCE_LIMIT]
    if any(len(piece) > ADDRESS_LIMIT for piece in pieces):
        repairs.append(f"cut a piece of evidence to {ADDRESS_LIMIT} characters")
        pieces = [piece[:ADDRESS_LIMIT] for piece in pieces]
    return tuple(pieces), repairs


def _pieces(line: str) -> list[str]:
    words = [word.rstrip(",;") for word in line.split()]
    if all(_ADDRESS.fullmatch(word) for word in words):
        return words
    return [line.strip()]


def _storable(text: str) -> tuple[str, list[str]]:
    clean, replaced = _UNSTORABLE.subn("\ufffd", text)
    return clean, ["replaced characters that cannot be stored"] if replaced else []
