"""The rows that come of one article, table by table."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from exports.agreement.tally import ArticleAgreement
from exports.majority import ANSWERS
from exports.privacy import Cleaner
from exports.tables import (
    AdjudicationRow,
    AnnotationRow,
    ArticleRow,
    ClaimRow,
    EvidenceRow,
    HistoryRow,
    NotClaimRow,
    Stance,
    TableRow,
)
from exports.verdicts import Opinion
from tasks.errors import ReleaseError
from tasks.store.adjudications import Adjudication
from tasks.store.record import ArticleHead, Line
from tasks.store.times import as_text
from tasks.types import Span, Verdict

CONTEXT = 32
"""Code points before and after a claim: enough to find it again in a changed page."""

_STANCES = {Verdict.VERIFIED.value: Stance.SUPPORTS.value, Verdict.DISPUTED.value: Stance.REFUTES.value}
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/?#_-]|$)")


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


@dataclass(frozen=True, slots=True)
class Terms:
    """What a release makes of people, texts and times."""

    pseudonym: Callable[[str], str]  # of a checker
    split: Callable[[str, str | None], str]  # of an article, by its id and the day it was published
    first_release: Callable[[str], str | None]  # that could hold what was recorded then; None: this one
    cleaner: Cleaner
    may_pass_on: Callable[[str], bool]  # the texts of this publisher's articles


class ArticleRows:
    """Collects the rows of one article.

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
                claim_id=claim_id,
                sentence_id=sentence.sentence_id,
                article_id=head.article_id,
                event_id=None,
                sentence_index=sentence.position,
                sentence=text[sentence.char_start : sentence.char_end],
                claim=text[start:end],
                char_start=start,
                char_end=end,
                prefix=text[max(0, start - CONTEXT) : start] or None,
                suffix=text[end : end + CONTEXT] or None,
                claimant=sentence.claimant or None,
                claim_date=head.published_on,
                language=head.language,
                verdict=verdict,
                verdict_method=method,
                verdict_as_of=decided_at,
                n_annotations=judged + denials,
                votes_verified=verified,
                votes_disputed=disputed,
                votes_unverifiable=unverifiable,
                votes_not_a_claim=denials,
                p_verified=verified / judged if judged else None,
                p_disputed=disputed / judged if judged else None,
                p_unverifiable=unverifiable / judged if judged else None,
                split=self.rows.split,
            )
        )

    def not_claim(self, sentence: Line, method: str, counts: Sequence[int], decided_at: str) -> None:
        """:param counts: votes by `ANSWERS`"""
        self.rows.not_claims.append(
            NotClaimRow(
                sentence_id=sentence.sentence_id,
                article_id=self._head.article_id,
                event_id=None,
                sentence_index=sentence.position,
                sentence=self._head.text[sentence.char_start : sentence.char_end],
                char_start=sentence.char_start,
                char_end=sentence.char_end,
                language=self._head.language,
                method=method,
                decided_as_of=decided_at,
                n_annotations=sum(counts),
                votes_not_a_claim=counts[-1],
                split=self.rows.split,
            )
        )

    def plain_annotation(self, line: Line, claim_id: str | None, number: str) -> None:
        """An answer about the whole sentence, the checker's only one."""
        self.rows.annotations.append(
            AnnotationRow(
                annotation_id=f"n-{number}",
                claim_id=claim_id,
                sentence_id=line.sentence_id,
                annotator_id=self._terms.pseudonym(str(line.person_id)),
                label=line.label,
                reason=line.reason,
                char_start=line.char_start,
                char_end=line.char_end,
                was_it_said=line.was_it_said,
                round=1,
                counted=True,
                created_at=line.created_at,
                updated_at=line.updated_at,
                lead_time_s=line.lead_time,
                confidence=None,
                comment=self._terms.cleaner.note(line.note) if line.note else None,
            )
        )

    def annotation(self, sentence: Line, opinion: Opinion, number: str) -> None:
        mark, judgement, answer = opinion.mark, opinion.mark.judgement, opinion.mark.answer
        start, end = self._in_article(sentence, judgement.span)
        self.rows.annotations.append(
            AnnotationRow(
                annotation_id=f"n-{number}",
                claim_id=opinion.claim_id,
                sentence_id=sentence.sentence_id,
                annotator_id=self._terms.pseudonym(mark.checker),
                label=str(judgement.label),
                reason=judgement.reason.value if judgement.reason else None,
                char_start=start,
                char_end=end,
                was_it_said=judgement.was_it_said.value if judgement.was_it_said else None,
                round=mark.round,
                counted=opinion.counted,
                created_at=answer.created_at,
                updated_at=answer.updated_at,
                lead_time_s=answer.lead_time,
                confidence=None,
                comment=self._terms.cleaner.note(judgement.note) if judgement.note else None,
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
                    evidence_id=f"{number}-{i}",
                    claim_id=claim_id,
                    annotation_id=annotation_id,
                    url=self._terms.cleaner.address(url),
                    archived_url=None,
                    title=None,
                    quote=None,
                    stance=_STANCES.get(label, Stance.NEITHER.value),
                    published_on=published_on,
                    after_claim=published_on > claim_date if published_on and claim_date else None,
                    retrieved_at=None,
                )
            )

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
                f"Sentence {sentence.sentence_id} has an answer about its characters "
                f"{span.start} to {span.end}, and it has {sentence.char_end - sentence.char_start}. "
                f"Nothing was released. Have the answer corrected in Label Studio and pull."
            )
        return start, end


def day_in_address(url: str) -> str | None:
    """The day that many publishers write into an article's address, as in ``/2022/09/08/``."""
    found = _DAY_IN_ADDRESS.search(url)
    return "-".join(found.groups()) if found else None


def counts_of(labels: Sequence[str]) -> tuple[int, ...]:
    """Votes by `ANSWERS`."""
    return tuple(map(labels.count, ANSWERS))
