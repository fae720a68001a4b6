"""The proper names of an article, and the fullest form of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from tasks.text.attribution.lexicon import ABBREVIATED_TITLES, Lexicon
from tasks.types import Span

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĞĠĢĤĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΆ-ΏΑ-ΫА-ЯЀ-ЏҐ"
_WORD = rf"(?:[{_CAPITAL}]\.(?:[{_CAPITAL}]\.)*|[{_CAPITAL}][\w'’-]*\w|[{_CAPITAL}]\b)"
_LINK = r"(?:of|for|the|and|&|de|del|della|di|da|dos|du|des|la|le|van|von|der|den|zu|bin|ibn|al|el|y|e)"
_PARTICLES = frozenset(
    ("de", "del", "della", "di", "da", "dos", "du", "van", "von", "zu", "bin", "ibn", "al", "el")
)
_LONGEST_PERSON = 5
_STEM = 4
_LONGEST_ENDING = 2
_FORENAME_AND_SURNAME = 2
_LONGEST_TITLE = 30  # characters
_PATRONYMICS = ("ович", "евич", "йович", "івна", "овна", "евна", "ївна")
_PART = rf"(?:(?:{ABBREVIATED_TITLES})\.|{_WORD})"
_NAME = re.compile(rf"{_PART}(?:[ \u00a0](?:{_LINK}[ \u00a0]){{0,2}}{_PART})*")
_PLACE_BEHIND = re.compile(r"[ \u00a0](?:of|for|de|del|du|von)[ \u00a0].*$")
_AGE = re.compile(r", \d{1,3},")  # Ada, 45, …
_WHOSE = re.compile(r".+['’]s?[ \u00a0]")
_POSSESSIVE = re.compile(r"['’]s?$")
_GROUPS = re.compile(
    r"(?i)\b(?:institute|ministry|university|college|school|group|agency|news|times|post|journal|party|council|"
    r"company|inc|corp|corporation|organi[sz]ation|committee|commission|department|bank|association|union|office|"
    r"police|court|parliament|congress|senate|house|government|administration|army|forces?|nato|foundation|fund|"
    r"cent(?:er|re)|staff|command|assembly|cabinet|federation|league|club|society|service|authority|bureau|board|campaign|network|guardian|"
    r"press|international|nations|states|republic|kingdom|\w*ministeriums?|\w*gericht|polizei|"
    r"gewerkschaft|bundesregierung|universität|partei|verband|bundestag|"
    r"ministerio|universidad|partido|gobierno|ministère|université|parti|gouvernement)\b"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as it stands in the text, without titles before it."""

    span: Span
    text: str
    title: str = ""  # lower case, the last one: "president"

    @property
    def is_group(self) -> bool:
        """Whether it looks like an organisation rather than a person."""
        return bool(_GROUPS.search(self.text)) or (self.text.isupper() and "." not in self.text)

    @property
    def is_full_person(self) -> bool:
        """Whether it looks like a forename with a surname."""
        words = self.text.split()
        linked = all(word[0].isupper() or word in _PARTICLES for word in words)
        return 2 <= len(words) <= _LONGEST_PERSON and linked and not self.is_group


@dataclass(slots=True)
class Names:
    """All names of an article."""

    fullest: dict[str, str] = field(default_factory=dict)  # last word → first full name that ends with it
    stems: dict[str, str] | None = None  # where names are declined: first letters → such a last word
    holders: dict[str, str] = field(default_factory=dict)  # title → who bears it; empty if several do

    def canonical(self, name: str) -> str:
        """The fullest form of a name: "Zelensky" becomes "Volodymyr Zelensky"."""
        full = self.fullest.get(name)
        if full is None and self.stems is not None:
            similar = self.stems.get(name[:_STEM], "")
            full = self.fullest[similar] if _are_forms_of_one(name, similar) else None
        return full or name

    def is_person(self, name: str) -> bool:
        """Whether the article gives a forename or a title with the name."""
        return name in self.fullest.values() or name in self.holders.values()


def names_in(text: str, window: Span, lexicon: Lexicon) -> Iterator[Name]:
    """Yield the names in a window of the text, titles and leading function words left out."""
    for match in _NAME.finditer(text, window.start, window.end):
        name = _trimmed(match, lexicon)
        if name is not None:
            yield name


def _trimmed(match: re.Match[str], lexicon: Lexicon) -> Name | None:
    words = list(re.finditer(r"\S+", match.group()))
    first, title = 0, ""
    while first < len(words) and _is_function_word(words[first].group().lower(), lexicon):
        first += 1
    for at, word in enumerate(words[first:-1], first):
        low = word.group().lower()
        if (
            lexicon.is_title(low)
            and words[at + 1].group()[0].isupper()
            and not _GROUPS.match(words[at + 1].group())
        ):
            first, title = at + 1, low
    while first < len(words) and words[first].group()[0].islower():
        first += 1
    if first == len(words):
        return None
    start = match.start() + words[first].start()
    text = _POSSESSIVE.sub("", match.group()[words[first].start() :])
    before = _person_within(text, title or _word_before(match, start), lexicon)
    start, text = start + before, text[before:]
    place = _PLACE_BEHIND.search(text)
    if place and (_is_forename_and_surname(text[: place.start()]) or not _GROUPS.search(text)):
        text = text[: place.start()]  # Ada Holm of Ostby, Ada Holm of the University of Ostby
    if text.lower() in lexicon.times or text.lower() in lexicon.titles:
        return None
    return Name(Span(start, start + len(text)), text, title)


def _person_within(text: str, title: str, lexicon: Lexicon) -> int:
    """Where a person's own name starts: Labour's *Ada Holm*; речник Кремля *Тарас Лінд*."""
    whose = _WHOSE.match(text)
    if whose and _is_forename_and_surname(text[whose.end() :]):
        return whose.end()
    words = text.rsplit(" ", _FORENAME_AND_SURNAME)
    if not lexicon.names_close or title not in lexicon.titles or len(words) <= _FORENAME_AND_SURNAME:
        return 0
    is_person = not _GROUPS.search(text) and not words[1].endswith(_PATRONYMICS)
    return len(words[0]) + 1 if is_person else 0


def _word_before(match: re.Match[str], start: int) -> str:
    """The word before ``start``, which is that of a name, in lower case."""
    return match.string[max(0, start - _LONGEST_TITLE) : start].lower().rpartition("\n")[2].split(" ")[-2:][0]


def _is_function_word(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.function_words or word in lexicon.that or word in lexicon.relatives


def _is_forename_and_surname(words: str) -> bool:
    return " " in words and not _GROUPS.search(words) and not words.isupper()


def _are_forms_of_one(name: str, other: str) -> bool:
    """Орленко and Орленка: all but the last letters are the same."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(name, other, strict=False)))
    return shared >= max(_STEM, min(len(name), len(other)) - _LONGEST_ENDING) and " " not in name


def names_of(text: str, lexicon: Lexicon) -> Names:
    """Collect the names of a whole article."""
    names = Names(stems={} if lexicon.names_close else None)
    for name in names_in(text, Span(0, len(text)), lexicon):
        if name.is_full_person:
            last = name.text.split()[-1]
            names.fullest.setdefault(last, name.text)
            if names.stems is not None:
                names.stems.setdefault(last[:_STEM], last)
        elif " " not in name.text and _AGE.match(text, name.span.end):
            names.fullest.setdefault(name.text, name.text)
        if name.title:
            holder = names.canonical(name.text)
            names.holders[name.title] = holder if names.holders.get(name.title, holder) == holder else ""
    return names


def head_name(text: str, source: Sequence[Span], lexicon: Lexicon, names: Names) -> Name | None:
    """The name that a source stands for: not "Kharkiv" in "the mayor of Kharkiv"."""
    found: Name | None = None
    for span in source:
        for name in names_in(text, span, lexicon):
            if not _is_modifier(text, span, name, lexicon) and _replaces(text, found, name, names):
                found = name
    return found


def _replaces(text: str, found: Name | None, name: Name, names: Names) -> bool:
    """Whether a later name is more of a head: a person's, or one that no comma parts from the former."""
    if found is None or names.is_person(names.canonical(name.text)):
        return found is None or not names.is_person(names.canonical(found.text))
    return "," not in text[found.span.end : name.span.start]


def _is_modifier(text: str, span: Span, name: Name, lexicon: Lexicon) -> bool:
    """A name behind a preposition, before "'s", or glued to a lower-case noun that is not a name's."""
    before = text[span.start : name.span.start].rpartition(",")[2].lower().split()
    if any(word in lexicon.prepositions for word in before) and not name.is_full_person:
        return True
    while before and before[-1] in lexicon.articles and before[-1] not in lexicon.prepositions:
        before.pop()
    if before and before[-1] in lexicon.prepositions:
        return True
    rest = text[name.span.end : span.end]
    if rest.startswith(("'s", "’s")):
        return True
    following = rest.split(",", 1)[0].split()
    return (
        bool(following)
        and following[0].lower() not in lexicon.function_words
        and not any(word[0].isupper() for word in following)
    )
