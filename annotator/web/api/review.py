"""What waits for an editor, and the editor's word about a claim."""

from datetime import date
from typing import Self

from flask import abort, g
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import EDITORS, for_scripts
from annotator.web.api.answers import answer, done
from annotator.web.api.pages import PageQuery, cut
from annotator.web.api.resource import Taken, make_resource
from annotator.web.api.sentences import SentencePath, Votes
from annotator.web.cases import find_case
from annotator.web.current import desk
from annotator.web.storage import store
from tasks import review
from tasks.errors import InputError
from tasks.label_studio.typed import NOTE_LIMIT
from tasks.store import review_queue
from tasks.store.review_queue import Place, QueueKind, QueueOrder
from tasks.store.sentences import get_sentence_text
from tasks.store.tokens import Scope
from tasks.types import Span, UnverifiableReason, Verdict

resource = make_resource("review", "What waits for an editor, and the editor's word about a claim.")

MOST_COUNTED = 500
LARGEST_OFFSET = 10_000_000


class QueueQuery(PageQuery):
    kind: QueueKind = Field(QueueKind.ALL, description="Which queue.")
    order: QueueOrder = Field(
        QueueOrder.OLDEST,
        description="What comes first; disputed: what the smallest share of its checkers agrees about.",
    )


class QueuedClaim(BaseModel):
    label: str = Field(description="A verdict, not_a_claim or undecided.")
    votes: Votes

    @classmethod
    def of(cls, claim: tuple[str, int, int, int, int]) -> Self:
        label, verified, disputed, unverifiable, denied = claim
        votes = Votes(verified=verified, disputed=disputed, unverifiable=unverifiable, not_a_claim=denied)
        return cls(label=label, votes=votes)


class QueueEntry(BaseModel):
    sentence_id: str
    sentence: str
    title: str
    publisher: str
    published_on: date | None
    since: str = Field(description="Of the last judgement that counts, or of the request.")
    disagree: bool
    without_evidence: bool
    flags: int = Field(description="By editors, that still stand.")
    claims: list[QueuedClaim]


class QueueCounts(BaseModel):
    counts: dict[QueueKind, int] = Field(description=f"Not counted beyond {MOST_COUNTED}.")


class Queue(BaseModel):
    items: list[QueueEntry]
    next: str | None


class AdjudicationPath(SentencePath):
    adjudication_id: int = Field(ge=1, le=2**62)


class ClaimPlace(Taken):
    """A claim by its place in the sentence; without one it is the sentence as a whole."""

    start: int | None = Field(None, ge=0, le=LARGEST_OFFSET)
    end: int | None = Field(None, ge=1, le=LARGEST_OFFSET)

    def span(self) -> Span | None:
        """:raises InputError: it has one end only"""
        if self.start is None and self.end is None:
            return None
        if self.start is None or self.end is None:
            raise InputError("A claim has a start and an end, or neither.")
        return Span(self.start, self.end)


class Settlement(ClaimPlace):
    label: str = Field(description=f"One of {', '.join(review.LABELS)}.", max_length=20)
    reason: UnverifiableReason | None = Field(None, description=f"With {Verdict.UNVERIFIABLE} only.")
    evidence: list[str] = Field([], max_length=100, description="Addresses or titles.")
    note: str = Field("", max_length=NOTE_LIMIT)
    instead_of: int | None = Field(
        None, ge=1, le=2**62, description="The adjudication that this one replaces, where its place differs."
    )


class Asked(ClaimPlace):
    why: str = Field("", max_length=NOTE_LIMIT)


class SentBack(Asked):
    checkers: list[str] | None = Field(
        None, max_length=100, description="To whom, by their letters in the case; null: all who answered."
    )


class Settled(BaseModel):
    adjudication_id: int


class Request(BaseModel):
    request_id: int


@resource.get("/review", responses={"200": Queue})
@for_scripts(EDITORS, Scope.READ)
def queue(query: QueueQuery) -> Response:
    """The sentences that wait. One that still waits for a checker is not due."""
    after = query.after(float, str, str)
    found = review_queue.places(
        store(), query.kind, query.limit + 1, order=query.order, after=Place(*after) if after else None
    )
    shown, following = cut(found, query.limit, lambda place: tuple(place))
    items = [
        QueueEntry(
            sentence_id=entry.place.sentence_id,
            sentence=entry.sentence,
            title=entry.title,
            publisher=entry.publisher,
            published_on=date.fromisoformat(entry.published_on) if entry.published_on else None,
            since=entry.place.at,
            disagree=entry.disagree,
            without_evidence=entry.without_evidence,
            flags=entry.flags,
            claims=[QueuedClaim.of(claim) for claim in entry.claims],
        )
        for entry in review_queue.entries(store(), shown)
    ]
    return answer(Queue(items=items, next=following))


@resource.get("/review/counts", responses={"200": QueueCounts})
@for_scripts(EDITORS, Scope.READ)
def counts() -> Response:
    """How many sentences are in each queue."""
    return answer(
        QueueCounts(
            counts={kind: review_queue.count_queue(store(), kind, MOST_COUNTED) for kind in QueueKind}
        )
    )


@resource.post("/sentences/<sentence_id>/adjudications", responses={"201": Settled})
@for_scripts(EDITORS, Scope.WRITE)
def settle(path: SentencePath, body: Settlement) -> Response:
    """Settle a claim. Annotations stay as they are; Label Studio is told by itself."""
    judgement = review.make_judgement(
        get_sentence_text(store(), path.sentence_id),
        body.label,
        body.span(),
        reason=body.reason or "",
        note=body.note,
        evidence="\n".join(body.evidence),
    )
    made = review.settle(store(), path.sentence_id, judgement, g.person.person_id, instead_of=body.instead_of)
    desk().hint()
    return answer(Settled(adjudication_id=made), 201)


@resource.delete("/sentences/<sentence_id>/adjudications/<int:adjudication_id>", responses={"204": None})
@for_scripts(EDITORS, Scope.WRITE)
def take_back(path: AdjudicationPath) -> Response:
    """Take an editor's word back. It stays in the record."""
    if not review.take_back(store(), path.sentence_id, path.adjudication_id, g.person.person_id):
        abort(404, "There is no such adjudication that holds.")
    desk().hint()
    return done()


@resource.post("/sentences/<sentence_id>/flag", responses={"201": Request})
@for_scripts(EDITORS, Scope.WRITE)
def flag(path: SentencePath, body: Asked) -> Response:
    """Put a claim into the queue."""
    made = review.flag(store(), path.sentence_id, body.span(), body.why, g.person.person_id)
    return answer(Request(request_id=made), 201)


@resource.post("/sentences/<sentence_id>/opinion", responses={"201": Request})
@for_scripts(EDITORS, Scope.WRITE)
def opinion(path: SentencePath, body: Asked) -> Response:
    """Ask for the opinion of one more checker."""
    made = review.ask_another(store(), path.sentence_id, body.span(), body.why, g.person.person_id)
    desk().hint()
    return answer(Request(request_id=made), 201)


@resource.post("/sentences/<sentence_id>/send-back", responses={"201": Request})
@for_scripts(EDITORS, Scope.WRITE)
def send_back(path: SentencePath, body: SentBack) -> Response:
    """Ask checkers who answered to look once more."""
    people = None if body.checkers is None else _people(path.sentence_id, body.checkers)
    made = review.send_back(store(), path.sentence_id, body.span(), body.why, g.person.person_id, people)
    desk().hint()
    return answer(Request(request_id=made), 201)


def _people(sentence_id: str, letters: list[str]) -> list[int]:
    known = find_case(sentence_id).letters
    return [person for letter in letters if (person := known.get(letter)) is not None]
