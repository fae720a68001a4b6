"""The account of every sentence, for people and for programs that watch."""

from flask import Blueprint, Response, render_template

from annotator.web.access import EDITORS, allowed, open_to_all
from annotator.web.current import desk
from annotator.web.metrics import CONTENT_TYPE, exposition
from annotator.web.storage import store
from tasks.ledger import SentenceState, open_ledger

blueprint = Blueprint("account", __name__)

SHOWN_PROBLEMS = 200


@blueprint.get("/ledger")
@allowed(EDITORS)
def ledger_page() -> str:
    ledger = open_ledger(store())
    return render_template(
        "ledger.html",
        ledger=ledger,
        states=[(state.value, ledger.states[state]) for state in SentenceState if ledger.states[state]],
        problems=ledger.problems[:SHOWN_PROBLEMS],
    )


@blueprint.get("/metrics")
@open_to_all
def metrics() -> Response:
    """Counts in Prometheus' text format; nothing of what articles or people say."""
    text = exposition(store(), desk().sync_status(), desk().label_studio_status())
    return Response(text, content_type=CONTENT_TYPE)
