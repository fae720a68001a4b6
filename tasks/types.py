"""The vocabulary. Every other room speaks in these words.

Offsets count Unicode code points, ends are exclusive, so that
``article.text[sentence.start:sentence.end] == sentence.text`` in Python.
Times are UTC; dates without a time are calendar dates at the place of
publication.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

ArticleId = NewType("ArticleId", str)
SentenceId = NewType("SentenceId", str)


class Verdict(StrEnum):
    """What a checker decides about a claim: is it so?"""

    VERIFIED = "verified"
    DISPUTED = "disputed"
    UNVERIFIABLE = "unverifiable"


NOT_A_CLAIM = "not_a_claim"
"""The answer to a sentence that states nothing checkable. Not a verdict."""

UNDECIDED = "undecided"
"""The state of a claim whose checkers are evenly split. Not a verdict."""


MOST_CHECKERS = 20
"""Of one sentence."""


class UnverifiableReason(StrEnum):
    """Why a claim can be neither supported nor contradicted for now."""

    NO_ACCESS = "no_access"
    ONE_SOURCE = "one_source"
    NOT_YET_HAPPENED = "not_yet_happened"
    TOO_VAGUE = "too_vague"


class WasItSaid(StrEnum):
    """Whether the claimant made the statement, apart from its being true."""

    SAID = "said"
    NOT_SAID = "not_said"
    UNCLEAR = "unclear"


class SentenceKind(StrEnum):
    """What a sentence does in the article."""

    STATEMENT = "statement"
    QUOTE = "quote"
    QUESTION = "question"
    OPINION = "opinion"
    HEADLINE = "headline"
    CAPTION = "caption"
    DISCLAIMER = "disclaimer"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a text: code points ``start`` to ``end``, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def shifted(self, by: int) -> "Span":
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is reported to say what. Spans are in article offsets and may be several."""

    source: tuple[Span, ...]  # "the mayor of the city"; empty if the speaker is carried over
    cue: tuple[Span, ...]  # "According to", "said"
    content: tuple[Span, ...]  # what is said
    claimant: str | None = None  # the name that the source stands for, where known


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it was published, in one revision."""

    article_id: ArticleId
    text: str
    title: str = ""
    publisher: str = ""
    byline: str = ""
    url: str = ""
    published_on: date | None = None
    language: str = "en"  # BCP 47


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at its place in an article."""

    sentence_id: SentenceId
    position: int  # from 0, in reading order
    start: int
    end: int
    text: str
    kind: SentenceKind = SentenceKind.STATEMENT


@dataclass(frozen=True, slots=True)
class Judgement:
    """One checker's answer about one claim of a sentence.

    ``span`` is the claim's place in the sentence; ``None`` means the sentence
    as a whole. ``label`` is a `Verdict` value or `NOT_A_CLAIM`.
    """

    label: str
    span: Span | None = None
    reason: UnverifiableReason | None = None
    was_it_said: WasItSaid | None = None
    evidence: tuple[str, ...] = ()  # addresses, as the checker typed them
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnnotationVersion:
    """One checker's answer to one task, as it stood at one moment.

    ``skipped`` answers carry no judgements. ``result`` is what Label Studio
    sent, as canonical JSON, kept so that nothing is lost that a later reader
    may want.
    """

    label_studio_id: int
    task_id: int  # Label Studio's
    completed_by: int | None  # Label Studio's user id
    created_at: datetime
    updated_at: datetime
    skipped: bool
    lead_time: float | None  # seconds
    result: str
    judgements: tuple[Judgement, ...] = ()
    repairs: tuple[str, ...] = ()  # what had to be mended to make sense of it
    ground_truth: bool = False
    changed_by: int | None = None  # Label Studio's user id; whoever touched it last
    rebuilt_from: int | None = None  # our annotation that it may have been rebuilt from


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence as the text room reads it. All spans are in article offsets."""

    span: Span
    kind: SentenceKind = SentenceKind.STATEMENT
    score: float | None = None  # check-worthiness, 0..1
    claims: tuple[Span, ...] = ()
    attributions: tuple[Attribution, ...] = ()

    @property
    def claimant(self) -> str | None:
        """Who is reported to say it; several names in the order of the text."""
        names = dict.fromkeys(found.claimant for found in self.attributions if found.claimant)
        return "; ".join(names) or None


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An annotation that makes no sense, with the reason in words for people."""

    reason: str
    payload: str  # what came, as JSON
    label_studio_id: int | None = None
