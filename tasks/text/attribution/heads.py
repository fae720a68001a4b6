"""What stands before the first word of a sentence: a bullet, or where the news is from."""

import re

from tasks.types import Span

_BULLET = re.compile(r"[-–—•‣⁃▪●◦■►▶*]\s+(?=\S)")
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\n()–—:;\"“”„«»]{1,59}?)(?P<agency>\s?\([^()\n]{2,30}\)\.?)?\s?[-–—]{1,2}\s+"
    r"(?=[\"“„«'‘$€£]?[^\W_])"
)
_WORD = re.compile(r"\w+")


def head_end(text: str, sentence: Span) -> int:
    """Where the sentence proper starts: behind "- ", "OSTBY, May 4 (Newswire) - " and "OSTBY — "."""
    bullet = _BULLET.match(text, sentence.start, sentence.end)
    start = bullet.end() if bullet else sentence.start
    dateline = _DATELINE.match(text, start, sentence.end)
    return dateline.end() if dateline and _is_dateline(dateline) else start


def _is_dateline(match: re.Match[str]) -> bool:
    """Names and figures only, with an agency behind them or the place in capitals."""
    if not match.string[match.end()].isupper() and match.string[match.end()].isalpha():
        return False
    place = match["place"]
    if not all(word[0].isupper() or word[0].isdigit() for word in _WORD.findall(place)):
        return False
    return match["agency"] is not None or place.partition(",")[0].isupper()
