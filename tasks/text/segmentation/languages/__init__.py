"""What each language contributes to finding sentence ends: one TOML file each.

The word lists are common knowledge of the written language, collected for news
prose. An abbreviation is listed without its last full stop and without inner
spaces ("z.B" stands for "z. B." and "z.B."), in the letter case it is written in.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

_FALLBACK = "und"
_READ_LIKE = {"no": "nb", "nn": "nb", "bs": "hr", "sr": "hr", "cnr": "hr", "ms": "id"}
_MAY_OPEN_SENTENCE = {"never_final", "never_before_number", "often_final"}
"""Kinds of abbreviations that are met with a capital, too, at the start of a sentence."""


@dataclass(frozen=True, slots=True)
class Language:
    """The words that decide whether a full stop ends a sentence.

    All fields are optional in the files; a missing one is empty.
    """

    never_final: frozenset[str] = frozenset()  # "Mr", "e.g": something always follows
    never_before_number: frozenset[str] = frozenset()  # "No", "p": not an end if a number follows
    seldom_final: frozenset[str] = frozenset()  # "Inc", "U.S": an end only before a starter
    often_final: frozenset[str] = frozenset()  # "etc": an end before any capital
    clock: frozenset[str] = frozenset()  # "p.m": an end unless a day or a time zone follows
    calendar: frozenset[str] = frozenset()  # "Monday", "October", "GMT"
    weekdays: frozenset[str] = frozenset()  # first words of a dateline
    starters: frozenset[str] = frozenset()  # function words, capital only at a sentence's start
    speech_verbs: frozenset[str] = frozenset()  # "asked": what follows a quoted question
    quotatives: frozenset[str] = frozenset()  # "と": a quotation's sentence goes on with it
    ordinals: bool = False  # a full stop makes an ordinal: "3. Oktober"
    abbreviations: frozenset[str] = field(init=False)  # all of the above kinds together

    def __post_init__(self) -> None:
        kinds = (self.never_final, self.never_before_number, self.seldom_final, self.often_final, self.clock)
        object.__setattr__(self, "abbreviations", frozenset().union(*kinds))


@lru_cache(maxsize=128)
def language_rules(tag: str) -> Language:
    """The rules for a BCP 47 tag ("de", "pt-BR"); common ones for a language without a file."""
    primary = tag.replace("_", "-").partition("-")[0].lower()
    known = primary if primary.isascii() and primary.isalpha() else _FALLBACK
    return _load(_READ_LIKE.get(known, known))


def _load(language: str) -> Language:
    file = files(__name__) / f"{language}.toml"
    return _read(language if file.is_file() else _FALLBACK)


@cache
def _read(language: str) -> Language:
    entries = tomllib.loads((files(__name__) / f"{language}.toml").read_text(encoding="utf-8"))
    ordinals = bool(entries.pop("ordinals", False))
    words = {kind: frozenset(listed.split()) for kind, listed in entries.items()}
    for kind in _MAY_OPEN_SENTENCE & words.keys():
        capitalised = {word[0].upper() + word[1:] for word in words[kind] if len(word) > 1}
        words[kind] |= capitalised - words.get("seldom_final", frozenset())
    return Language(**words, ordinals=ordinals)
