"""The editor's word about a claim in review: given, and taken back."""

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from annotator.web.access import EDITORS, allowed
from annotator.web.cases import find_case
from annotator.web.current import desk
from annotator.web.error_words import error_words
from annotator.web.review_forms import SettleForm
from annotator.web.review_page import case_page, go_on
from annotator.web.review_places import around, queue_asked_for
from annotator.web.storage import store
from tasks import review
from tasks.errors import InputError

blueprint = Blueprint("settling", __name__, url_prefix="/review")


@blueprint.post("/<sentence_id>/settle")
@allowed(EDITORS)
def settle(sentence_id: str) -> Response | tuple[str, int]:
    """Record the editor's word, and go on to what is next."""
    form, found = SettleForm(), find_case(sentence_id)
    claim = found.claim(form.claim.data)
    if not form.validate_on_submit():
        return case_page(found, claim, form), 422
    here = around(sentence_id)
    try:
        judgement = review.make_judgement(
            found.sentence,
            form.label.data,
            claim.span,
            reason=form.reason.data or "",
            note=form.note.data or "",
            evidence=form.evidence.data or "",
        )
    except InputError as error:
        return case_page(found, claim, form, error_words(error)), 422
    review.settle(
        store(),
        sentence_id,
        judgement,
        g.person.person_id,
        instead_of=claim.adjudication.adjudication_id if claim.adjudication else None,
    )
    desk().hint()
    return go_on(sentence_id, here)


@blueprint.post("/<sentence_id>/take-back/<int:adjudication_id>")
@allowed(EDITORS)
def take_back(sentence_id: str, adjudication_id: int) -> Response:
    """An editor's word no longer holds."""
    found = find_case(sentence_id)
    if adjudication_id not in {word.adjudication_id for word in found.settled}:
        abort(404)
    review.take_back(store(), sentence_id, adjudication_id, g.person.person_id)
    desk().hint()
    flash(gettext("It is open again. What was settled stays in its history."))
    return redirect(url_for("review.case", sentence_id=sentence_id, **queue_asked_for().named))
