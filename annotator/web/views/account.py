"""The account of every sentence, for people and for programs that watch."""

from itertools import groupby
from operator import attrgetter

from flask import Blueprint, Response, render_template

from annotator.web.access import EDITORS, allowed, open_to_all
from annotator.web.current import desk
from annotator.web.metrics import CONTENT_TYPE, exposition
from annotator.web.storage import store
from annotator.web.wording import ADVICE, ON_RECORD
from tasks.ledger import read_account
from tasks.store.queues import in_trouble
from tasks.store.standings import any_stale

blueprint = Blueprint("account", __name__)

SHOWN_PROBLEMS = 100


@blueprint.get("/ledger")
@allowed(EDITORS)
def ledger_page() -> str:
    waiting = in_trouble(store(), SHOWN_PROBLEMS)
    return render_template(
        "ledger.html",
        account=read_account(store()),
        waiting={state: list(found) for state, found in groupby(waiting, attrgetter("state"))},
        shown=len(waiting),
        is_current=not any_stale(store()),
        advice=ADVICE,
        on_record=ON_RECORD,
    )


@blueprint.get("/metrics")
@open_to_all
def metrics() -> Response:
    """Counts in Prometheus' text format; nothing of what articles or people say."""
    text = exposition(store(), desk().sync_status(), desk().label_studio_status())
    return Response(text, content_type=CONTENT_TYPE)
