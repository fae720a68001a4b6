"""What came from Label Studio and made no sense: look at it, try it again, or dismiss it."""

import json

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext, ngettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from annotator.web.access import EDITORS, allowed
from annotator.web.storage import store
from annotator.web.wording import CASES_SETTLED
from tasks.release_quarantined import release
from tasks.store.quarantine import Case, count_open, get_case, open_cases, settle_case

blueprint = Blueprint("quarantine", __name__, url_prefix="/quarantine")

SHOWN_CASES = 100
SHOWN_CHARS = 20_000


class DismissForm(FlaskForm):  # type: ignore[misc]
    note = StringField(
        lazy_gettext("Why it counts for nothing"),
        [InputRequired(lazy_gettext("Say why.")), Length(max=1000)],
    )


@blueprint.get("")
@allowed(EDITORS)
def cases() -> str:
    return render_template(
        "quarantine.html", cases=open_cases(store(), SHOWN_CASES), number=count_open(store())
    )


@blueprint.get("/<int:quarantine_id>")
@allowed(EDITORS)
def case(quarantine_id: int) -> str:
    return _page(_case(quarantine_id), DismissForm())


@blueprint.post("/<int:quarantine_id>/release")
@allowed(EDITORS)
def release_case(quarantine_id: int) -> Response | tuple[str, int]:
    found = _case(quarantine_id)
    problem = release(store(), found, g.person.person_id)
    if problem is not None:
        return _page(found, DismissForm(formdata=None), problem), 422
    flash(gettext("It makes sense now and counts as an answer."))
    return redirect(url_for("quarantine.cases"))


@blueprint.post("/<int:quarantine_id>/dismiss")
@allowed(EDITORS)
def dismiss_case(quarantine_id: int) -> Response | tuple[str, int]:
    found, form = _case(quarantine_id), DismissForm()
    if not form.validate_on_submit():
        return _page(found, form), 422
    note = (form.note.data or "").strip()
    with store().transaction():
        settle_case(store(), found.quarantine_id, "dismissed", g.person.person_id, note)
    flash(gettext("It is dismissed. What came is kept, with your note."))
    return redirect(url_for("quarantine.cases"))


def _case(quarantine_id: int) -> Case:
    found = get_case(store(), quarantine_id)
    if found is None:
        abort(404)
    return found


def _page(found: Case, form: DismissForm, problem: str | None = None) -> str:
    return render_template(
        "quarantine_case.html",
        case=found,
        payload=_readable(found.payload),
        form=form,
        problem=problem,
        settled_words=CASES_SETTLED,
    )


def _readable(payload: str) -> str:
    """The payload with line breaks, cut where it is too long to look at."""
    try:
        text = json.dumps(json.loads(payload), indent=2, ensure_ascii=False)
    except ValueError:
        text = payload
    if len(text) <= SHOWN_CHARS:
        return text
    left = ngettext("and %(num)d more character", "and %(num)d more characters", len(text) - SHOWN_CHARS)
    return f"{text[:SHOWN_CHARS]}\n… {left}"
