"""The desk's first page, and the way to the label stream."""

from flask import Blueprint, abort, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from annotator.web.access import CHECKERS, EVERYBODY, allowed, may
from annotator.web.current import desk
from annotator.web.filters import public_label_studio_url
from annotator.web.label_stream import label_stream_path
from annotator.web.storage import store
from exports.status import verdict_totals
from tasks.ledger import SentenceState, open_ledger
from tasks.store import overview
from tasks.store.alarms import open_alarms
from tasks.store.projects import active_projects
from tasks.store.reviews import sent_back_to

blueprint = Blueprint("front", __name__)

RECENT_ARTICLES = 5
MOST_SENT_BACK = 20


@blueprint.get("/")
@allowed(EVERYBODY)
def desk_page() -> Response | str:
    """What needs attention; researchers have their datasets instead."""
    if not may("articles.articles"):
        return redirect(url_for("datasets.datasets"))
    ledger = open_ledger(store())
    done = sum(ledger.states[state] for state in _DONE)
    out = ledger.states[SentenceState.WITHDRAWN] + ledger.states[SentenceState.LEFT_OUT]
    return render_template(
        "desk.html",
        ledger=ledger,
        done=done,
        to_do=ledger.sentences - out,
        verdicts=verdict_totals(store()),
        articles=overview.list_articles(store(), limit=RECENT_ARTICLES),
        sync=desk().sync_status(),
        alarms=open_alarms(store()),
        sent_back=sent_back_to(store(), g.person.person_id, MOST_SENT_BACK),
    )


_DONE = (SentenceState.LABELLED, SentenceState.SKIPPED_BY_ALL, SentenceState.ADJUDICATED)


@blueprint.get("/label")
@allowed(CHECKERS)
def label() -> Response:
    """On to the label stream; to the list of projects where there are several."""
    if len(active_projects(store())) > 1:
        return redirect(url_for("projects.projects"))
    path = label_stream_path()
    if path is None:
        abort(404)
    return redirect(f"{public_label_studio_url()}{path}")
