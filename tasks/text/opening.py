"""The first words of an article, which stand for its headline where it has none."""

from typing import Final

LONGEST: Final = 90
_ENOUGH: Final = 6 * LONGEST
"""Characters of the text that are looked at: white space may be long."""


def opening(text: str) -> str:
    """The first words on one line, `LONGEST` code points at most; ``…`` where more follow."""
    words = " ".join(text[:_ENOUGH].split())
    if len(words) <= LONGEST:
        return words
    cut = words.rfind(" ", 0, LONGEST)
    return words[: cut if cut > 0 else LONGEST - 1].rstrip() + "…"
