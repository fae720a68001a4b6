"""Emoji: sentences are found as if there were none, then each goes to one of its neighbours."""

import re

from tasks.types import Span

_SIGN = "\U0001f1e6-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff"
_EMOJI = re.compile(rf"[{_SIGN}][{_SIGN}\ufe0f\u200d\u20e3\U000e0020-\U000e007f]*+")
_RUN = re.compile(rf"(?:\s{{0,3}}{_EMOJI.pattern})+")


def without_emoji(text: str) -> str:
    """The text with a space for each character of an emoji, so that offsets stay."""
    return text if text.isascii() else _EMOJI.sub(lambda emoji: " " * len(emoji[0]), text)


def end_among_emoji(text: str, bare: str, end: int, block: Span) -> int:
    """Where exactly a sentence ends that is over at ``end`` in ``bare``, the text without emoji.

    An emoji that touches the last word or mark belongs to it. One set apart goes with the sentence
    behind it, as in Unicode's text segmentation (UAX #29), unless the block shows that its writer
    puts them behind: it ends with one and does not start with one.
    """
    while bare[end - 1].isspace():
        end -= 1
    run = _RUN.match(text, end, block.end)
    if run is None:
        return end
    touches = not text[end].isspace()
    leads, trails = bare[block.start].isspace(), bare[block.end - 1].isspace()
    return run.end() if touches or (trails and not leads) else end
