"""From an article with its answers to the rows of a release. Pure."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from exports.privacy import without_addresses
from exports.reading import ArticleReading, Said
from exports.tables import AnnotationRow, ArticleRow, ClaimRow, EvidenceRow, NotClaimRow, Row, Stance
from exports.verdicts import ClaimVerdict, Denial, Opinion, SentenceVerdict, decide
from tasks.errors import ReleaseError
from tasks.ledger import state_of
from tasks.store.standing import StandingArticle
from tasks.store.times import as_text
from tasks.types import NOT_A_CLAIM, Judgement, Span, Verdict

CONTEXT = 32
"""Code points before and after a claim: enough to find it again in a changed page."""

_STANCE = {Verdict.VERIFIED.value: Stance.SUPPORTS, Verdict.DISPUTED.value: Stance.REFUTES}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a release makes of people and texts."""

    pseudonym: Callable[[str], str]
    split: Callable[[str], str]  # by article id
    with_text: bool = False


@dataclass(slots=True)
class Account:
    """Where every sentence of the store went."""

    sentences: int = 0
    with_claims: int = 0
    without_claims: int = 0  # in not_claims
    left_out: Counter[str] = field(default_factory=Counter)  # by the state that is the reason
    skips: int = 0  # answers in which a checker declined

    @property
    def balanced(self) -> bool:
        return self.sentences == self.with_claims + self.without_claims + self.left_out.total()


def article_rows(reading: ArticleReading, terms: Terms, account: Account) -> list[Row]:
    """The rows of all tables that come of one article; none where nothing was decided.

    :param account: is brought up to date
    :raises ReleaseError: an offset is not true
    """
    rows: list[Row] = []
    exported = set()
    for said in reading.said:
        account.skips += sum(answer.skipped for answer in said.answers)
        outcome = decide(said.sentence.sentence_id, said.text, said.answers, said.adjudications)
        if said.sentence.decision != "label" or not (outcome.claims or outcome.denial):
            continue
        if reading.standing is None:
            raise AssertionError("a sentence that stands is in no standing article")
        rows += _Place(reading.standing, said, terms).rows(outcome)
        exported.add(said.sentence.sentence_id)
        account.with_claims += bool(outcome.claims)
        account.without_claims += not outcome.claims
    for facts in reading.facts:
        account.sentences += 1
        if facts.sentence_id not in exported:
            account.left_out[state_of(facts) or "never_decided"] += 1
    if rows and reading.standing:
        rows.insert(0, _article_row(reading.standing, terms))
    return rows


def _article_row(standing: StandingArticle, terms: Terms) -> ArticleRow:
    article = standing.article
    return ArticleRow(
        article_id=article.article_id,
        event_id=None,
        url=article.url or None,
        title=article.title or None,
        publisher=article.publisher or None,
        published_on=article.published_on.isoformat() if article.published_on else None,
        language=article.language,
        text_sha256=standing.text_sha256,
        text=article.text if terms.with_text else None,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """One sentence in its article, and the rows that come of it."""

    standing: StandingArticle
    said: Said
    terms: Terms

    def rows(self, outcome: SentenceVerdict) -> Iterator[Row]:
        for claim in outcome.claims:
            yield self._claim(claim)
            yield from self._settled_evidence(claim)
        if outcome.denial:
            yield self._not_claim(outcome.denial)
        given: Counter[int] = Counter()
        for opinion in outcome.opinions:
            answer = opinion.mark.answer.annotation_id
            given[answer] += 1
            yield from self._annotation(opinion, f"{answer}-{given[answer]}")

    def _claim(self, claim: ClaimVerdict) -> ClaimRow:
        article = self.standing.article
        at = self._in_article(claim.span)
        text = article.text
        shares = claim.shares() or {}
        return ClaimRow(
            claim_id=claim.claim_id,
            sentence_id=self.said.sentence.sentence_id,
            article_id=article.article_id,
            event_id=None,
            sentence_index=self.said.sentence.position,
            sentence=self.said.text,
            claim=at.of(text),
            char_start=at.start,
            char_end=at.end,
            prefix=text[max(0, at.start - CONTEXT) : at.start],
            suffix=text[at.end : at.end + CONTEXT],
            claimant=self.said.sentence.claimant or None,
            claim_date=article.published_on.isoformat() if article.published_on else None,
            language=article.language,
            verdict=claim.verdict,
            verdict_method=claim.method,
            verdict_as_of=as_text(claim.decided_at),
            n_annotations=len(claim.votes),
            votes_verified=claim.count(Verdict.VERIFIED),
            votes_disputed=claim.count(Verdict.DISPUTED),
            votes_unverifiable=claim.count(Verdict.UNVERIFIABLE),
            votes_not_a_claim=claim.count(NOT_A_CLAIM),
            p_verified=shares.get(Verdict.VERIFIED),
            p_disputed=shares.get(Verdict.DISPUTED),
            p_unverifiable=shares.get(Verdict.UNVERIFIABLE),
            split=self.terms.split(article.article_id),
        )

    def _not_claim(self, denial: Denial) -> NotClaimRow:
        article = self.standing.article
        sentence = self.said.sentence
        return NotClaimRow(
            sentence_id=sentence.sentence_id,
            article_id=article.article_id,
            event_id=None,
            sentence_index=sentence.position,
            sentence=self.said.text,
            char_start=sentence.span.start,
            char_end=sentence.span.end,
            language=article.language,
            method=denial.method,
            decided_as_of=as_text(denial.decided_at),
            n_annotations=len(denial.votes),
            votes_not_a_claim=sum(vote.judgement.label == NOT_A_CLAIM for vote in denial.votes),
            split=self.terms.split(article.article_id),
        )

    def _annotation(self, opinion: Opinion, number: str) -> Iterator[Row]:
        mark, judgement = opinion.mark, opinion.mark.judgement
        at = self._in_article(judgement.span)
        yield AnnotationRow(
            annotation_id=f"n-{number}",
            claim_id=opinion.claim_id,
            sentence_id=self.said.sentence.sentence_id,
            annotator_id=self.terms.pseudonym(mark.checker),
            label=judgement.label,
            reason=judgement.reason,
            char_start=at.start,
            char_end=at.end,
            was_it_said=judgement.was_it_said,
            round=mark.round,
            counted=opinion.counted,
            created_at=as_text(mark.answer.created_at),
            updated_at=as_text(mark.answer.updated_at),
            lead_time_s=mark.answer.lead_time,
            confidence=None,
            comment=without_addresses(judgement.note) or None,
        )
        yield from self._evidence(f"e-{number}", judgement, opinion.claim_id, f"n-{number}")

    def _settled_evidence(self, claim: ClaimVerdict) -> Iterator[EvidenceRow]:
        if claim.adjudication:
            number = f"e-settled-{claim.adjudication.adjudication_id}"
            yield from self._evidence(number, claim.adjudication.judgement, claim.claim_id, None)

    def _evidence(
        self, number: str, judgement: Judgement, claim_id: str | None, annotation_id: str | None
    ) -> Iterator[EvidenceRow]:
        for i, url in enumerate(judgement.evidence, 1):
            yield EvidenceRow(
                evidence_id=f"{number}-{i}",
                claim_id=claim_id,
                annotation_id=annotation_id,
                url=url,
                archived_url=None,
                title=None,
                quote=None,
                stance=_STANCE.get(judgement.label, Stance.NEITHER),
                published_on=None,
                retrieved_at=None,
            )

    def _in_article(self, span: Span | None) -> Span:
        """The place in the article of a place in the sentence, checked."""
        sentence = self.said.sentence.span
        if span is None:
            return sentence
        at = span.shifted(sentence.start)
        if not sentence.start <= at.start < at.end <= sentence.end:
            raise ReleaseError(
                f"Sentence {self.said.sentence.sentence_id} has an answer about its characters "
                f"{span.start} to {span.end}, and it has {len(self.said.text)}. Nothing was released. "
                f"Have the answer corrected in Label Studio and pull."
            )
        return at
