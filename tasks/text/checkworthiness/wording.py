"""How a sentence is worded, with what it is about taken out.

Which people and places a training set happens to speak of must not decide what
is worth checking elsewhere. So figures, years and names become placeholders,
and what remains is the way in which facts are put into words.
"""

import re
import tomllib
from collections.abc import Collection
from importlib.resources import files

WORD_LISTS = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))

FIGURE = "<figure>"
YEAR = "<year>"
NUMBER = "<number>"
SCALE = "<scale>"
NAME = "<name>"

_TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NUMBER_WORDS = frozenset(WORD_LISTS["placeholders"]["number"].split())
_SCALE_WORDS = frozenset(WORD_LISTS["placeholders"]["scale"].split())
_CAPITAL_BY_RULE = frozenset(["i", "i'm", "i've", "i'd", "i'll"])


def tokens(sentence: str) -> list[str]:
    """Words, figures and single marks, in order; white space is dropped."""
    return _TOKEN.findall(sentence)


def plain(token: str) -> str:
    """The token as a dictionary would list it."""
    return token.lower().replace("’", "'")


def wording(token: str, *, opens: bool, vocabulary: Collection[str]) -> str:
    """What stands for a token: a placeholder, or the word itself in lower case.

    A capital marks a name, except in the word that opens the sentence: that is
    a name only if ``vocabulary`` (words met in lower case) does not know it.
    """
    if token[0].isdigit():
        return YEAR if _YEAR.fullmatch(token) else FIGURE
    word = plain(token)
    if word in _SCALE_WORDS:
        return SCALE
    if word in _NUMBER_WORDS:
        return NUMBER
    if token[0].isupper() and word not in _CAPITAL_BY_RULE and not (opens and word in vocabulary):
        return NAME
    return word
