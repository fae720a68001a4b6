"""What the pages of review call queues, methods, changes and requests."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

from exports.history import Change
from exports.majority import Method
from tasks.store.review_queue import QueueKind, QueueOrder
from tasks.store.reviews import RequestKind

KINDS: Mapping[QueueKind, LazyString] = {
    QueueKind.ALL: lazy_gettext("To decide"),
    QueueKind.DISAGREEMENT: lazy_gettext("Checkers disagree"),
    QueueKind.NO_EVIDENCE: lazy_gettext("No evidence"),
    QueueKind.FLAGGED: lazy_gettext("Flagged"),
    QueueKind.WAITING: lazy_gettext("With checkers"),
}

ORDERS: Mapping[QueueOrder, LazyString] = {
    QueueOrder.OLDEST: lazy_gettext("Oldest first"),
    QueueOrder.DISPUTED: lazy_gettext("Most disputed first"),
}

METHODS: Mapping[str, LazyString | str] = {
    "": "",
    Method.SINGLE: lazy_gettext("one checker"),
    Method.UNANIMOUS: lazy_gettext("all alike"),
    Method.MAJORITY: lazy_gettext("by majority"),
    Method.ADJUDICATED: lazy_gettext("settled by an editor"),
    Method.UNDECIDED: lazy_gettext("evenly split"),
}

CHANGES: Mapping[Change, LazyString] = {
    Change.ANSWER: lazy_gettext("a checker answered"),
    Change.REVISED_ANSWER: lazy_gettext("a checker changed an answer"),
    Change.REMOVED_ANSWER: lazy_gettext("an answer was taken back"),
    Change.ADJUDICATION: lazy_gettext("an editor decided"),
}

REQUESTS: Mapping[RequestKind, LazyString] = {
    RequestKind.FLAG: lazy_gettext("Flagged for review"),
    RequestKind.OPINION: lazy_gettext("Another checker is asked"),
    RequestKind.SEND_BACK: lazy_gettext("Sent back to its checkers"),
}
