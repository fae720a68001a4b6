"""The desk's first page, and the way to the label stream."""

from flask import Blueprint, abort, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from annotator.web.access import CHECKERS, EVERYBODY, allowed, may
from annotator.web.alarm_words import ALARMS, alarm_detail
from annotator.web.current import desk
from annotator.web.desk_page import desk_page as read_page
from annotator.web.filters import public_label_studio_url
from annotator.web.label_stream import label_stream_path
from annotator.web.storage import store
from annotator.web.wording import CONCERNS
from exports.status import OUTCOMES
from tasks.store.alarms import open_alarms
from tasks.store.projects import active_projects
from tasks.store.queues import named
from tasks.store.reviews import sent_back_to

blueprint = Blueprint("front", __name__)

MOST_SENT_BACK = 20


@blueprint.get("/")
@allowed(EVERYBODY)
def desk_page() -> Response | str:
    """What needs attention; researchers have their datasets instead."""
    if not may("articles.articles"):
        return redirect(url_for("datasets.datasets"))
    return render_template(
        "desk.html",
        page=read_page(store(), g.person),
        outcomes=OUTCOMES,
        concerns=CONCERNS,
        alarm_words=ALARMS,
        sync=desk().sync_status(),
        alarms=[
            (alarm, alarm_detail(alarm), named(store(), alarm.particulars.get("sentences", ())))
            for alarm in open_alarms(store())
        ],
        sent_back=sent_back_to(store(), g.person.person_id, MOST_SENT_BACK),
    )


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
