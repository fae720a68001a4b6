"""Review: the queue of what waits for an editor, and the case in which a claim is settled."""

from collections.abc import Callable
from typing import NamedTuple

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from annotator.web.access import EDITORS, allowed
from annotator.web.current import desk
from annotator.web.storage import store
from annotator.web.wording import REASON_WORDS, SAID_WORDS
from exports.case import Case, CaseClaim, read_case
from exports.history import Change
from exports.verdicts import Method
from tasks import review
from tasks.errors import InputError
from tasks.label_studio.typed import NOTE_LIMIT
from tasks.label_studio.words import REASONS, VERDICTS
from tasks.store import review_queue, reviews
from tasks.store.review_queue import Place, QueueKind
from tasks.store.reviews import RequestKind
from tasks.types import Span

blueprint = Blueprint("review", __name__, url_prefix="/review")

PAGE_SIZE = 25
MOST_COUNTED = 500
MOST_EVIDENCE_CHARS = 50_000

KINDS = {
    QueueKind.ALL: lazy_gettext("To decide"),
    QueueKind.DISAGREEMENT: lazy_gettext("Checkers disagree"),
    QueueKind.NO_EVIDENCE: lazy_gettext("No evidence"),
    QueueKind.FLAGGED: lazy_gettext("Flagged"),
    QueueKind.WAITING: lazy_gettext("With checkers"),
}

METHODS = {
    "": "",
    Method.SINGLE: lazy_gettext("one checker"),
    Method.UNANIMOUS: lazy_gettext("all alike"),
    Method.MAJORITY: lazy_gettext("by majority"),
    Method.ADJUDICATED: lazy_gettext("settled by an editor"),
    Method.UNDECIDED: lazy_gettext("evenly split"),
}
CHANGES = {
    Change.ANSWER: lazy_gettext("a checker answered"),
    Change.REVISED_ANSWER: lazy_gettext("a checker changed an answer"),
    Change.REMOVED_ANSWER: lazy_gettext("an answer was taken back"),
    Change.ADJUDICATION: lazy_gettext("an editor decided"),
}
REQUESTS = {
    RequestKind.FLAG: lazy_gettext("Flagged for review"),
    RequestKind.OPINION: lazy_gettext("Another checker is asked"),
    RequestKind.SEND_BACK: lazy_gettext("Sent back to its checkers"),
}


class SettleForm(FlaskForm):  # type: ignore[misc]
    label = RadioField(
        lazy_gettext("Verdict"),
        [InputRequired(lazy_gettext("Choose a verdict."))],
        choices=list(VERDICTS),  # type: ignore[arg-type]  # plain values are what it takes
    )
    reason = RadioField(
        lazy_gettext("Why it is unverifiable"),
        [Optional()],
        choices=list(REASONS),  # type: ignore[arg-type]
    )
    evidence = TextAreaField(lazy_gettext("Evidence"), [Length(max=MOST_EVIDENCE_CHARS)])
    note = TextAreaField(lazy_gettext("Note"), [Length(max=NOTE_LIMIT)])
    claim = HiddenField()
    at = HiddenField()


class AskForm(FlaskForm):  # type: ignore[misc]
    """What is asked of others about a claim."""

    why = StringField(lazy_gettext("Why"), [Length(max=NOTE_LIMIT)])
    checkers = SelectMultipleField(lazy_gettext("Checkers"), validate_choice=False)
    claim = HiddenField()
    at = HiddenField()


class Around(NamedTuple):
    """Where a case stands in its queue."""

    kind: QueueKind
    place: Place | None
    previous: Place | None
    next: Place | None


@blueprint.get("")
@allowed(EDITORS)
def queue() -> str:
    kind, after = _kind(), _cursor("after")
    found = review_queue.places(store(), kind, PAGE_SIZE + 1, after=after)
    shown = found[:PAGE_SIZE]
    return render_template(
        "review.html",
        kind=kind,
        kinds=[
            (each, words, review_queue.count_queue(store(), each, MOST_COUNTED))
            for each, words in KINDS.items()
        ],
        most=MOST_COUNTED,
        entries=review_queue.entries(store(), shown),
        is_first=after is None,
        further=_as_cursor(shown[-1]) if len(found) > PAGE_SIZE else None,
    )


@blueprint.get("/<sentence_id>")
@allowed(EDITORS)
def case(sentence_id: str) -> str:
    found = _case(sentence_id)
    claim = found.claim(request.args.get("claim"))
    return _page(found, claim, _filled_in(claim))


@blueprint.post("/<sentence_id>/settle")
@allowed(EDITORS)
def settle(sentence_id: str) -> Response | tuple[str, int]:
    """Record the editor's word, and go on to what is next."""
    form, found = SettleForm(), _case(sentence_id)
    claim = found.claim(form.claim.data)
    if not form.validate_on_submit():
        return _page(found, claim, form), 422
    around = _around(found)
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
        return _page(found, claim, form, str(error)), 422
    review.settle(
        store(),
        sentence_id,
        judgement,
        g.person.person_id,
        instead_of=claim.adjudication.adjudication_id if claim.adjudication else None,
    )
    desk().hint()
    return _go_on(sentence_id, around)


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
    return redirect(url_for("review.case", sentence_id=sentence_id, kind=_kind()))


@blueprint.post("/<sentence_id>/take-back/<int:adjudication_id>")
@allowed(EDITORS)
def take_back(sentence_id: str, adjudication_id: int) -> Response:
    """An editor's word no longer holds."""
    found = _case(sentence_id)
    if adjudication_id not in {word.adjudication_id for word in found.settled}:
        abort(404)
    review.take_back(store(), sentence_id, adjudication_id, g.person.person_id)
    desk().hint()
    flash(gettext("It is open again. What was settled stays in its history."))
    return redirect(url_for("review.case", sentence_id=sentence_id, kind=_kind()))


def _ask(
    sentence_id: str,
    ask: Callable[[Span | None, str, list[int]], object],
    done: str,
    *,
    goes_on: bool = False,
) -> Response | tuple[str, int]:
    form, found = AskForm(), _case(sentence_id)
    claim = found.claim(form.claim.data)
    around = _around(found)
    people = [person for letter in form.checkers.data or () if (person := found.letters.get(letter))]
    if not form.validate_on_submit():
        return _page(found, claim, _filled_in(claim), gettext("That is too long.")), 422
    try:
        ask(claim.span, form.why.data or "", people)
    except InputError as error:
        return _page(found, claim, _filled_in(claim), str(error)), 422
    desk().hint()
    flash(done)
    if goes_on:
        return _go_on(sentence_id, around)
    return redirect(url_for("review.case", sentence_id=sentence_id, kind=_kind(), claim=claim.claim_id))


def _go_on(sentence_id: str, around: Around) -> Response:
    """To the sentence's next claim that is contested, else to the next case, else to the queue."""
    found = read_case(store(), sentence_id, _secret())
    waits = any(request.kind != "flag" for request in _asked(sentence_id))
    if found and not waits and (left := [claim for claim in found.claims if claim.is_contested]):
        return redirect(
            _address(Place(around.place.at if around.place else "", sentence_id), around.kind, left[0])
        )
    onward = around.next or next(iter(review_queue.places(store(), around.kind, 1)), None)
    if onward is None or onward.sentence_id == sentence_id:
        flash(gettext("That was the last one."))
        return redirect(url_for("review.queue", kind=around.kind))
    return redirect(_address(onward, around.kind))


def _asked(sentence_id: str) -> list[reviews.ReviewRequest]:
    return [asked for asked in reviews.requests_about(store(), sentence_id) if asked.stands]


def _page(found: Case, claim: CaseClaim, form: SettleForm, problem: str | None = None) -> str:
    around = _around(found)
    return render_template(
        "review_case.html",
        case=found,
        claim=claim,
        form=form,
        ask=AskForm(formdata=None, claim=claim.claim_id, at=around.place.at if around.place else ""),
        problem=problem,
        asked=_asked(found.sentence_id),
        kind=around.kind,
        previous=_address(around.previous, around.kind) if around.previous else None,
        next=_address(around.next, around.kind) if around.next else None,
        verdict_keys={value: answer.key for value, answer in VERDICTS.items()},
        reason_keys={value: answer.key for value, answer in REASONS.items()},
        reasons=REASON_WORDS,
        said_words=SAID_WORDS,
        methods=METHODS,
        changes=CHANGES,
        request_words=REQUESTS,
    )


def _filled_in(claim: CaseClaim) -> SettleForm:
    """What was settled before, to be changed; nothing is chosen beforehand otherwise."""
    word = claim.adjudication.judgement if claim.adjudication else None
    if word is None:
        return SettleForm(formdata=None, claim=claim.claim_id)
    return SettleForm(
        formdata=None,
        claim=claim.claim_id,
        label=word.label,
        reason=word.reason or "",
        evidence="\n".join(word.evidence),
        note=word.note,
    )


def _case(sentence_id: str) -> Case:
    found = read_case(store(), sentence_id, _secret())
    if found is None:
        abort(404)
    return found


def _secret() -> bytes:
    return desk().credentials.secret_key.encode()


def _around(found: Case) -> Around:
    """The neighbours in the queue; also of a case that has left it, where its address says its place."""
    kind = _kind()
    at = request.values.get("at", "")
    place = review_queue.place_of(store(), kind, found.sentence_id)
    place = place or (Place(at, found.sentence_id) if at else None)
    if place is None:
        return Around(kind, None, None, None)
    before = review_queue.places(store(), kind, 1, before=place)
    after = review_queue.places(store(), kind, 1, after=place)
    return Around(kind, place, *(next(iter(found), None) for found in (before, after)))


def _address(place: Place, kind: QueueKind, claim: CaseClaim | None = None) -> str:
    return url_for(
        "review.case",
        sentence_id=place.sentence_id,
        kind=kind,
        at=place.at or None,
        claim=claim.claim_id if claim else None,
    )


def _kind() -> QueueKind:
    kind = request.args.get("kind", QueueKind.ALL)
    if kind not in set(QueueKind):
        abort(404)
    return QueueKind(kind)


def _cursor(name: str) -> Place | None:
    at, _, sentence_id = request.args.get(name, "").partition("~")
    return Place(at, sentence_id) if sentence_id else None


def _as_cursor(place: Place) -> str:
    return f"{place.at}~{place.sentence_id}"
