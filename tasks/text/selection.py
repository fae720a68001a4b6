"""Which sentences are to be labelled, and in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


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


def choose(
    scores: Sequence[float | None], selection: Selection, wishes: Mapping[int, bool] = MappingProxyType({})
) -> Chosen:
    """Apply a selection to sentences, given by their check-worthiness in reading order.

    Of equal scores the earlier sentence comes first; a sentence without a score
    comes last.

    :param wishes: sentences that somebody wants in (``True``) or out, whatever the selection says
    """
    by_worth = sorted(range(len(scores)), key=lambda i: (-(scores[i] or 0.0), scores[i] is None, i))
    by_rule = [i for i in by_worth if i not in wishes]
    wanted = {i for i, is_in in wishes.items() if is_in}
    room = None if selection.top is None else max(0, selection.top - len(wanted))
    in_set = wanted.union(by_rule[:room])
    kept = [i for i in by_worth if i in in_set]
    label = kept if selection.order is Order.CHECK_WORTHINESS else sorted(kept)
    return Chosen(tuple(label), tuple(sorted(set(range(len(scores))) - set(kept))))
