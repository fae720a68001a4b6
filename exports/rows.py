"""The rows that come of one article, table by table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from exports.agreement.tally import ArticleAgreement
from exports.columns import TableRow
from exports.days import day_in_address
from exports.tables import (
    AdjudicationRow,
    AnnotationRow,
    ArticleRow,
    ClaimRow,
    EvidenceRow,
    HistoryRow,
    NotClaimRow,
    Stance,
)
from exports.terms import Terms
from exports.verdicts import Opinion
from tasks.errors import ReleaseError
from tasks.store.adjudications import Adjudication
from tasks.store.record import ArticleHead, Line
from tasks.store.times import as_text
from tasks.types import Span, Verdict

CONTEXT = 32
"""Code points before and after a claim: enough to find it again in a changed page."""

_STANCES = {Verdict.VERIFIED.value: Stance.SUPPORTS.value, Verdict.DISPUTED.value: Stance.REFUTES.value}


@dataclass(slots=True)
class Rows:
    """What comes of one article, by table."""

    split: str
    claims: list[ClaimRow] = field(default_factory=list)
    annotations: list[AnnotationRow] = field(default_factory=list)
    evidence: list[EvidenceRow] = field(default_factory=list)
    verdict_history: list[HistoryRow] = field(default_factory=list)
    adjudications: list[AdjudicationRow] = field(default_factory=list)
    not_claims: list[NotClaimRow] = field(default_factory=list)
    articles: list[ArticleRow] = field(default_factory=list)

    def by_table(self) -> Mapping[str, Sequence[TableRow]]:
        return {
            "claims": self.claims,
            "annotations": self.annotations,
            "evidence": self.evidence,
            "verdict_history": self.verdict_history,
            "adjudications": self.adjudications,
            "not_claims": self.not_claims,
            "articles": self.articles,
        }


class ArticleRows:
    """Collects the rows of one article.

    Values are given in the order of the columns: by name they would cost three times as much.
    The methods take a sentence as one of its lines, and places as offsets in
    the sentence.
    """

    def __init__(self, head: ArticleHead, terms: Terms) -> None:
        self.rows = Rows(terms.split(head.article_id, head.published_on))
        self._head = head
        self._terms = terms

    def claim(
        self,
        sentence: Line,
        claim_id: str,
        span: Span | None,
        verdict: str | None,
        method: str,
        counts: Sequence[int],
        decided_at: str,
    ) -> None:
        """:param counts: votes by `ANSWERS`"""
        head, text = self._head, self._head.text
        start, end = self._in_article(sentence, span)
        verified, disputed, unverifiable, denials = counts
        judged = verified + disputed + unverifiable
        self.rows.claims.append(
            ClaimRow(
                claim_id,
                sentence.sentence_id,
                head.article_id,
                None,  # event_id
                sentence.position,  # sentence_index
                text[sentence.char_start : sentence.char_end],
                text[start:end],  # claim
                start,  # char_start
                end,  # char_end
                text[max(0, start - CONTEXT) : start] or None,  # prefix
                text[end : end + CONTEXT] or None,  # suffix
                sentence.claimant or None,
                head.published_on,  # claim_date
                head.language,
                verdict,
                method,  # verdict_method
                decided_at,  # verdict_as_of
                judged + denials,  # n_annotations
                verified,  # votes_verified
                disputed,  # votes_disputed
                unverifiable,  # votes_unverifiable
                denials,  # votes_not_a_claim
                verified / judged if judged else None,  # p_verified
                disputed / judged if judged else None,  # p_disputed
                unverifiable / judged if judged else None,  # p_unverifiable
                self.rows.split,
            )
        )

    def not_claim(self, sentence: Line, method: str, counts: Sequence[int], decided_at: str) -> None:
        """:param counts: votes by `ANSWERS`"""
        self.rows.not_claims.append(
            NotClaimRow(
                sentence.sentence_id,
                self._head.article_id,
                None,  # event_id
                sentence.position,  # sentence_index
                self._head.text[sentence.char_start : sentence.char_end],
                sentence.char_start,
                sentence.char_end,
                self._head.language,
                method,
                decided_at,  # decided_as_of
                sum(counts),  # n_annotations
                counts[-1],  # votes_not_a_claim
                self.rows.split,
            )
        )

    def plain_annotation(self, line: Line, claim_id: str | None, number: str) -> None:
        """An answer about the whole sentence, the checker's only one."""
        self.rows.annotations.append(
            AnnotationRow(
                f"n-{number}",  # annotation_id
                claim_id,
                line.sentence_id,
                self._terms.pseudonym(str(line.person_id)),  # annotator_id
                line.label,
                line.reason,
                line.char_start,
                line.char_end,
                line.was_it_said,
                1,  # round
                True,  # counted
                line.created_at,
                line.updated_at,
                line.lead_time,  # lead_time_s
                None,  # confidence
                self._terms.cleaner.note(line.note) if line.note else None,  # comment
            )
        )

    def annotation(self, sentence: Line, opinion: Opinion, number: str) -> None:
        mark, judgement, answer = opinion.mark, opinion.mark.judgement, opinion.mark.answer
        start, end = self._in_article(sentence, judgement.span)
        self.rows.annotations.append(
            AnnotationRow(
                f"n-{number}",  # annotation_id
                opinion.claim_id,
                sentence.sentence_id,
                self._terms.pseudonym(mark.checker),  # annotator_id
                str(judgement.label),
                judgement.reason.value if judgement.reason else None,
                start,  # char_start
                end,  # char_end
                judgement.was_it_said.value if judgement.was_it_said else None,
                mark.round,
                opinion.counted,
                answer.created_at,
                answer.updated_at,
                answer.lead_time,  # lead_time_s
                None,  # confidence
                self._terms.cleaner.note(judgement.note) if judgement.note else None,  # comment
            )
        )

    def evidence(
        self, number: str, urls: Iterable[str], label: str, claim_id: str | None, annotation_id: str | None
    ) -> None:
        """:param number: the first part of the evidence's ids"""
        claim_date = self._head.published_on
        for i, url in enumerate(filter(None, urls), 1):
            published_on = day_in_address(url)
            self.rows.evidence.append(
                EvidenceRow(
                    f"{number}-{i}",  # evidence_id
                    claim_id,
                    annotation_id,
                    self._terms.cleaner.address(url),
                    None,  # archived_url
                    None,  # title
                    None,  # quote
                    _STANCES.get(label, Stance.NEITHER.value),  # stance
                    published_on,
                    published_on > claim_date if published_on and claim_date else None,  # after_claim
                    None,  # retrieved_at
                )
            )

    def settled_evidence(self, word: Adjudication, claim_id: str | None) -> None:
        """What an editor gave as evidence."""
        number = f"e-settled-{word.adjudication_id}"
        self.evidence(number, word.judgement.evidence, word.judgement.label, claim_id, None)

    def history(
        self,
        claim_id: str,
        seq: int,
        verdict: str | None,
        method: str,
        valid_from: str,
        recorded_at: str,
        reason: str,
    ) -> None:
        self.rows.verdict_history.append(
            HistoryRow(
                claim_id,
                seq,
                verdict,
                method,
                valid_from,
                recorded_at,
                valid_from[:10],
                reason,
                self._terms.first_release(recorded_at),
            )
        )

    def adjudication(self, sentence: Line, word: Adjudication, claim_id: str | None) -> None:
        judgement = word.judgement
        start, end = self._in_article(sentence, judgement.span)
        self.rows.adjudications.append(
            AdjudicationRow(
                adjudication_id=f"j-{word.adjudication_id}",
                claim_id=claim_id,
                sentence_id=sentence.sentence_id,
                verdict=str(judgement.label),
                reason=judgement.reason.value if judgement.reason else None,
                char_start=start,
                char_end=end,
                note=self._terms.cleaner.note(judgement.note) if judgement.note else None,
                decided_at=as_text(word.decided_at),
                superseded_at=as_text(word.superseded_at) if word.superseded_at else None,
            )
        )

    def close(self, agreement: ArticleAgreement) -> Rows:
        """Add the article itself, where anything is in it, and hand over the rows."""
        if self.rows.claims or self.rows.not_claims:
            head = self._head
            self.rows.articles.append(
                ArticleRow(
                    article_id=head.article_id,
                    event_id=None,
                    url=self._terms.cleaner.address(head.url) or None,
                    title=head.title or None,
                    publisher=head.publisher or None,
                    published_on=head.published_on,
                    language=head.language,
                    n_paired=agreement.paired_units,
                    agreement=agreement.observed,
                    krippendorff_alpha=agreement.krippendorff_alpha,
                    text_sha256=head.text_sha256,
                    text=head.text if self._terms.may_pass_on(head.publisher) else None,
                )
            )
        return self.rows

    def _in_article(self, sentence: Line, span: Span | None) -> tuple[int, int]:
        """The place in the article of a place in the sentence, checked."""
        if span is None:
            return sentence.char_start, sentence.char_end
        start, end = span.start + sentence.char_start, span.end + sentence.char_start
        if not sentence.char_start <= start < end <= sentence.char_end:
            raise ReleaseError(
                "Sentence %(sentence)s has an answer about its characters %(start)s to %(end)s, and it has "
                "%(length)s. Nothing was released. Have the answer corrected in Label Studio and pull.",
                sentence=sentence.sentence_id,
                start=span.start,
                end=span.end,
                length=sentence.char_end - sentence.char_start,
            )
        return start, end
