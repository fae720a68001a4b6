"""The forms of a case in review: the editor's word, and what is asked of others."""

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from exports.case import CaseClaim
from tasks.label_studio.typed import NOTE_LIMIT
from tasks.label_studio.words import REASONS, VERDICTS

MOST_EVIDENCE_CHARS = 50_000


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


def filled_in(claim: CaseClaim) -> SettleForm:
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
