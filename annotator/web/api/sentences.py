"""Sentences with their claims and verdicts, and what each checker said."""

from typing import Literal

from flask import abort, g
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import CHECKERS, for_scripts
from annotator.web.api.answers import answer
from annotator.web.api.articles import ArticlePath
from annotator.web.api.judgements import Judgement
from annotator.web.api.pages import PageQuery, cut
from annotator.web.api.resource import Taken, make_resource
from annotator.web.cases import find_article, find_said, letters_of
from annotator.web.filters import public_label_studio_url
from annotator.web.label_stream import task_path
from annotator.web.storage import store
from exports.answers import Answer
from exports.majority import Method
from tasks.ledger import SentenceState
from tasks.store import sentence_list
from tasks.store.catalogue import get_entry
from tasks.store.sentence_list import ListedClaim, ListedSentence, SentenceFilter
from tasks.store.tokens import Scope
from tasks.types import UNDECIDED, SentenceKind, UnverifiableReason, Verdict

resource = make_resource("sentences", "Sentences, their claims and verdicts, and what checkers said.")

Label = Literal["verified", "disputed", "unverifiable", "not_a_claim", "undecided", "several"]
"""What a sentence as a whole is; *several* where its claims differ."""


class Votes(BaseModel):
    verified: int
    disputed: int
    unverifiable: int
    not_a_claim: int


class Claim(BaseModel):
    claim_id: str
    start: int | None = Field(description="In the sentence; null: the whole of it.")
    end: int | None
    verdict: Verdict | None = Field(description="null: undecided.")
    method: Method
    reason: UnverifiableReason | None = Field(description="Why it is unverifiable, where somebody said.")
    votes: Votes
    evidence: int = Field(description="How many addresses were given; the annotations have them.")
    decided_at: str


class Sentence(BaseModel):
    sentence_id: str
    article_id: str
    position: int
    start: int = Field(description="In the article's text.")
    end: int
    text: str
    kind: SentenceKind
    claimant: str | None = Field(description="Who is said to claim it, as the machine suggests.")
    state: SentenceState | None
    label: Label | None = Field(description="Of the sentence as a whole; null: nobody said anything.")
    disagree: bool = Field(description="Checkers differ about a claim, and no editor settled it.")
    without_evidence: bool = Field(description="A claim is verified or disputed without any address.")
    claims: list[Claim]


class SentenceWithTask(Sentence):
    task: str | None = Field(description="Where its task is in Label Studio; null: it has none.")


class Sentences(BaseModel):
    items: list[Sentence]
    next: str | None


class Annotation(BaseModel):
    annotation_id: int
    version: int
    checker: str | None = Field(
        description="The checker's letter, of this sentence alone; null: what they say does not stand."
    )
    person_id: int | None = Field(
        description="The checker, for editors; null: Label Studio does not say who, or you are none."
    )
    state: str = Field(description="answered, skipped or deleted")
    stands: bool = Field(description="false: a later version has superseded it.")
    created_at: str
    updated_at: str
    judgements: list[Judgement]


class Annotations(BaseModel):
    items: list[Annotation]


class SentencePath(Taken):
    sentence_id: str = Field(max_length=100)


class SentenceQuery(PageQuery):
    state: SentenceState | None = Field(None, description="Only sentences in this state.")
    label: Label | None = Field(None, description="Only sentences that are this as a whole.")
    disagree: bool | None = Field(None, description="Only those about which checkers differ, or do not.")
    without_evidence: bool | None = Field(None, description="Only those with a verdict without evidence.")

    def wanted(self) -> SentenceFilter:
        return SentenceFilter(self.state, self.label, self.disagree, self.without_evidence)


@resource.get("/sentences", responses={"200": Sentences})
@for_scripts(CHECKERS, Scope.READ)
def all_sentences(query: SentenceQuery) -> Response:
    """Sentences of all articles as they stand, by id, with what was decided about them."""
    after = query.after(str)
    found = sentence_list.list_sentences(
        store(), query.wanted(), limit=query.limit + 1, after=after[0] if after else ""
    )
    sentences, following = cut(found, query.limit, lambda sentence: (sentence.sentence_id,))
    return answer(Sentences(items=[_sentence(one) for one in sentences], next=following))


@resource.get("/articles/<article_id>/sentences", responses={"200": Sentences})
@for_scripts(CHECKERS, Scope.READ)
def of_article(path: ArticlePath, query: SentenceQuery) -> Response:
    """The sentences of an article as it stands, in reading order, with what was decided about them."""
    if get_entry(store(), path.article_id) is None:
        abort(404, "There is no such article.")
    after = query.after(int)
    found = sentence_list.list_sentences_of(
        store(), path.article_id, query.wanted(), limit=query.limit + 1, after=after[0] if after else -1
    )
    sentences, following = cut(found, query.limit, lambda sentence: (sentence.position,))
    return answer(Sentences(items=[_sentence(one) for one in sentences], next=following))


@resource.get("/sentences/<sentence_id>", responses={"200": SentenceWithTask})
@for_scripts(CHECKERS, Scope.READ)
def one_sentence(path: SentencePath) -> Response:
    """One sentence with what was decided about it, and where its task is."""
    found = sentence_list.get_sentence(store(), path.sentence_id)
    if found is None:
        abort(404, "There is no such sentence in any article as it stands.")
    task = task_path(store(), path.sentence_id)
    return answer(
        SentenceWithTask(
            **_sentence(found).model_dump(), task=f"{public_label_studio_url()}{task}" if task else None
        )
    )


@resource.get("/sentences/<sentence_id>/annotations", responses={"200": Annotations})
@for_scripts(CHECKERS, Scope.READ)
def annotations(path: SentencePath) -> Response:
    """Every version of every answer about a sentence. Who gave which, editors alone are told."""
    with store().snapshot():
        said = find_said(find_article(path.sentence_id).article_id, path.sentence_id)
    letters = letters_of(said)
    return answer(
        Annotations(items=[_annotation(version, letters.get(version.checker)) for version in said.versions])
    )


def _sentence(one: ListedSentence) -> Sentence:
    return Sentence.model_validate(
        {
            "sentence_id": one.sentence_id,
            "article_id": one.article_id,
            "position": one.position,
            "start": one.char_start,
            "end": one.char_end,
            "text": one.text,
            "kind": one.kind,
            "claimant": one.claimant,
            "state": one.state,
            "label": one.label,
            "disagree": one.disagree,
            "without_evidence": one.without_evidence,
            "claims": [_claim(claim) for claim in one.claims],
        }
    )


def _claim(claim: ListedClaim) -> Claim:
    return Claim(
        claim_id=claim.claim_id,
        start=claim.char_start,
        end=claim.char_end,
        verdict=None if claim.label == UNDECIDED else Verdict(claim.label),
        method=Method(claim.method),
        reason=UnverifiableReason(claim.reason) if claim.reason else None,
        votes=Votes(
            verified=claim.votes_verified,
            disputed=claim.votes_disputed,
            unverifiable=claim.votes_unverifiable,
            not_a_claim=claim.votes_not_a_claim,
        ),
        evidence=claim.evidence,
        decided_at=claim.decided_at,
    )


def _annotation(version: Answer, letter: str | None) -> Annotation:
    return Annotation(
        annotation_id=version.annotation_id,
        version=version.version,
        checker=letter,
        person_id=version.person_id if g.person.is_editor else None,
        state=version.state,
        stands=version.superseded_at is None,
        created_at=version.created_at,
        updated_at=version.updated_at,
        judgements=[Judgement.of(judgement) for judgement in version.judgements],
    )
