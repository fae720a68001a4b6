"""From an article's record to its rows: the short way for plain sentences, the long way for others."""

from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field

from exports.agreement.retest import RetestTally
from exports.agreement.spans import SpanTally
from exports.agreement.tally import AgreementTally, Unit, units_of
from exports.history import Change, history
from exports.matching import claim_id
from exports.plain import ANSWERS, PlainOutcome, decide_counts, plain_outcome
from exports.reading import ArticleRecord, Said
from exports.rows import ArticleRows, Rows, Terms, counts_of
from exports.verdicts import Opinion, SentenceVerdict, decide
from tasks.store.record import Line
from tasks.types import NOT_A_CLAIM


@dataclass(slots=True)
class Findings:
    """What is counted while articles go by."""

    with_claims: int = 0  # sentences
    without_claims: int = 0  # sentences in not_claims
    skips: int = 0  # answers in which a checker declined
    agreement: AgreementTally = field(default_factory=AgreementTally)
    spans: SpanTally = field(default_factory=SpanTally)
    retest: RetestTally = field(default_factory=RetestTally)

    def count(self, skips: int, *, claims: bool, denied: bool) -> None:
        """One sentence that was to be labelled."""
        self.skips += skips
        self.with_claims += claims
        self.without_claims += denied


def article_rows(
    record: ArticleRecord,
    said_of: Callable[[Sequence[Line]], Said],
    terms: Terms,
    findings: Findings,
) -> Rows:
    """The rows of all tables that come of one article; none where nothing was decided.

    :param said_of: reads the lines of a sentence that is not plain
    :param findings: are brought up to date
    :raises ReleaseError: an offset is not true
    """
    rows = ArticleRows(record.head, terms)
    units: list[Unit] = []
    long: list[tuple[str, SentenceVerdict]] = []
    for lines in record.sentences:
        if lines[0].decision != "label":
            continue
        plain = None if lines[0].sentence_id in record.adjudications else plain_outcome(lines)
        if plain:
            _add_plain(rows, lines, plain)
            units.append(([(str(a.person_id), a.label) for a in plain.answers], plain.decided_at[:7]))
            findings.count(plain.skips, claims=not plain.denied, denied=plain.denied)
        else:
            said = said_of(lines)
            outcome = decide(lines[0].sentence_id, said.text, said.answers, said.adjudications)
            _add_long(rows, lines[0], said, outcome)
            units += units_of(outcome)
            long.append((said.text, outcome))
            skips = sum(answer.state == "skipped" for answer in said.answers)
            findings.count(skips, claims=bool(outcome.claims), denied=outcome.denial is not None)
    findings.agreement.add_article(units)
    findings.spans.add_article(long)
    findings.retest.add(outcome for _, outcome in long)
    return rows.close()


def _add_plain(rows: ArticleRows, lines: Sequence[Line], outcome: PlainOutcome) -> None:
    first = lines[0]
    claim = None if outcome.denied else claim_id(first.sentence_id, None)
    if claim:
        rows.claim(first, claim, None, outcome.verdict, outcome.method, outcome.counts, outcome.decided_at)
        _add_plain_history(rows, claim, outcome.answers)
    else:
        rows.not_claim(first, outcome.method, outcome.counts, outcome.decided_at)
    for line in outcome.answers:
        number = f"{line.annotation_id}-1"
        rows.annotation(
            first,
            number,
            claim,
            checker=str(line.person_id),
            label=line.label,
            reason=line.reason,
            span=None,
            was_it_said=line.was_it_said,
            round=1,
            counted=True,
            created_at=line.created_at,
            updated_at=line.updated_at,
            lead_time=line.lead_time,
            note=line.note,
        )
        if line.url is not None:
            urls = [x.url for x in lines if x.annotation_id == line.annotation_id and x.url is not None]
            rows.evidence(f"e-{number}", urls, line.label, claim, f"n-{number}")


def _add_plain_history(rows: ArticleRows, claim: str, answers: Sequence[Line]) -> None:
    """What `exports.history` would say where each checker answered once."""
    ordered = sorted((answer.recorded_at, answer.updated_at, answer.label) for answer in answers)
    counts = [0] * len(ANSWERS)
    before: str | None = NOT_A_CLAIM  # so far nobody found a claim
    seq = 0
    for (recorded_at, updated_at, label), (following, *_) in zip(
        ordered, [*ordered[1:], _NEVER], strict=True
    ):
        counts[ANSWERS.index(label)] += 1
        if recorded_at == following:
            continue  # recorded together: the desk never knew the one without the other
        denied, verdict, method = decide_counts(tuple(counts))
        now = NOT_A_CLAIM if denied else verdict
        if now != before:
            before = now
            seq += 1
            rows.history(claim, seq, now, method, updated_at, recorded_at, Change.ANSWER.value)


_NEVER = ("", "", "")


def _add_long(rows: ArticleRows, sentence: Line, said: Said, outcome: SentenceVerdict) -> None:
    for claim in outcome.claims:
        verdict = claim.verdict.value if claim.verdict else None
        counts = tuple(map(claim.count, ANSWERS))
        rows.claim(
            sentence, claim.claim_id, claim.span, verdict, claim.method.value, counts, claim.decided_at
        )
        if word := claim.adjudication:
            number = f"e-settled-{word.adjudication_id}"
            rows.evidence(number, word.judgement.evidence, word.judgement.label, claim.claim_id, None)
    if denial := outcome.denial:
        counts = counts_of([vote.judgement.label for vote in denial.votes])
        rows.not_claim(sentence, denial.method.value, counts, denial.decided_at)
    given: Counter[int] = Counter()
    for opinion in outcome.opinions:
        given[opinion.mark.annotation_id] += 1
        _add_opinion(
            rows, sentence, opinion, f"{opinion.mark.annotation_id}-{given[opinion.mark.annotation_id]}"
        )
    _add_long_history(rows, said, {claim.claim_id for claim in outcome.claims})


def _add_opinion(rows: ArticleRows, sentence: Line, opinion: Opinion, number: str) -> None:
    mark, judgement = opinion.mark, opinion.mark.judgement
    rows.annotation(
        sentence,
        number,
        opinion.claim_id,
        checker=mark.checker,
        label=str(judgement.label),
        reason=judgement.reason.value if judgement.reason else None,
        span=judgement.span,
        was_it_said=judgement.was_it_said.value if judgement.was_it_said else None,
        round=mark.round,
        counted=opinion.counted,
        created_at=mark.answer.created_at,
        updated_at=mark.answer.updated_at,
        lead_time=mark.answer.lead_time,
        note=judgement.note,
    )
    rows.evidence(f"e-{number}", judgement.evidence, judgement.label, opinion.claim_id, f"n-{number}")


def _add_long_history(rows: ArticleRows, said: Said, claims: Container[str]) -> None:
    """The history of the claims that are in the release."""
    seq: Counter[str] = Counter()
    for entry in history(said.sentence.sentence_id, said.text, said.versions, said.settlements):
        if entry.claim_id in claims:
            seq[entry.claim_id] += 1
            rows.history(
                entry.claim_id,
                seq[entry.claim_id],
                str(entry.verdict) if entry.verdict else None,
                entry.method.value,
                entry.valid_from,
                entry.recorded_at,
                entry.change.value,
            )
