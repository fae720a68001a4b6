"""The page of a case in review, and the way from one case to the next."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from annotator.web.cases import find_case
from annotator.web.review_forms import AskForm, SettleForm
from annotator.web.review_places import Around, address, around
from annotator.web.review_words import CHANGES, METHODS, REQUESTS
from annotator.web.storage import store
from annotator.web.wording import REASON_WORDS, SAID_WORDS
from exports.case import Case, CaseClaim
from tasks.label_studio.words import REASONS, VERDICTS
from tasks.store import reviews
from tasks.store.review_queue import Place
from tasks.store.reviews import RequestKind, ReviewRequest


def case_page(found: Case, claim: CaseClaim, form: SettleForm, problem: str | None = None) -> str:
    here = around(found.sentence_id)
    return render_template(
        "review_case.html",
        case=found,
        claim=claim,
        form=form,
        ask=AskForm(formdata=None, claim=claim.claim_id, at=here.at),
        problem=problem,
        asked=_asked(found.sentence_id),
        queue=here.queue.named,
        previous=address(here.previous, here.queue) if here.previous else None,
        next=address(here.next, here.queue) if here.next else None,
        verdict_keys={value: answer.key for value, answer in VERDICTS.items()},
        reason_keys={value: answer.key for value, answer in REASONS.items()},
        reasons=REASON_WORDS,
        said_words=SAID_WORDS,
        methods=METHODS,
        changes=CHANGES,
        request_words=REQUESTS,
    )


def go_on(sentence_id: str, here: Around) -> Response:
    """To the sentence's next claim that is contested, else to the next case, else to the queue."""
    found = find_case(sentence_id)
    waits = any(request.kind is not RequestKind.FLAG for request in _asked(sentence_id))
    if not waits and (left := [claim for claim in found.claims if claim.is_contested]):
        place = here.place or Place(0.0, "", sentence_id)
        return redirect(address(place, here.queue, left[0]))
    onward = here.next or next(iter(here.queue.places(1)), None)
    if onward is None or onward.sentence_id == sentence_id:
        flash(gettext("That was the last one."))
        return redirect(url_for("review.queue", **here.queue.named))
    return redirect(address(onward, here.queue))


def _asked(sentence_id: str) -> list[ReviewRequest]:
    return [asked for asked in reviews.requests_about(store(), sentence_id) if asked.stands]
