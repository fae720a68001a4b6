"""What each language contributes to finding sentence ends: one TOML file each.

The word lists are common knowledge of the written language, collected for news
prose. An abbreviation is listed without its last full stop and without inner
spaces ("z.B" stands for "z. B." and "z.B."), in the letter case it is written in.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


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
    ordinals: bool = False  # a full stop makes an ordinal: "3. Oktober"
    abbreviations: frozenset[str] = field(init=False)  # all of the above kinds together

    def __post_init__(self) -> None:
        known = (
            self.never_final | self.never_before_number | self.seldom_final | self.often_final | self.clock
        )
        object.__setattr__(self, "abbreviations", known)


_MAY_OPEN_SENTENCE = {"never_final", "never_before_number", "often_final"}
"""Kinds that are also found with a capital, at the start of a sentence."""


@cache
def _load(primary: str) -> Language:
    file = files(__name__) / f"{primary}.toml"
    if not file.is_file():
        return Language()
    entries = tomllib.loads(file.read_text(encoding="utf-8"))
    ordinals = bool(entries.pop("ordinals", False))
    words = {name: listed.split() for name, listed in entries.items()}
    for name in _MAY_OPEN_SENTENCE & words.keys():
        words[name] += [word[0].upper() + word[1:] for word in words[name] if len(word) > 1]
    return Language(**{k: frozenset(v) for k, v in words.items()}, ordinals=ordinals)


@cache
def language_rules(code: str) -> Language:
    """The rules for a BCP 47 tag ("de", "pt-BR"); bare defaults for one we have no file for."""
    primary = code.replace("_", "-").partition("-")[0].lower()
    return _load(primary if primary.isascii() and primary.isalpha() else "")
