"""What an editor asks of others about a claim in review: a look, an opinion, a second thought."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from annotator.web.access import EDITORS, allowed
from annotator.web.cases import find_case
from annotator.web.current import desk
from annotator.web.error_words import error_words
from annotator.web.review_forms import AskForm, filled_in
from annotator.web.review_page import case_page, go_on
from annotator.web.review_places import around, queue_asked_for
from annotator.web.storage import store
from tasks import review
from tasks.errors import InputError
from tasks.store import reviews
from tasks.types import Span

blueprint = Blueprint("asking", __name__, url_prefix="/review")


@blueprint.post("/<sentence_id>/flag")
@allowed(EDITORS)
def flag(sentence_id: str) -> Response | tuple[str, int]:
    return _ask(
        sentence_id,
        lambda span, why, _: review.flag(store(), sentence_id, span, why, g.person.person_id),
        gettext("It is flagged."),
    )


@blueprint.post("/<sentence_id>/opinion")
@allowed(EDITORS)
def opinion(sentence_id: str) -> Response | tuple[str, int]:
    return _ask(
        sentence_id,
        lambda span, why, _: review.ask_another(store(), sentence_id, span, why, g.person.person_id),
        gettext("One more checker gets the sentence."),
        goes_on=True,
    )


@blueprint.post("/<sentence_id>/send-back")
@allowed(EDITORS)
def send_back(sentence_id: str) -> Response | tuple[str, int]:
    return _ask(
        sentence_id,
        lambda span, why, people: review.send_back(
            store(), sentence_id, span, why, g.person.person_id, people
        ),
        gettext("The checkers see it on their desk."),
        goes_on=True,
    )


@blueprint.post("/<sentence_id>/withdraw/<int:request_id>")
@allowed(EDITORS)
def withdraw(sentence_id: str, request_id: int) -> Response:
    """Take a request back."""
    asked = reviews.get_request(store(), request_id)
    if asked is None or asked.sentence_id != sentence_id:
        abort(404)
    review.withdraw(store(), request_id, g.person.person_id)
    desk().hint()
    return redirect(url_for("review.case", sentence_id=sentence_id, **queue_asked_for().named))


def _ask(
    sentence_id: str,
    ask: Callable[[Span | None, str, list[int]], object],
    done: str,
    *,
    goes_on: bool = False,
) -> Response | tuple[str, int]:
    form, found = AskForm(), find_case(sentence_id)
    claim = found.claim(form.claim.data)
    here = around(sentence_id)
    people = [person for letter in form.checkers.data or () if (person := found.letters.get(letter))]
    if not form.validate_on_submit():
        return case_page(found, claim, filled_in(claim), gettext("That is too long.")), 422
    try:
        ask(claim.span, form.why.data or "", people)
    except InputError as error:
        return case_page(found, claim, filled_in(claim), error_words(error)), 422
    desk().hint()
    flash(done)
    if goes_on:
        return go_on(sentence_id, here)
    return redirect(url_for("review.case", sentence_id=sentence_id, **here.queue.named, claim=claim.claim_id))
