"""Which sentences are to be labelled, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Order(StrEnum):
    """The order in which checkers meet the sentences of an article."""

    READING = "reading"
    CHECK_WORTHINESS = "check-worthiness"  # what matters most first


@dataclass(frozen=True, slots=True)
class Selection:
    """How much of an article is labelled, and what comes first."""

    order: Order = Order.READING
    top: int | None = None  # only so many, the most check-worthy; None: all


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Chosen:
    """Indices of sentences."""

    label: tuple[int, ...]  # in the order in which they are to be labelled
    leave_out: tuple[int, ...]  # in reading order


def choose(scores: Sequence[float | None], selection: Selection) -> Chosen:
    """Apply a selection to sentences, given by their check-worthiness in reading order.

    Of equal scores the earlier sentence comes first; a sentence without a score
    comes last.
    """
    by_worth = sorted(range(len(scores)), key=lambda i: (-(scores[i] or 0.0), scores[i] is None, i))
    kept = by_worth if selection.top is None else by_worth[: selection.top]
    label = kept if selection.order is Order.CHECK_WORTHINESS else sorted(kept)
    return Chosen(tuple(label), tuple(sorted(set(range(len(scores))) - set(kept))))
