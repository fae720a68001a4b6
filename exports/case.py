"""One sentence as an editor reviews it: its claims, what each checker says of them without names, history.

Checkers are letters. Which letter is whose follows from a secret and the
sentence, so it stays the same within a case, tells nothing about who is who,
and differs from case to case.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from exports.answers import Answer
from exports.history import HistoryEntry, history
from exports.majority import Method
from exports.matching import claim_id
from exports.reading import Said, iter_articles, read_said
from exports.verdicts import SentenceVerdict, decide
from tasks.store.adjudications import Adjudication
from tasks.store.connection import Store
from tasks.store.record import ArticleHead
from tasks.store.sentences import article_of
from tasks.types import NOT_A_CLAIM, UNDECIDED, Judgement, Span

AROUND = 400
"""Characters of the article that are shown before a sentence, and after it."""

CONTESTED = (Method.MAJORITY, Method.UNDECIDED)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one checker says about one claim."""

    letter: str
    person_id: int | None
    judgement: Judgement
    answered_at: str
    lead_time: float | None  # seconds
    revisions: int  # how often the checker changed the answer


@dataclass(frozen=True, slots=True)
class CaseClaim:
    """A claim to be settled; where the sentence is found to hold none, the sentence as a whole."""

    claim_id: str
    span: Span | None
    label: str  # a verdict, not_a_claim or undecided; empty where nobody said anything
    method: str
    opinions: tuple[Opinion, ...]  # by letter
    adjudication: Adjudication | None
    history: tuple[HistoryEntry, ...]

    @property
    def is_contested(self) -> bool:
        return self.method in CONTESTED

    @property
    def has_evidence(self) -> bool:
        words = [self.adjudication.judgement] if self.adjudication else []
        return any(said.evidence for said in (*(opinion.judgement for opinion in self.opinions), *words))


@dataclass(frozen=True, slots=True)
class Case:
    article: ArticleHead
    sentence_id: str
    sentence: str
    before: str  # the article's words ahead of it
    after: str
    claimant: str | None  # as the machine suggests
    claims: tuple[CaseClaim, ...]
    letters: Mapping[str, int | None]  # checkers who answered, by letter
    skipped: int
    settled: tuple[Adjudication, ...]  # what stands

    def claim(self, wanted: str | None) -> CaseClaim:
        """The claim with this id, else the first that is to be settled, else the first."""
        by_id = {claim.claim_id: claim for claim in self.claims}
        if wanted in by_id:
            return by_id[wanted]
        return next((claim for claim in self.claims if claim.is_contested), self.claims[0])


def read_case(store: Store, sentence_id: str, secret: bytes) -> Case | None:
    """A sentence that stands in its article, as it is now; ``None`` where there is none.

    :param secret: shuffles the letters
    """
    article_id = article_of(store, sentence_id)
    if article_id is None:
        return None
    with store.snapshot():
        record = next(iter_articles(store, article_id, sentence_ids=[sentence_id]), None)
        if record is None:
            return None
        said = read_said(store, record, record.sentences[0])
    return make_case(record.head, said, secret)


def make_case(head: ArticleHead, said: Said, secret: bytes) -> Case:
    """The case that follows from a sentence's record. Pure."""
    outcome = decide(said.sentence.sentence_id, said.text, said.answers, said.adjudications)
    letters = assign_letters(said.sentence.sentence_id, said.answers, secret)
    revisions = {
        answer.annotation_id: sum(v.annotation_id == answer.annotation_id for v in said.versions) - 1
        for answer in said.answers
    }
    changes = history(said.sentence.sentence_id, said.text, said.versions, said.settlements)
    span = said.sentence.span
    return Case(
        article=head,
        sentence_id=said.sentence.sentence_id,
        sentence=said.text,
        before=_tail(head.text[: span.start]),
        after=_head(head.text[span.end :]),
        claimant=said.sentence.claimant,
        claims=tuple(_claims(said, outcome, letters, revisions, changes)),
        letters={
            letter: next((a.person_id for a in said.answers if a.checker == checker), None)
            for checker, letter in letters.items()
        },
        skipped=sum(answer.state == "skipped" for answer in said.answers),
        settled=said.adjudications,
    )


def assign_letters(sentence_id: str, answers: Iterable[Answer], secret: bytes) -> dict[str, str]:
    """A letter for each checker who said something: A, B, … Z, AA, … in an order that tells nothing."""
    checkers = {answer.checker for answer in answers if answer.says_something}
    shuffled = sorted(
        checkers, key=lambda who: sha256(b"\0".join((secret, sentence_id.encode(), who.encode()))).digest()
    )
    return {checker: _letter(number) for number, checker in enumerate(shuffled)}


def _letter(number: int) -> str:
    letters = ""
    while number >= 0:
        number, rest = divmod(number, 26)
        letters, number = chr(ord("A") + rest) + letters, number - 1
    return letters


def _claims(
    said: Said,
    outcome: SentenceVerdict,
    letters: Mapping[str, str],
    revisions: Mapping[int, int],
    changes: Sequence[HistoryEntry],
) -> Iterable[CaseClaim]:
    for claim in outcome.claims:
        opinions = _opinions(
            [(vote.checker, vote.answer, vote.judgement) for vote in claim.votes], letters, revisions
        )
        yield CaseClaim(
            claim.claim_id,
            claim.span,
            str(claim.verdict or UNDECIDED),
            claim.method,
            opinions,
            claim.adjudication,
            tuple(change for change in changes if change.claim_id == claim.claim_id),
        )
    if not outcome.claims:
        yield _whole(said, outcome, letters, revisions, changes)


def _whole(
    said: Said,
    outcome: SentenceVerdict,
    letters: Mapping[str, str],
    revisions: Mapping[int, int],
    changes: Sequence[HistoryEntry],
) -> CaseClaim:
    """The sentence itself, where it holds no claim or nobody said anything yet."""
    denial = outcome.denial
    votes = [(vote.checker, vote.answer, vote.judgement) for vote in denial.votes] if denial else []
    return CaseClaim(
        claim_id(said.sentence.sentence_id, None),
        None,
        NOT_A_CLAIM if denial else "",
        denial.method if denial else "",
        _opinions(votes, letters, revisions),
        max(said.adjudications, key=lambda word: word.adjudication_id, default=None),
        tuple(changes),
    )


def _opinions(
    votes: Iterable[tuple[str, Answer, Judgement]], letters: Mapping[str, str], revisions: Mapping[int, int]
) -> tuple[Opinion, ...]:
    opinions = [
        Opinion(
            letters[checker],
            answer.person_id,
            judgement,
            answer.updated_at,
            answer.lead_time,
            revisions[answer.annotation_id],
        )
        for checker, answer, judgement in votes
    ]
    return tuple(sorted(opinions, key=lambda opinion: (len(opinion.letter), opinion.letter)))


def _tail(text: str) -> str:
    if len(text) <= AROUND:
        return text
    return f"… {text[-AROUND:].split(maxsplit=1)[-1]}" if text[-AROUND:].split() else ""


def _head(text: str) -> str:
    if len(text) <= AROUND:
        return text
    return f"{text[:AROUND].rsplit(maxsplit=1)[0]} …" if text[:AROUND].split() else ""
