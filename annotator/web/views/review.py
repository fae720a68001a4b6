"""Review: the queue of what waits for an editor, and the case in which a claim is settled."""

from flask import Blueprint, render_template, request

from annotator.web.access import EDITORS, allowed
from annotator.web.cases import find_case
from annotator.web.review_forms import filled_in
from annotator.web.review_page import case_page
from annotator.web.review_places import address, cursor_of, place_after, queue_asked_for
from annotator.web.review_words import KINDS, ORDERS
from annotator.web.storage import store
from tasks.store import review_queue
from tasks.store.review_queue import QueueKind

blueprint = Blueprint("review", __name__, url_prefix="/review")

PAGE_SIZE = 25
MOST_COUNTED = 500

ORDERED = (QueueKind.ALL, QueueKind.DISAGREEMENT)
"""The queues in which something may be more disputed than something else."""


@blueprint.get("")
@allowed(EDITORS)
def queue() -> str:
    asked_for, after = queue_asked_for(), place_after()
    found = asked_for.places(PAGE_SIZE + 1, after=after)
    shown = found[:PAGE_SIZE]
    return render_template(
        "review.html",
        kind=asked_for.kind,
        order=asked_for.order,
        queue=asked_for.named,
        kinds=[
            (each, words, review_queue.count_queue(store(), each, MOST_COUNTED))
            for each, words in KINDS.items()
        ],
        orders=ORDERS if asked_for.kind in ORDERED else {},
        most=MOST_COUNTED,
        entries=[(entry, address(entry.place, asked_for)) for entry in review_queue.entries(store(), shown)],
        is_first=after is None,
        further=cursor_of(shown[-1]) if len(found) > PAGE_SIZE else None,
    )


@blueprint.get("/<sentence_id>")
@allowed(EDITORS)
def case(sentence_id: str) -> str:
    found = find_case(sentence_id)
    claim = found.claim(request.args.get("claim"))
    return case_page(found, claim, filled_in(claim))
