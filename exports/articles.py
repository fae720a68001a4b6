"""From an article's record to its rows: the short way for plain sentences, the long way for others."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter

from exports.agreement.retest import RetestTally
from exports.agreement.spans import SpanTally, marked
from exports.agreement.tally import AgreementTally, Unit, units_of
from exports.history import Change, history
from exports.majority import ANSWERS, Outcome, counts_of, outcome_of
from exports.matching import claim_id
from exports.plain import Plain, addresses, plain_answers, turns
from exports.reading import ArticleRecord, Said
from exports.rows import ArticleRows, Rows
from exports.settled import settled_claims
from exports.terms import Terms
from exports.verdicts import SentenceVerdict, decide
from tasks.store.record import Line

_ANSWER, _REVISED = Change.ANSWER.value, Change.REVISED_ANSWER.value


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
    records: Iterable[ArticleRecord],
    said_of: Callable[[ArticleRecord, Sequence[Line]], Said],
    terms: Terms,
    findings: Findings,
) -> list[Rows]:
    """The rows of all tables that come of each article; none where nothing was decided.

    :param said_of: reads the lines of a sentence that is not plain
    :param findings: are brought up to date
    :raises ReleaseError: an offset is not true
    """
    decided = [_decide(record, partial(said_of, record), terms, findings) for record in records]
    agreements = findings.agreement.add_articles(units for _, units in decided)
    return [rows.close(agreement) for (rows, _), agreement in zip(decided, agreements, strict=True)]


def _decide(
    record: ArticleRecord, said_of: Callable[[Sequence[Line]], Said], terms: Terms, findings: Findings
) -> tuple[ArticleRows, list[Unit]]:
    """The rows of one article but for the agreement about it, which follows from the units."""
    rows = ArticleRows(record.head, terms)
    units: list[Unit] = []
    long: list[tuple[str, SentenceVerdict]] = []
    for lines in record.sentences:
        if lines[0].decision != "label":
            continue
        plain = None if lines[0].sentence_id in record.adjudications else plain_answers(lines)
        if plain:
            outcome = outcome_of(tuple([answer.label for answer in plain.answers]))
            decided_at = max([answer.updated_at for answer in plain.answers])
            _add_plain(rows, lines, plain, outcome, decided_at)
            units.append((tuple([(str(a.person_id), a.label) for a in plain.answers]), decided_at[:7]))
            findings.count(plain.skips, claims=not outcome.denied, denied=outcome.denied)
        else:
            said = said_of(lines)
            decided = decide(lines[0].sentence_id, said.text, said.answers, said.adjudications)
            _add_long(rows, lines[0], said, decided)
            units += units_of(decided)
            long.append((said.text, decided))
            skips = sum(answer.state == "skipped" for answer in said.answers)
            findings.count(skips, claims=bool(decided.claims), denied=decided.denial is not None)
    findings.spans.add_article(marked(text, decided) for text, decided in long)
    findings.retest.add(outcome for _, outcome in long)
    return rows, units


def _add_plain(
    rows: ArticleRows, lines: Sequence[Line], plain: Plain, outcome: Outcome, decided_at: str
) -> None:
    first = lines[0]
    claim = None if outcome.denied else claim_id(first.sentence_id, None)
    if claim:
        rows.claim(first, claim, None, outcome.verdict, outcome.method, outcome.counts, decided_at)
        _add_plain_history(rows, claim, plain)
    else:
        rows.not_claim(first, outcome.method, outcome.counts, decided_at)
    for line in plain.answers:
        number = f"{line.annotation_id}-1"
        rows.plain_annotation(line, claim, number)
        if line.url is not None:
            rows.evidence(f"e-{number}", addresses(line, lines), line.label, claim, f"n-{number}")


def _add_plain_history(rows: ArticleRows, claim: str, plain: Plain) -> None:
    """What `exports.history` would say of answers that came in one after the other."""
    ordered = sorted([*plain.answers, *plain.revised], key=attrgetter("recorded_at"))
    labels = tuple([answer.label for answer in ordered])
    for seq, (which, verdict, method) in enumerate(turns(labels, _instead(plain, ordered)), 1):
        answer = ordered[which]
        change = _ANSWER if answer.version == 1 else _REVISED
        rows.history(claim, seq, verdict, method, answer.updated_at, answer.recorded_at, change)


def _instead(plain: Plain, ordered: Sequence[Line]) -> tuple[int | None, ...]:
    """The place in the order of the answer that each replaces."""
    if not plain.revised:
        return (None,) * len(ordered)
    places = {(answer.annotation_id, answer.version): place for place, answer in enumerate(ordered)}
    return tuple([places.get((answer.annotation_id, answer.version - 1)) for answer in ordered])


def _add_long(rows: ArticleRows, sentence: Line, said: Said, outcome: SentenceVerdict) -> None:
    for claim in outcome.claims:
        verdict = claim.verdict.value if claim.verdict else None
        counts = tuple(map(claim.count, ANSWERS))
        rows.claim(
            sentence, claim.claim_id, claim.span, verdict, claim.method.value, counts, claim.decided_at
        )
        if claim.adjudication:
            rows.settled_evidence(claim.adjudication, claim.claim_id)
    if denial := outcome.denial:
        counts = counts_of([vote.judgement.label for vote in denial.votes])
        rows.not_claim(sentence, denial.method.value, counts, denial.decided_at)
    given: Counter[int] = Counter()
    for opinion in outcome.opinions:
        given[opinion.mark.annotation_id] += 1
        number = f"{opinion.mark.annotation_id}-{given[opinion.mark.annotation_id]}"
        rows.annotation(sentence, opinion, number)
        judgement = opinion.mark.judgement
        rows.evidence(f"e-{number}", judgement.evidence, judgement.label, opinion.claim_id, f"n-{number}")
    for word, settled in settled_claims(said, outcome):
        rows.adjudication(sentence, word, settled)
        if settled is None and word.superseded_at is None:
            rows.settled_evidence(word, None)
    _add_long_history(rows, said, outcome)


def _add_long_history(rows: ArticleRows, said: Said, outcome: SentenceVerdict) -> None:
    """The history of the claims that are in the release."""
    claims = {claim.claim_id for claim in outcome.claims}
    seq: Counter[str] = Counter()
    entries = history(said.sentence.sentence_id, said.text, said.versions, said.settlements, outcome)
    for entry in sorted(entries, key=attrgetter("claim_id")):  # stable: each claim's stay in their order
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
