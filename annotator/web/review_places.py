"""Where a case stands in its queue, as addresses say it, and the cases around it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import abort, request, url_for

from annotator.web.storage import store
from exports.case import CaseClaim
from tasks.store import review_queue
from tasks.store.review_queue import Place, QueueKind, QueueOrder

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue that an editor goes through."""

    kind: QueueKind
    order: QueueOrder

    @property
    def named(self) -> dict[str, Any]:
        """Its part of an address."""
        order = None if self.order is QueueOrder.OLDEST else self.order
        return {"kind": self.kind, "order": order}

    def places(self, limit: int, **bound: Place | None) -> list[Place]:
        return review_queue.places(store(), self.kind, limit, order=self.order, **bound)


@dataclass(frozen=True, slots=True)
class Around:
    """Where a case stands in its queue."""

    queue: Queue
    place: Place | None
    previous: Place | None
    next: Place | None

    @property
    def at(self) -> str:
        return at_of(self.place) if self.place else ""


def queue_asked_for() -> Queue:
    """The queue that the request's address names."""
    return Queue(_choice("kind", QueueKind.ALL), _choice("order", QueueOrder.OLDEST))


def _choice(name: str, default: Choice) -> Choice:
    said = request.args.get(name, default)
    if said not in set(type(default)):
        abort(404)
    return type(default)(said)


def around(sentence_id: str) -> Around:
    """The neighbours in the queue; also of a case that has left it, where its address says its place."""
    queue = queue_asked_for()
    place = review_queue.place_of(store(), queue.kind, sentence_id, queue.order)
    place = place or _placed(request.values.get("at", ""), sentence_id)
    if place is None:
        return Around(queue, None, None, None)
    before, after = queue.places(1, before=place), queue.places(1, after=place)
    return Around(queue, place, next(iter(before), None), next(iter(after), None))


def address(place: Place, queue: Queue, claim: CaseClaim | None = None) -> str:
    """Of a case."""
    return url_for(
        "review.case",
        sentence_id=place.sentence_id,
        **queue.named,
        at=at_of(place) or None,
        claim=claim.claim_id if claim else None,
    )


def at_of(place: Place) -> str:
    """The part of a place that its sentence does not say, for an address."""
    return f"{place.rank!r}~{place.at}" if place.rank else place.at


def cursor_of(place: Place) -> str:
    """A place, for an address."""
    return f"{at_of(place)}~{place.sentence_id}"


def place_after() -> Place | None:
    """The place after which the request wants the queue."""
    at, _, sentence_id = request.args.get("after", "").rpartition("~")
    return _placed(at, sentence_id) if sentence_id else None


def _placed(at: str, sentence_id: str) -> Place | None:
    rank, _, since = at.rpartition("~")
    try:
        return Place(float(rank or 0), since, sentence_id) if at else None
    except ValueError:
        return None
