"""What a language's words do around a reported statement.

Everything language-dependent that finding attributions needs is a `Lexicon`;
the modules named after languages fill one in each.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

ABBREVIATED_TITLES = "Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Capt|Sgt|St|Jr|Sr|Rev|Hon|Hr|Sra|Mme"
"""Written with a full stop that ends no sentence and no name."""


class Frame(StrEnum):
    """How a verb can take what is reported."""

    QUOTE = "quote"  # said, "…"
    PART = "part"  # called the plan "…"
    THAT = "that"  # said that …
    CLAUSE = "clause"  # said he would …
    WH = "wh"  # explained why …
    WHETHER = "whether"  # asked if …
    GERUND = "gerund"  # denied having …
    INFINITIVE = "infinitive"  # claimed to have …
    ADDRESSEE = "addressee"  # told the crowd that …
    ASIDE = "aside"  # …, he thinks, …
    MENTAL = "mental"  # thinks rather than says, so that its clause ends sooner
    CHARGE = "charge"  # accused the mayor of …
    FIGURE = "figure"  # put the number at 34
    OBJECT = "object"  # also takes plain objects: *saw* the man


class Form(StrEnum):
    FINITE = "finite"  # says, said
    BASE = "base"  # say
    PARTICIPLE = "participle"  # said, as in "was said"
    GERUND = "gerund"  # saying


@dataclass(frozen=True, slots=True)
class ReportingWord:
    """One form of a word that reports: its frames and what the form can be."""

    frames: frozenset[Frame]
    forms: frozenset[Form]
    is_also_noun: bool = False  # "reports", "claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The closed word classes of a language, all in lower case."""

    verbs: Mapping[str, ReportingWord]
    nouns: frozenset[str] = frozenset()  # the *claim* that …
    unsourced: frozenset[str] = frozenset()  # *reports* that …: nobody in particular says it
    view_openers: frozenset[str] = frozenset()  # *in* her view, …
    views: frozenset[str] = frozenset()  # in her *view*, …
    quantifiers: frozenset[str] = frozenset()  # at *least* 14 people
    approximators: frozenset[str] = frozenset()  # prepositions before a figure: *about* 40 houses
    supports: frozenset[str] = frozenset()  # *made* the claim that …, *have* no doubt that …
    adjectives: Mapping[str, frozenset[Frame]]  # is *sure* that …
    according: tuple[tuple[str, ...], ...]  # *according to* the mayor
    quoted: frozenset[str]  # was *quoted* as saying
    postpositions: frozenset[str] = frozenset()  # dem Bürgermeister *zufolge*
    that: frozenset[str]
    whether: frozenset[str]
    wh: frozenset[str]
    relatives: frozenset[str]
    persons_relatives: frozenset[str] = frozenset()  # a man *who* …
    pronouns: frozenset[str]  # those that can only be subjects: he
    vague_pronouns: frozenset[str]  # those that can be objects too: it
    first_persons: frozenset[str]
    accusatives: frozenset[str]  # those that can only be objects: him
    articles: frozenset[str]  # words that cannot end a noun phrase
    determiners: frozenset[str]  # other words that begin one
    possessives: frozenset[str]
    as_if: frozenset[str]  # feel *like* …
    as_told: frozenset[str]  # *as* he said, …
    prepositions: frozenset[str]
    conjunctive_prepositions: frozenset[str] = frozenset()  # those that open clauses, too: *after* he left
    inner_prepositions: frozenset[str]  # those inside longer noun phrases: officials *in* Ostby
    genitives: frozenset[str]  # prepositions inside a name or title: minister *of* finance
    rates: frozenset[str] = frozenset()  # put the number *at* 34
    conjunctions: frozenset[str]  # and, or
    additions: frozenset[str]  # and
    contrasts: frozenset[str]  # but, while
    subordinators: frozenset[str]
    conditionals: frozenset[str]  # those that can open what is said: said *because* …, he would
    be: frozenset[str]
    passive_openers: frozenset[str]  # *it* was reported that …
    agents: frozenset[str]  # was announced *by* …
    makers: frozenset[str] = frozenset()  # the claim *by* the mayor that …
    auxiliaries: frozenset[str]  # finite ones, be among them
    finites: frozenset[str]  # frequent finite verbs beside those
    finite_endings: tuple[str, ...]
    negations: frozenset[str]
    adverbs: frozenset[str]
    particles: frozenset[str] = frozenset()  # point *out* that …
    adverb_endings: tuple[str, ...]
    gerund_endings: tuple[str, ...]
    participle_endings: tuple[str, ...] = ()  # a report, *published* in May, …
    chains: frozenset[str]  # verbs and adjectives before "to say"
    to: frozenset[str]  # the particle of the infinitive
    times: frozenset[str]  # Tuesday, yesterday
    titles: frozenset[str]
    title_endings: tuple[str, ...] = ()  # of compounds: Gewerkschafts*chef*
    group_nouns: frozenset[str]  # the *group* said
    institutions: frozenset[str] = frozenset()  # group nouns of which a country has several
    companies: frozenset[str] = frozenset()  # group nouns that no ministry or institute is called by
    document_nouns: frozenset[str]  # the *report* added
    definites: frozenset[str]  # *the* mayor
    own: frozenset[str]  # my, our
    resumptives: frozenset[str] = frozenset()  # …, a *claim* the mayor denies
    he_or_she: frozenset[str]
    it_or_they: frozenset[str]
    plural_endings: tuple[str, ...]
    singular_endings: tuple[str, ...] = ()  # that look like plural ones
    impersonal: frozenset[str] = frozenset()  # *сообщается*, что …: verbs that need nobody
    about_this: tuple[tuple[str, ...], ...] = ()  # *Про це* повідомив …: what the sentence before says
    within: frozenset[str] = frozenset()  # заявили *в* министерстве: what is behind it speaks
    addressing: frozenset[str] = frozenset()  # dijo *a* periodistas el alcalde
    names_close: tuple[str, ...] = ()  # a small letter behind a name ends the phrase, but not behind these
    elision: bool = False
    bare_after_comma: bool = False  # sagte, er habe …
    function_words: frozenset[str] = field(init=False)
    phrase_openers: frozenset[str] = field(init=False)
    that_or_wh: frozenset[str] = field(init=False)
    according_openers: frozenset[str] = field(init=False)
    cues: frozenset[str] = field(init=False)
    divider: re.Pattern[str] = field(init=False)  # what may part two clauses: ", and", ";"

    def __post_init__(self) -> None:
        openers = self.articles | self.determiners | self.possessives
        object.__setattr__(self, "phrase_openers", openers)
        object.__setattr__(self, "that_or_wh", self.that | self.wh)
        object.__setattr__(self, "according_openers", frozenset(phrase[0] for phrase in self.according))
        joining = "|".join(sorted(self.additions | self.contrasts))
        object.__setattr__(self, "divider", re.compile(rf"(?i);|,\s*(?:{joining})\b"))
        object.__setattr__(
            self,
            "cues",
            self.according_openers.union(
                self.verbs, self.nouns, self.unsourced, self.views, self.adjectives, self.postpositions
            ),
        )
        object.__setattr__(
            self,
            "function_words",
            openers
            | self.pronouns
            | self.vague_pronouns
            | self.prepositions
            | self.subordinators
            | self.conjunctions
            | self.contrasts
            | self.auxiliaries
            | self.adverbs,
        )

    def is_title(self, word: str) -> bool:
        return word in self.titles or (bool(self.title_endings) and word.endswith(self.title_endings))

    def is_plural(self, word: str) -> bool:
        return word.endswith(self.plural_endings) and not word.endswith(self.singular_endings)

    def is_adverb(self, word: str) -> bool:
        return word in self.adverbs or word in self.negations or word.endswith(self.adverb_endings)


def frames(names: str) -> frozenset[Frame]:
    """Read frames from their names, separated by spaces."""
    return frozenset(Frame(name) for name in names.split())


def words(*lists: str) -> frozenset[str]:
    """Read words from strings, separated by spaces."""
    return frozenset(word for each in lists for word in each.split())


def entries(taken: str, form: Form, spellings: str) -> Iterator[tuple[str, ReportingWord]]:
    """Yield words of one form with the same frames, for `merged`."""
    for spelling in spellings.split():
        yield spelling, ReportingWord(frames(taken), frozenset({form}))


def merged(entries: Iterable[tuple[str, ReportingWord]]) -> dict[str, ReportingWord]:
    """Join entries of one spelling: "read" is finite, base and participle at once."""
    found: dict[str, ReportingWord] = {}
    for spelling, entry in entries:
        known = found.get(spelling)
        if known is not None:
            entry = ReportingWord(
                known.frames | entry.frames,
                known.forms | entry.forms,
                known.is_also_noun or entry.is_also_noun,
            )
        found[spelling] = entry
    return found
