"""The tables of a release: one place for their columns, keys and meanings.

Every format is written, described and checked from these definitions.
"""

from enum import StrEnum
from typing import Annotated

from exports.columns import Format, Means, TableRow, table_of
from exports.crowd.methods import Model
from exports.history import Change
from exports.majority import Method
from exports.splits import Split
from tasks.types import NOT_A_CLAIM, UnverifiableReason, Verdict, WasItSaid


class Stance(StrEnum):
    """What a piece of evidence does to the claim, as follows from its checker's verdict."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    NEITHER = "neither"


def _values(words: type[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in words)


VERDICTS = _values(Verdict)
LABELS = (*VERDICTS, NOT_A_CLAIM)
METHODS = _values(Method)
REASONS = _values(UnverifiableReason)
CHANGES = _values(Change)
STANCES = _values(Stance)
SAID = _values(WasItSaid)
SPLITS = _values(Split)
MODELS = _values(Model)

_Sentence = Means("The sentence, as it stands in the article.")
_Event = Means("What the article reports on, where articles were grouped by event.")
_SplitColumn = Means("The part of the dataset, by article.", SPLITS)


class ClaimRow(TableRow):
    """A claim with its verdict."""

    claim_id: Annotated[str, Means("Stable: the same claim has the same id in every release.")]
    sentence_id: Annotated[str, Means("Stable: from the article and the sentence's words.")]
    article_id: Annotated[str, Means("The article that holds the claim.")]
    event_id: Annotated[str | None, _Event]
    sentence_index: Annotated[int, Means("The sentence's place in the article, from 0.")]
    sentence: Annotated[str, _Sentence]
    claim: Annotated[str, Means("The claim: the sentence, or the part of it that checkers marked.")]
    char_start: Annotated[int, Means("Where the claim starts in the article's text, in code points.")]
    char_end: Annotated[int, Means("Where it ends, exclusive.")]
    prefix: Annotated[str | None, Means("The text before the claim, up to 32 code points.")]
    suffix: Annotated[str | None, Means("The text after the claim, up to 32 code points.")]
    claimant: Annotated[
        str | None, Means("Who is reported to say it. Suggested by a machine, not checked by people.")
    ]
    claim_date: Annotated[str | None, Means("When the article was published.", format=Format.DATE)]
    language: Annotated[str, Means("BCP 47 language tag of the article.")]
    verdict: Annotated[str | None, Means("What was decided; empty where it is undecided.", VERDICTS)]
    verdict_method: Annotated[str, Means("How it was decided.", METHODS)]
    verdict_as_of: Annotated[str, Means("When the last judgement behind it was made.", (), Format.DATETIME)]
    n_annotations: Annotated[int, Means("Checkers whose judgement counts.")]
    votes_verified: Annotated[int, Means("Checkers who found it verified.")]
    votes_disputed: Annotated[int, Means("Checkers who found it disputed.")]
    votes_unverifiable: Annotated[int, Means("Checkers who found it unverifiable.")]
    votes_not_a_claim: Annotated[int, Means("Checkers who found that it is no checkable claim.")]
    p_verified: Annotated[float | None, Means("Share of the verdicts given that say verified.")]
    p_disputed: Annotated[float | None, Means("Share of the verdicts given that say disputed.")]
    p_unverifiable: Annotated[float | None, Means("Share of the verdicts given that say unverifiable.")]
    split: Annotated[str, _SplitColumn]


class AnnotationRow(TableRow):
    """One checker's judgement of one claim."""

    annotation_id: Annotated[str, Means("The judgement.")]
    claim_id: Annotated[str | None, Means("The claim; empty where no claim was found in the end.")]
    sentence_id: Annotated[str, Means("The sentence.")]
    annotator_id: Annotated[str, Means("The checker, under a pseudonym of this release.")]
    label: Annotated[str, Means("The checker's answer.", LABELS)]
    reason: Annotated[str | None, Means("Why it is unverifiable.", REASONS)]
    char_start: Annotated[int, Means("Where the checker's mark starts in the article, in code points.")]
    char_end: Annotated[int, Means("Where it ends, exclusive.")]
    was_it_said: Annotated[str | None, Means("Whether the claimant said it, as the checker found.", SAID)]
    round: Annotated[int, Means("1 for the checker's first answer to the sentence, 2 for the next.")]
    counted: Annotated[bool, Means("Whether it is a vote; not where the same checker answered again later.")]
    created_at: Annotated[str, Means("When it was first submitted.", (), Format.DATETIME)]
    updated_at: Annotated[str, Means("When it was last changed.", (), Format.DATETIME)]
    lead_time_s: Annotated[float | None, Means("Seconds the labelling page was open for it.")]
    confidence: Annotated[float | None, Means("How sure the checker was, 0 to 1; not asked for so far.")]
    comment: Annotated[str | None, Means("The checker's note, without what would tell who wrote it.")]


class EvidenceRow(TableRow):
    """A source that a checker or an editor gave for a judgement."""

    evidence_id: Annotated[str, Means("The piece of evidence.")]
    claim_id: Annotated[str | None, Means("The claim it is about; empty where none was found in the end.")]
    annotation_id: Annotated[str | None, Means("The judgement it was given for; empty: an editor's.")]
    url: Annotated[str, Means("Its address, as it was typed; keys in it are taken out.", format=Format.URL)]
    archived_url: Annotated[str | None, Means("An archived copy.", format=Format.URL)]
    title: Annotated[str | None, Means("Its title.")]
    quote: Annotated[str | None, Means("The passage that matters.")]
    stance: Annotated[str, Means("What it does to the claim, by its giver's verdict.", STANCES)]
    published_on: Annotated[
        str | None, Means("When it was published, where its address says so.", format=Format.DATE)
    ]
    after_claim: Annotated[
        bool | None, Means("Whether it was published after the claim, where both dates are known.")
    ]
    retrieved_at: Annotated[str | None, Means("When it was last seen there.", format=Format.DATETIME)]


class HistoryRow(TableRow):
    """A claim's verdict from one moment on. Rows are only ever added from release to release."""

    claim_id: Annotated[str, Means("The claim.")]
    seq: Annotated[int, Means("1 for the first verdict, 2 for what replaced it.")]
    verdict: Annotated[str | None, Means("What was decided then; empty where it was undecided.", LABELS)]
    method: Annotated[str, Means("How it was decided.", METHODS)]
    valid_from: Annotated[str, Means("When the judgement that decided it was made.", (), Format.DATETIME)]
    recorded_at: Annotated[str, Means("When the desk learned of it.", (), Format.DATETIME)]
    evidence_cutoff: Annotated[
        str, Means("Nothing published after this day can have been considered.", (), Format.DATE)
    ]
    reason: Annotated[str, Means("What brought it about.", CHANGES)]
    release_version: Annotated[
        str | None, Means("The first release of this dataset that has it; empty: this one.")
    ]


class AdjudicationRow(TableRow):
    """An editor's word about a claim or a sentence. Where a later word took its place, both are here."""

    adjudication_id: Annotated[str, Means("The editor's word.")]
    claim_id: Annotated[
        str | None, Means("The claim it is about; empty where it is about the sentence, or none in the end.")
    ]
    sentence_id: Annotated[str, Means("The sentence.")]
    verdict: Annotated[str, Means("What the editor decided.", LABELS)]
    reason: Annotated[str | None, Means("Why it is unverifiable.", REASONS)]
    char_start: Annotated[int, Means("Where the editor's mark starts in the article, in code points.")]
    char_end: Annotated[int, Means("Where it ends, exclusive.")]
    note: Annotated[str | None, Means("The editor's note, without what would tell who wrote it.")]
    decided_at: Annotated[str, Means("When it was decided.", (), Format.DATETIME)]
    superseded_at: Annotated[
        str | None, Means("When another word took its place; empty: it stands.", format=Format.DATETIME)
    ]


class NotClaimRow(TableRow):
    """A sentence in which checkers found nothing checkable."""

    sentence_id: Annotated[str, Means("Stable: from the article and the sentence's words.")]
    article_id: Annotated[str, Means("The article that holds it.")]
    event_id: Annotated[str | None, _Event]
    sentence_index: Annotated[int, Means("The sentence's place in the article, from 0.")]
    sentence: Annotated[str, _Sentence]
    char_start: Annotated[int, Means("Where it starts in the article's text, in code points.")]
    char_end: Annotated[int, Means("Where it ends, exclusive.")]
    language: Annotated[str, Means("BCP 47 language tag of the article.")]
    method: Annotated[str, Means("How that was decided.", METHODS)]
    decided_as_of: Annotated[str, Means("When the last judgement behind it was made.", (), Format.DATETIME)]
    n_annotations: Annotated[int, Means("Checkers whose judgement counts.")]
    votes_not_a_claim: Annotated[
        int, Means("Those who found nothing checkable in it; each claim that others saw was denied by more.")
    ]
    split: Annotated[str, _SplitColumn]


class ArticleRow(TableRow):
    """An article that claims or other sentences of the release stand in."""

    article_id: Annotated[str, Means("Stable: from the article's address, else from its words.")]
    event_id: Annotated[str | None, _Event]
    url: Annotated[str | None, Means("Where it was published.", format=Format.URL)]
    title: Annotated[str | None, Means("Its title.")]
    publisher: Annotated[str | None, Means("Who published it.")]
    published_on: Annotated[str | None, Means("When it was published.", format=Format.DATE)]
    language: Annotated[str, Means("BCP 47 language tag.")]
    n_paired: Annotated[int, Means("Its claims and denied sentences that two or more checkers judged.")]
    agreement: Annotated[
        float | None, Means("Share of agreeing pairs of checkers; empty: nobody to compare.")
    ]
    krippendorff_alpha: Annotated[
        float | None, Means("Krippendorff's α of the article; empty where it is undefined.")
    ]
    text_sha256: Annotated[str, Means("SHA-256 of its text in UTF-8, which all offsets count in.")]
    text: Annotated[str | None, Means("Its text, where the desk may pass it on.")]


class AggregationRow(TableRow):
    """What a model of the checkers makes of their votes on a claim: a suggestion, and no verdict."""

    claim_id: Annotated[str, Means("The claim; those without a verdict by a checker are left out.")]
    method: Annotated[str, Means("The model. How it was fitted is in manifest.json.", MODELS)]
    verdict: Annotated[str | None, Means("The likeliest verdict; empty where several are.", VERDICTS)]
    p_verified: Annotated[float, Means("How likely the model finds verified.")]
    p_disputed: Annotated[float, Means("How likely it finds disputed.")]
    p_unverifiable: Annotated[float, Means("How likely it finds unverifiable.")]


CLAIMS = table_of("claims", ClaimRow, article_id="articles")
ANNOTATIONS = table_of("annotations", AnnotationRow, claim_id="claims")
EVIDENCE = table_of("evidence", EvidenceRow, claim_id="claims", annotation_id="annotations")
VERDICT_HISTORY = table_of("verdict_history", HistoryRow, keys=2, claim_id="claims")
ADJUDICATIONS = table_of("adjudications", AdjudicationRow, claim_id="claims")
NOT_CLAIMS = table_of("not_claims", NotClaimRow, article_id="articles")
ARTICLES = table_of("articles", ArticleRow)

TABLES = (CLAIMS, ANNOTATIONS, EVIDENCE, VERDICT_HISTORY, ADJUDICATIONS, NOT_CLAIMS, ARTICLES)
"""What every release has."""

AGGREGATIONS = table_of("aggregations", AggregationRow, keys=2, claim_id="claims")

ALL_TABLES = (*TABLES, AGGREGATIONS)
"""Those too that a release has only where they were asked for."""
