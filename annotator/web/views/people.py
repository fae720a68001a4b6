"""The people at the desk, and the link that invites more."""

from urllib.parse import urlencode

from flask import Blueprint, render_template

from annotator.web.access import EDITORS, allowed
from annotator.web.current import desk
from annotator.web.filters import public_label_studio_url
from annotator.web.label_stream import label_stream_path
from annotator.web.storage import store
from tasks.store import overview

blueprint = Blueprint("people", __name__)


@blueprint.get("/people")
@allowed(EDITORS)
def people_page() -> str:
    return render_template(
        "people.html",
        people=overview.list_checkers(store()),
        invitation=_invitation(),
    )


def _invitation() -> str:
    """The sign-up link, which ends at the label stream once that is there."""
    link = f"{public_label_studio_url()}{desk().client.invitation_path()}"
    stream = label_stream_path()
    return f"{link}&{urlencode({'next': stream})}" if stream else link
