"""Sentences with their claims and verdicts, and what each checker said."""

from flask import abort
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import CHECKERS, EDITORS, for_scripts
from annotator.web.api.answers import answer
from annotator.web.api.pages import PageQuery, cut
from annotator.web.api.resource import Taken, make_resource
from annotator.web.storage import store
from exports.answers import Answer
from exports.reading import ArticleReading, Said, read_articles
from exports.verdicts import ClaimVerdict, Method, decide
from tasks.ledger import SentenceState, state_of
from tasks.store.catalogue import article_of
from tasks.store.tokens import Scope
from tasks.types import NOT_A_CLAIM, SentenceKind, Span, UnverifiableReason, Verdict, WasItSaid

resource = make_resource("sentences", "Sentences, their claims and verdicts, and what checkers said.")


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
    votes: Votes
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
    is_claim: bool | None = Field(description="false: found to hold no claim; null: nobody said anything.")
    claims: list[Claim]


class Sentences(BaseModel):
    items: list[Sentence]
    next: str | None


class Judgement(BaseModel):
    label: str = Field(description=f"A verdict, or {NOT_A_CLAIM}.")
    start: int | None = Field(description="In the sentence; null: the whole of it.")
    end: int | None
    reason: UnverifiableReason | None
    was_it_said: WasItSaid | None
    evidence: list[str] = Field(description="Addresses as the checker typed them.")
    note: str


class Annotation(BaseModel):
    annotation_id: int
    version: int
    person_id: int | None = Field(description="The checker; null: Label Studio does not say who.")
    state: str = Field(description="answered, skipped or deleted")
    stands: bool = Field(description="false: a later version has superseded it.")
    created_at: str
    updated_at: str
    judgements: list[Judgement]


class Annotations(BaseModel):
    items: list[Annotation]


class ArticlePath(Taken):
    article_id: str = Field(max_length=100)


class SentencePath(Taken):
    sentence_id: str = Field(max_length=100)


class SentenceQuery(PageQuery):
    state: SentenceState | None = Field(None, description="Only sentences in this state.")
    verdict: Verdict | None = Field(None, description="Only sentences with a claim of this verdict.")


@resource.get("/articles/<article_id>/sentences", responses={"200": Sentences})
@for_scripts(CHECKERS, Scope.READ)
def of_article(path: ArticlePath, query: SentenceQuery) -> Response:
    """The sentences of an article as it stands, in reading order, with what was decided about them."""
    reading = _reading(path.article_id)
    after = query.after(int)
    start = after[0] if after else -1
    found = [
        sentence
        for sentence in _sentences(path.article_id, reading)
        if sentence.position > start and _passes(sentence, query)
    ]
    sentences, following = cut(found, query.limit, lambda sentence: (sentence.position,))
    return answer(Sentences(items=sentences, next=following))


@resource.get("/sentences/<sentence_id>", responses={"200": Sentence})
@for_scripts(CHECKERS, Scope.READ)
def one_sentence(path: SentencePath) -> Response:
    """One sentence with what was decided about it."""
    article_id, reading = _article_around(path)
    states = {facts.sentence_id: state_of(facts) for facts in reading.facts}
    return answer(_sentence(article_id, _said(reading, path), states[path.sentence_id]))


@resource.get("/sentences/<sentence_id>/annotations", responses={"200": Annotations})
@for_scripts(EDITORS, Scope.READ)
def annotations(path: SentencePath) -> Response:
    """Every version of every answer about a sentence."""
    _, reading = _article_around(path)
    versions = _said(reading, path).versions
    return answer(Annotations(items=[_annotation(version) for version in versions]))


def _article_around(path: SentencePath) -> tuple[str, ArticleReading]:
    article_id = article_of(store(), path.sentence_id)
    if article_id is None:
        abort(404, "There is no such sentence.")
    return article_id, _reading(article_id)


def _said(reading: ArticleReading, path: SentencePath) -> Said:
    found = next((said for said in reading.said if said.sentence.sentence_id == path.sentence_id), None)
    if found is None:
        abort(404, "This sentence is no longer in its article.")
    return found


def _reading(article_id: str) -> ArticleReading:
    with store().snapshot():
        found = next(read_articles(store(), article_id), None)
    if found is None:
        abort(404, "There is no such article.")
    return found


def _sentences(article_id: str, reading: ArticleReading) -> list[Sentence]:
    states = {facts.sentence_id: state_of(facts) for facts in reading.facts}
    return [_sentence(article_id, said, states[said.sentence.sentence_id]) for said in reading.said]


def _sentence(article_id: str, said: Said, state: SentenceState | None) -> Sentence:
    decided = decide(said.sentence.sentence_id, said.text, said.answers, said.adjudications)
    return Sentence(
        sentence_id=said.sentence.sentence_id,
        article_id=article_id,
        position=said.sentence.position,
        start=said.sentence.span.start,
        end=said.sentence.span.end,
        text=said.text,
        kind=said.sentence.kind,
        claimant=said.sentence.claimant,
        state=state,
        is_claim=True if decided.claims else False if decided.denial else None,
        claims=[_claim(claim) for claim in decided.claims],
    )


def _passes(sentence: Sentence, query: SentenceQuery) -> bool:
    return (query.state is None or sentence.state == query.state) and (
        query.verdict is None or any(claim.verdict == query.verdict for claim in sentence.claims)
    )


def _claim(claim: ClaimVerdict) -> Claim:
    start, end = _ends(claim.span)
    return Claim(
        claim_id=claim.claim_id,
        start=start,
        end=end,
        verdict=claim.verdict,
        method=claim.method,
        votes=Votes(**{label: claim.count(label) for label in Votes.model_fields}),
        decided_at=claim.decided_at,
    )


def _annotation(version: Answer) -> Annotation:
    return Annotation(
        annotation_id=version.annotation_id,
        version=version.version,
        person_id=version.person_id,
        state=version.state,
        stands=version.superseded_at is None,
        created_at=version.created_at,
        updated_at=version.updated_at,
        judgements=[
            Judgement(
                label=judgement.label,
                start=_ends(judgement.span)[0],
                end=_ends(judgement.span)[1],
                reason=judgement.reason,
                was_it_said=judgement.was_it_said,
                evidence=list(judgement.evidence),
                note=judgement.note,
            )
            for judgement in version.judgements
        ],
    )


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)
