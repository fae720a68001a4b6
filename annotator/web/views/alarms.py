"""What somebody changed in Label Studio: put it back, or accept it."""

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from annotator.web.access import EDITORS, allowed
from annotator.web.current import desk
from annotator.web.storage import store
from tasks.store import alarms
from tasks.store.alarms import AlarmKind

blueprint = Blueprint("alarms", __name__, url_prefix="/alarms")


@blueprint.post("/<kind>/put-back")
@allowed(EDITORS)
def put_it_back(kind: str) -> Response:
    """Record the wish; the sync worker carries it out, which may take longer than a request may."""
    wanted = _kind(kind)
    up = [alarm for alarm in alarms.open_alarms(store()) if alarm.kind is wanted]
    if not up:
        flash(gettext("It is as it was already."))
    elif not any(alarm.can_be_put_back for alarm in up):
        flash(
            gettext(
                "The desk never read what the authors had said. Ask them to answer again, or leave it so."
            )
        )
    else:
        alarms.ask_to_put_back(store(), wanted, g.person.person_id)
        desk().hint()
        flash(gettext("It is being put back. That goes on when you close this page."))
    return redirect(url_for("front.desk_page"))


@blueprint.post("/<kind>/accept")
@allowed(EDITORS)
def accept(kind: str) -> Response:
    """Answers can stay deleted or changed; a changed project cannot stay so: the desk relies on it."""
    accepted = _kind(kind)
    if not accepted.is_about_answers:
        abort(400)
    alarms.accept(store(), accepted, g.person.person_id)
    return redirect(url_for("front.desk_page"))


def _kind(kind: str) -> AlarmKind:
    if kind not in {known.value for known in AlarmKind}:
        abort(404)
    return AlarmKind(kind)
