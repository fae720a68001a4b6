"""Working out anew how sentences stand after something was recorded about them.

Cheap where little changed and bounded where much did: a transaction takes at
most `AT_ONCE` sentences, so nobody else waits long to write.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from exports.majority import Method, outcome_of
from exports.matching import Mark, claim_id
from exports.plain import Plain, plain_answers
from exports.reading import ArticleRecord, iter_articles, read_said
from exports.verdicts import ClaimVerdict, Denial, decide
from tasks.ledger import Ledger, state_of
from tasks.store import standings
from tasks.store.accounts import SentenceFacts, iter_facts
from tasks.store.connection import Store
from tasks.store.record import Line
from tasks.store.standings import ClaimStanding, SentenceStanding
from tasks.store.totals import sentence_totals
from tasks.store.votes import EDITOR, Vote, replace_votes
from tasks.types import NOT_A_CLAIM, UNDECIDED, Judgement, Verdict

AT_ONCE = 1_000

SEVERAL = "several"
"""The label of a sentence whose claims have different ones."""

_NEED_EVIDENCE = (Verdict.VERIFIED, Verdict.DISPUTED)


def refresh(store: Store, limit: int | None = None) -> int:
    """Work out the standings that are stale.

    :param limit: leave the rest for the next time
    :return: of how many sentences
    """
    done = 0
    while standings.any_stale(store) and (limit is None or done < limit):
        with store.transaction():
            done += _refresh_some(store, AT_ONCE if limit is None else min(AT_ONCE, limit - done))
    return done


def differ_from(store: Store, ledger: Ledger) -> bool:
    """Whether pages show other numbers than the ledger has just counted, though nothing is stale."""
    if standings.any_stale(store):
        return False
    shown = {state: number for state, number in sentence_totals(store).states.items() if state}
    return shown != dict(+ledger.states)


def _refresh_some(store: Store, limit: int) -> int:
    sentences: list[SentenceStanding] = []
    claims: list[ClaimStanding] = []
    votes: list[Vote] = []
    for article_id, sentence_ids in standings.next_stale(store, limit).items():
        record = next(iter_articles(store, article_id, sentence_ids=sentence_ids), None)
        lines = {each[0].sentence_id: each for each in record.sentences} if record else {}
        for facts in iter_facts(store, article_id, sentence_ids):
            found, said = _claims(store, record, lines.get(facts.sentence_id, ()))
            sentences.append(_sentence(facts, lines.get(facts.sentence_id), found))
            claims += found
            votes += said
    standings.replace(store, sentences, claims)
    replace_votes(store, [sentence.sentence_id for sentence in sentences], votes)
    return len(sentences)


def _sentence(
    facts: SentenceFacts, lines: Sequence[Line] | None, found: Sequence[ClaimStanding]
) -> SentenceStanding:
    state = state_of(facts)
    labels = {claim.label for claim in found}
    return SentenceStanding(
        sentence_id=facts.sentence_id,
        article_id=facts.article_id,
        position=lines[0].position if lines else None,
        state=state.value if state else None,
        label=None if not labels else labels.pop() if len(labels) == 1 else SEVERAL,
        method=found[0].method if len(found) == 1 else None,
        answered=facts.answered,
        skipped=facts.skipped,
        claims=sum(claim.label != NOT_A_CLAIM for claim in found),
        disagree=any(_is_contested(claim) for claim in found),
        without_evidence=any(_lacks_evidence(claim) for claim in found),
        decided_at=max((claim.decided_at for claim in found), default=None),
        consensus=min((_consensus(claim) for claim in found if _is_contested(claim)), default=1.0),
    )


def _is_contested(claim: ClaimStanding) -> bool:
    return claim.method in (Method.MAJORITY, Method.UNDECIDED)


def _consensus(claim: ClaimStanding) -> float:
    """The share of the answer that was given most often."""
    votes = (
        claim.votes_verified,
        claim.votes_disputed,
        claim.votes_unverifiable,
        claim.votes_not_a_claim,
    )
    return max(votes) / sum(votes)


def _lacks_evidence(claim: ClaimStanding) -> bool:
    is_settled = claim.method == Method.ADJUDICATED  # by an editor, who knows
    return claim.label in _NEED_EVIDENCE and not claim.evidence and not is_settled


def _claims(
    store: Store, record: ArticleRecord | None, lines: Sequence[Line]
) -> tuple[list[ClaimStanding], list[Vote]]:
    """The claims of a sentence that stands and is to be labelled, and who said what of them."""
    if record is None or not lines or lines[0].decision != "label":
        return [], []
    plain = None if lines[0].sentence_id in record.adjudications else plain_answers(lines)
    if plain:
        return [_plain_claim(lines, plain)], _plain_votes(plain)
    said = read_said(store, record, lines)
    outcome = decide(said.sentence.sentence_id, said.text, said.answers, said.adjudications)
    if outcome.denial:
        return [_no_claim(lines[0], outcome.denial)], _votes_on_none(lines[0], outcome.denial)
    votes = [vote for claim in outcome.claims for vote in _votes_on(lines[0], claim)]
    return [_claim(lines[0], claim) for claim in outcome.claims], votes


def _plain_votes(plain: Plain) -> list[Vote]:
    return [
        Vote(claim_id(answer.sentence_id, None), answer.person_id, answer.sentence_id, answer.label)
        for answer in plain.answers
        if answer.person_id is not None
    ]


def _votes_on(first: Line, claim: ClaimVerdict) -> list[Vote]:
    word = claim.adjudication
    settled = [Vote(claim.claim_id, EDITOR, first.sentence_id, word.judgement.label)] if word else []
    return settled + _named(claim.claim_id, first, claim.votes)


def _votes_on_none(first: Line, denial: Denial) -> list[Vote]:
    claim = claim_id(first.sentence_id, None)
    is_settled = denial.method == Method.ADJUDICATED
    settled = [Vote(claim, EDITOR, first.sentence_id, NOT_A_CLAIM)] if is_settled else []
    return settled + _named(claim, first, denial.votes)


def _named(claim: str, first: Line, marks: Sequence[Mark]) -> list[Vote]:
    """The votes of known people."""
    return [
        Vote(claim, mark.answer.person_id, first.sentence_id, mark.judgement.label)
        for mark in marks
        if mark.answer.person_id is not None
    ]


def _plain_claim(lines: Sequence[Line], plain: Plain) -> ClaimStanding:
    first = lines[0]
    outcome = outcome_of(tuple([answer.label for answer in plain.answers]))
    verified, disputed, unverifiable, denied = outcome.counts
    label = NOT_A_CLAIM if outcome.denied else outcome.verdict or UNDECIDED
    return ClaimStanding(
        claim_id(first.sentence_id, None),
        first.sentence_id,
        first.article_id,
        None,
        None,
        label,
        outcome.method,
        _reason(label, ((answer.label, answer.reason) for answer in plain.answers)),
        verified,
        disputed,
        unverifiable,
        denied,
        sum([line.url is not None and line.superseded_at is None for line in lines]),
        max([answer.updated_at for answer in plain.answers]),
    )


def _claim(first: Line, claim: ClaimVerdict) -> ClaimStanding:
    label = str(claim.verdict or UNDECIDED)
    settled = [claim.adjudication.judgement] if claim.adjudication else []
    judgements = [vote.judgement for vote in claim.votes]
    span = claim.span
    return ClaimStanding(
        claim.claim_id,
        first.sentence_id,
        first.article_id,
        span.start if span else None,
        span.end if span else None,
        label,
        claim.method,
        _reason(label, ((said.label, said.reason) for said in settled or judgements)),
        *_votes(judgements),
        sum(len(said.evidence) for said in (*judgements, *settled)),
        claim.decided_at,
    )


def _no_claim(first: Line, denial: Denial) -> ClaimStanding:
    judgements = [vote.judgement for vote in denial.votes]
    return ClaimStanding(
        claim_id(first.sentence_id, None),
        first.sentence_id,
        first.article_id,
        None,
        None,
        NOT_A_CLAIM,
        denial.method,
        "",
        *_votes(judgements),
        sum(len(said.evidence) for said in judgements),
        denial.decided_at,
    )


def _votes(judgements: Sequence[Judgement]) -> tuple[int, int, int, int]:
    labels = [said.label for said in judgements]
    verified, disputed, unverifiable = (labels.count(verdict) for verdict in Verdict)
    return verified, disputed, unverifiable, labels.count(NOT_A_CLAIM)


def _reason(label: str, said: Iterable[tuple[str, str | None]]) -> str:
    """Why a claim is unverifiable: what was said most often, the first of several."""
    if label != Verdict.UNVERIFIABLE:
        return ""
    reasons = Counter(reason for given, reason in said if given == label and reason)
    return max(reasons, key=reasons.__getitem__, default="")
