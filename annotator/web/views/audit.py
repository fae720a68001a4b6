"""Who did what, for admins."""

from flask import Blueprint, render_template, request

from annotator.web.access import ADMINS, allowed
from annotator.web.alarm_words import ALARMS
from annotator.web.audit_words import ACTIONS, DETAILS, detail_words
from annotator.web.storage import store
from tasks.store.audit import list_entries, names_of

blueprint = Blueprint("audit", __name__)

PAGE_SIZE = 100


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
        names={
            **names_of(store(), {entry.subject for entry in found}),
            **{f"alarm:{kind}": str(words) for kind, words in ALARMS.items()},
        },
        actions=ACTIONS,
        details=DETAILS,
        detail_words=detail_words,
    )
