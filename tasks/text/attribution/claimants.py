"""From the words of a source to the name it stands for.

Names are resolved to the fullest form in the article. Pronouns and phrases such
as "the group" are resolved to the last source that fits: a suggestion, which the
empty or unnamed source beside it gives away as one.
"""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import takewhile

from tasks.text.attribution.heads import head_end
from tasks.text.attribution.lexicon import Lexicon
from tasks.text.attribution.names import Name, Names, head_name, names_in, names_of
from tasks.types import Span

_NAMELESS = frozenset(
    {"q", "a", "question", "answer", "frage", "antwort", "pregunta", "respuesta", "réponse"}
)
_BARE = 2
"""Words of "the ministry", which takes up an earlier one."""
_QUOTED_NAME = re.compile(r"[„“\"«»‚‘](?P<name>[^\W\d_][^„“”\"«»‚‘’]*)[“”\"«»‘’]$")
_SET_OFF = re.compile(r"(?:\w+['’]s?|The|Its|Her|His|Their) [^,.\n]{1,60}, (?P<name>[^\W\d_][^,.\n]{1,60}), ")
"""Ostby's chief engineer, *Ada Holm*, …"""
_POSSESSIVE = re.compile(r"['’]s? ")  # the nurses' group is not the group just heard of, either
_SUBJECT_REACH = 80
"""So many characters into a sentence its subject is looked for."""


class Claimants:
    """Who has spoken so far in an article. Ask in reading order."""

    def __init__(self, text: str, sources: Iterable[Sequence[Span]], lexicon: Lexicon) -> None:
        """``sources`` are all those of the article."""
        self._text = text
        self._lexicon = lexicon
        self._names: Names = names_of(text, lexicon)
        heads = (head_name(text, source, lexicon, self._names) for source in sources)
        self._speakers = {self._names.canonical(head.text) for head in heads if head is not None}
        self._last: str | None = None
        self._last_person: str | None = None  # or whoever may be one
        self._last_group: str | None = None  # or whatever may be one
        self._introductions: dict[str, str] = {}  # "ministry" → the last ministry that was described
        self._subject: tuple[Span, str] | None = None  # where the sentence being read names its subject

    def read(self, sentence: Span) -> None:
        """Take note of whom a sentence is about: of the name it starts with."""
        self._subject = None
        first = head_end(self._text, sentence)
        start = Span(first, min(sentence.end, first + _SUBJECT_REACH))
        name = next(names_in(self._text, start, self._lexicon), None)
        before = self._text[first : name.span.start].strip() if name else ""
        if name is None or (before and not before.endswith(",") and len(before.split()) > 2):
            return
        canonical = self._names.canonical(name.text)
        self._subject = name.span, canonical
        set_off = _SET_OFF.match(self._text, first, sentence.end)
        if set_off is not None and set_off["name"] in self._names.fullest.values():
            self._last_person = set_off["name"]
        titled = name.title or self._lexicon.is_title(before.lower().rpartition(" ")[2])
        if titled or (canonical in self._speakers and self._names.is_person(canonical)):
            self._last_person = canonical

    def named(self, label: Span) -> str | None:
        """The full form of the name before a turn of an interview; ``None`` for "Q" and "A"."""
        name = label.of(self._text)
        return None if name.lower() in _NAMELESS else self._names.canonical(name)

    def of(self, source: Sequence[Span], following: Span, speaker: str | None = None) -> str | None:
        """Return whom ``source`` stands for, ``None`` if that cannot be told.

        ``following`` is the sentence behind the source's own, in which an unnamed official may be
        named. ``speaker`` is whoever says "I" here.
        """
        words = self._words(source)
        if not words:
            return None
        if len(words) == 1 and self._is_pronoun(words[0]):
            return self._by_pronoun(words[0], source[0].start, speaker)
        paper = _QUOTED_NAME.search(source[-1].of(self._text))
        if paper is not None:
            return paper["name"]
        name = head_name(self._text, source, self._lexicon, self._names)
        if name is None or self._is_common_noun(name, source):
            return self._by_description(source, words, following)
        return self._heard(name)

    def of_quoted(self, source: Sequence[Span], speaker: str | None) -> str | None:
        """The same inside a quotation: "I" is its speaker, other pronouns could be anybody."""
        words = self._words(source)
        if not words:
            return None
        if len(words) == 1 and self._is_pronoun(words[0]):
            return (
                speaker if words[0] in self._lexicon.first_persons or words[0] in self._lexicon.own else None
            )
        name = head_name(self._text, source, self._lexicon, self._names)
        return self._names.canonical(name.text) if name else _described(self._text, source)

    def _is_common_noun(self, name: Name, source: Sequence[Span]) -> bool:
        """ "Officials in Ostby" start with a capital only because a sentence starts there."""
        alone = " " not in name.text and not self._names.is_person(self._names.canonical(name.text))
        return alone and name.span.start == source[0].start and name.span.end < source[-1].end

    def _words(self, source: Sequence[Span]) -> list[str]:
        found = (word.strip(".,;:()\"“”'") for span in source for word in span.of(self._text).lower().split())
        return [word for word in found if word]

    def _is_pronoun(self, word: str) -> bool:
        lexicon = self._lexicon
        return (
            word in lexicon.pronouns
            or word in lexicon.vague_pronouns
            or word in lexicon.first_persons
            or word in lexicon.possessives
            or word in lexicon.relatives
            or word in lexicon.determiners
        )

    def _by_pronoun(self, word: str, at: int, speaker: str | None) -> str | None:
        if word in self._lexicon.first_persons or word in self._lexicon.own:
            return speaker
        if word in self._lexicon.he_or_she:
            return self._last_person
        if word in self._lexicon.it_or_they:
            if self._subject is None or self._subject[0].end >= at:
                return self._last_group
            return None if self._names.is_person(self._subject[1]) else self._subject[1]
        return None

    def _heard(self, name: Name) -> str:
        canonical = self._names.canonical(name.text)
        self._last = canonical
        person = self._names.is_person(canonical)
        if not person:
            self._last_group = canonical
            for noun in canonical.lower().split():
                self._introductions.pop(noun, None)
        if not name.is_group:
            self._last_person = canonical
        return canonical

    def _by_description(self, source: Sequence[Span], words: list[str], following: Span) -> str | None:
        """ "The group", "the report", "the mayor of the city"."""
        lexicon = self._lexicon
        described = _described(self._text, source)
        words = words[: len(described.split())]
        noun = self._head_noun(words)
        named = any(word[0].isupper() for word in described.split()[1:])  # the UN agency
        bare = words[0] in lexicon.definites and not (named or _POSSESSIVE.search(described))
        if not bare or self._is_qualified(words):
            return self._holder_ahead(words, following) or self._introduced(noun, described)
        if noun in self._introductions and len(words) == _BARE:
            return self._introductions[noun]
        if noun in lexicon.institutions:
            return self._introduced(noun, described)
        if noun in lexicon.document_nouns:
            return self._last or described
        if noun in lexicon.group_nouns:
            return self._last_group_for(noun) or described
        if self._names.holders.get(words[-1]) == "":
            return self._last_person or described
        return self._names.holders.get(words[-1]) or self._holder_ahead(words, following) or described

    def _introduced(self, noun: str, described: str) -> str:
        """Note that from now on "the ministry" is the ministry described here."""
        if noun in self._lexicon.group_nouns or noun in self._lexicon.document_nouns:
            self._introductions[noun] = described
        if noun in self._lexicon.group_nouns:
            self._last_group = described
        return described

    def _last_group_for(self, noun: str) -> str | None:
        """The last group heard of, unless its name says that it is no company."""
        named = (self._last_group or "").lower().split()
        if noun in self._lexicon.companies and any(word in self._lexicon.group_nouns for word in named):
            return None
        return self._last_group

    def _head_noun(self, words: Sequence[str]) -> str:
        """The last word before a preposition: the *ministry* of health."""
        heads = takewhile(lambda word: word not in self._lexicon.prepositions, words)
        return deque(heads, maxlen=1).pop() if words and words[0] not in self._lexicon.prepositions else ""

    def _is_qualified(self, words: list[str]) -> bool:
        """ "The group of seven" is not the group just heard of."""
        return any(word in self._lexicon.prepositions for word in words)

    def _holder_ahead(self, words: list[str], following: Span) -> str | None:
        """The person with whose full name the next sentence starts, if an official was left unnamed."""
        lexicon = self._lexicon
        noun = next((i for i, word in enumerate(words) if word in lexicon.prepositions), len(words)) - 1
        if (
            words[0] not in lexicon.definites
            or words[noun] not in lexicon.titles
            or words[noun] in self._names.holders
        ):
            return None
        opening = Span(following.start, min(following.end, following.start + _SUBJECT_REACH))
        name = next(names_in(self._text, opening, lexicon), None)
        if name is None or name.span.start != following.start or " " not in name.text:
            return None
        if not self._names.is_person(name.text):
            return None
        self._names.holders[words[noun]] = name.text
        return self._heard(name)


def _described(text: str, source: Sequence[Span]) -> str:
    words = " ".join(" ".join(span.of(text) for span in source).split())
    return words.split(", ", 1)[0]
