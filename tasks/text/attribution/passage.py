"""One level of a sentence: all of it, or the inside of one quotation in it."""

from collections.abc import Iterable
from itertools import accumulate

from tasks.text.attribution.lexicon import Form, Lexicon, ReportingWord
from tasks.text.attribution.tokens import QUOTATION, Token
from tasks.types import Span

Range = tuple[int, int]
"""Positions of tokens in their passage, end exclusive."""

DASHES = frozenset({"—", "–", "--", "---", "-"})
SENTENCE_MARKS = frozenset({";", ".", "!", "?", "…"})


class Passage:
    """Tokens with the lexicon of their language. Positions outside hold the empty word."""

    __slots__ = ("_finites", "_lows", "lexicon", "tokens")

    def __init__(self, tokens: Iterable[Token], lexicon: Lexicon) -> None:
        self.tokens = tuple(tokens)
        self.lexicon = lexicon
        self._lows = [token.low for token in self.tokens]
        self._finites: list[int] | None = None

    def __len__(self) -> int:
        return len(self.tokens)

    def low(self, at: int) -> str:
        return self._lows[at] if 0 <= at < len(self._lows) else ""

    def cues(self) -> list[int]:
        """Where a word stands that may report something."""
        return [at for at, low in enumerate(self._lows) if low in self.lexicon.cues]

    def is_quotation(self, at: int) -> bool:
        return self.low(at) == QUOTATION

    def is_mark(self, at: int) -> bool:
        """Punctuation, a quotation, or beyond the edge of the passage."""
        low = self.low(at)
        return not (low[:1].isalnum() or (low[:1] == "'" and len(low) > 1))

    def is_capitalised(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].text[0].isupper()

    def is_name(self, at: int) -> bool:
        """A capitalised word that is not a function word."""
        return self.is_capitalised(at) and self.low(at) not in self.lexicon.function_words

    def is_finite(self, at: int) -> bool:
        """Looks like a finite verb; capitalised words inside a sentence are taken for names."""
        low = self.low(at)
        if low in self.lexicon.auxiliaries:
            return low != "'s" or self._is_verb_clitic(at)
        if low in self.lexicon.finites:
            return not self._is_inner_name(at)
        return (
            low.endswith(self.lexicon.finite_endings)
            and not self._is_inner_name(at)
            and not self._modifies(at)
        )

    def is_sure_finite(self, at: int) -> bool:
        """A finite verb that could not be a participle: *was* and *wrote*, but not *posted*."""
        known = self.low(at) in self.lexicon.auxiliaries or self.low(at) in self.lexicon.finites
        return known and self.is_finite(at)

    def is_predicate(self, at: int) -> bool:
        """A finite verb, or a reporting verb that can be one here."""
        if self.is_finite(at):
            return True
        verb = self.verb(at, Form.FINITE)
        if verb is None or not self.reports_here(at, verb):
            return False
        return Form.BASE not in verb.forms or self.is_pronoun(at - 1)

    def is_sure_verb(self, at: int) -> bool:
        """A reporting verb in any form that is not spelled like a noun."""
        word = self.lexicon.verbs.get(self.low(at))
        noun = self.is_name(at) or self.starts_phrase(at - 1)  # the *suspect*
        return word is not None and not word.is_also_noun and not noun

    def reports_here(self, at: int, verb: ReportingWord) -> bool:
        """Not a noun: "claims", but with a clause behind it and no "the" before it."""
        if not verb.is_also_noun:
            return True
        reports = self.low(at + 1) in self.lexicon.that or self.low(at + 1) in self.lexicon.pronouns
        return (reports or self.low(at + 1) in self.lexicon.vague_pronouns) and not self.starts_phrase(at - 1)

    def contains_predicate(self, start: int, end: int) -> bool:
        """Whether a finite verb stands anywhere between two positions."""
        if self._finites is None:
            self._finites = [0, *accumulate(int(self.is_predicate(at)) for at in range(len(self)))]
        return start < end and self._finites[end] > self._finites[start]

    def _modifies(self, at: int) -> bool:
        """The *wounded* man; *retired* General Smith."""
        return self.starts_phrase(at - 1) or (self.is_mark(at - 1) and self.is_capitalised(at + 1))

    def is_auxiliary(self, at: int) -> bool:
        low = self.low(at)
        if low == "'s":
            return self._is_verb_clitic(at)
        return low in self.lexicon.auxiliaries or low in self.lexicon.be

    def _is_verb_clitic(self, at: int) -> bool:
        """He*'s* and what*'s*, but not the mayor*'s*."""
        return self.is_pronoun(at - 1) or self.low(at - 1) in self.lexicon.that_or_wh

    def is_adverb(self, at: int) -> bool:
        if not self.lexicon.is_adverb(self.low(at)) or self._is_inner_name(at):
            return False
        known = self.low(at) in self.lexicon.adverbs or not self.is_capitalised(at)
        return known or self.low(at + 1) == "," or self.starts_phrase(at + 1) or self.is_pronoun(at + 1)

    def _is_inner_name(self, at: int) -> bool:
        return at > 0 and self.is_capitalised(at)

    def is_inside_name(self, at: int) -> bool:
        """Doctors *Without* Borders: a function word in capitals between the words of a name."""
        inner = 0 < at < len(self.tokens) - 1 and self.is_capitalised(at) and self.is_capitalised(at - 1)
        return inner and self.low(at) in self.lexicon.prepositions and self.is_capitalised(at + 1)

    def starts_phrase(self, at: int) -> bool:
        """An article, a possessive or another word that begins a noun phrase."""
        return self.low(at) in self.lexicon.phrase_openers

    def is_quantity(self, at: int) -> bool:
        """*At least* 14 people; *about 40* houses: a noun phrase, for all that it starts like another."""
        low, following = self.low(at), self.low(at + 1)
        if following in self.lexicon.quantifiers:
            return low in self.lexicon.prepositions
        return low in self.lexicon.approximators and following[:1].isdigit()

    def is_pronoun(self, at: int) -> bool:
        return self.low(at) in self.lexicon.pronouns or self.low(at) in self.lexicon.vague_pronouns

    def joins(self, at: int) -> bool:
        """A conjunction between words or clauses."""
        return self.low(at) in self.lexicon.conjunctions or self.low(at) in self.lexicon.contrasts

    def matches(self, at: int, phrase: tuple[str, ...]) -> bool:
        return self.low(at) == phrase[0] and all(self.low(at + i) == word for i, word in enumerate(phrase))

    def verb(self, at: int, form: Form) -> ReportingWord | None:
        """The reporting verb at ``at`` if it can be read as ``form`` there."""
        word = self.lexicon.verbs.get(self.low(at))
        if word is None or form not in word.forms or (word.is_also_noun and self._is_inner_name(at)):
            return None
        return word

    def span(self, positions: Range) -> Span:
        """The characters of a range of tokens."""
        return Span(self.tokens[positions[0]].start, self.tokens[positions[1] - 1].end)
