"""Who did what, for admins."""

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l

from annotator.web.access import ADMINS, allowed
from annotator.web.storage import store
from tasks.store.audit import list_entries

blueprint = Blueprint("audit", __name__)

PAGE_SIZE = 100

ACTIONS = {
    "alarm.accepted": _l("accepted a change in Label Studio"),
    "alarm.ask_to_put_back": _l("asked to have a change in Label Studio put back"),
    "alarm.over": _l("saw an alarm end by itself"),
    "alarm.put_back": _l("put back a change in Label Studio"),
    "article.add": _l("added an article"),
    "article.publish": _l("made an article public"),
    "article.revise": _l("added a revision of an article"),
    "article.withdraw": _l("took a public article back"),
    "claim.settle": _l("settled a claim"),
    "claim.take_back": _l("took back what settled a claim"),
    "project.change": _l("changed a project"),
    "project.make": _l("made a project"),
    "quarantine.dismissed": _l("dismissed an answer that makes no sense"),
    "quarantine.released": _l("took in an answer from quarantine"),
    "release.audience": _l("chose who may download a release"),
    "release.create": _l("created a release"),
    "review.flag": _l("flagged a claim"),
    "review.opinion": _l("asked another checker about a claim"),
    "review.send_back": _l("sent a claim back to its checkers"),
    "review.withdraw": _l("took back what was asked about a claim"),
    "role.grant": _l("gave a role"),
    "role.revoke": _l("took a role away"),
    "token.create": _l("made an access token"),
    "token.revoke": _l("revoked an access token"),
}
"""What each action is called; one that is not here is shown by its name."""


@blueprint.get("/audit")
@allowed(ADMINS)
def audit_page() -> str:
    found = list_entries(
        store(),
        limit=PAGE_SIZE + 1,
        before=request.args.get("before", type=int),
        subject=request.args.get("subject"),
    )
    return render_template(
        "audit.html",
        entries=found[:PAGE_SIZE],
        older=found[PAGE_SIZE - 1].entry_id if len(found) > PAGE_SIZE else None,
        subject=request.args.get("subject"),
        actions=ACTIONS,
    )
