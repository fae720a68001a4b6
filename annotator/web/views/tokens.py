"""A person's own account at the desk: what they are here, and their access tokens."""

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import IntegerField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from annotator.web.access import EVERYBODY, allowed
from annotator.web.storage import store
from annotator.web.wording import ROLE_WORDS, SCOPE_WORDS
from tasks.store.tokens import Scope, create_token, list_tokens, revoke_token

blueprint = Blueprint("tokens", __name__, url_prefix="/account")

LONGEST_DAYS = 3650

SCOPES = {
    Scope.READ: lazy_gettext("Read: articles, sentences, verdicts, releases"),
    Scope.WRITE: lazy_gettext("Write: add articles, settle claims, create releases"),
    Scope.ADMIN: lazy_gettext("Administer: roles and the audit log"),
}


def _at_least_one(_form: FlaskForm, field: SelectMultipleField) -> None:
    """Unlike `InputRequired` it does not mark every single box as one that has to be ticked."""
    if not field.data:
        raise ValidationError(gettext("Choose at least one."))


class TokenForm(FlaskForm):  # type: ignore[misc]
    name = StringField(lazy_gettext("What it is for"), [InputRequired(), Length(max=200)])
    scopes = SelectMultipleField(
        lazy_gettext("What it may do, within what you may"),
        [_at_least_one],
        choices=[SelectChoice(scope.value, words) for scope, words in SCOPES.items()],
        default=[Scope.READ.value],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    days = IntegerField(
        lazy_gettext("Days it lasts"), [Optional(), NumberRange(1, LONGEST_DAYS)], default=365
    )


@blueprint.get("")
@allowed(EVERYBODY)
def account_page() -> str:
    return _page(TokenForm())


@blueprint.post("/tokens")
@allowed(EVERYBODY)
def create() -> tuple[str, int]:
    """Make a token and show it, this once: it is on no other page and in no address."""
    form = TokenForm()
    if not form.validate_on_submit():
        return _page(form), 422
    token = create_token(
        store(), g.person.person_id, form.name.data or "", form.scopes.data or (), form.days.data
    )
    return _page(TokenForm(formdata=None), token), 201


@blueprint.post("/tokens/<int:token_id>/revoke")
@allowed(EVERYBODY)
def revoke(token_id: int) -> Response:
    if not revoke_token(store(), g.person.person_id, token_id):
        abort(404)
    flash(gettext("The token is revoked. It opens nothing any more."))
    return redirect(url_for("tokens.account_page"))


def _page(form: TokenForm, made: str | None = None) -> str:
    return render_template(
        "account.html",
        form=form,
        made=made,
        tokens=list_tokens(store(), g.person.person_id),
        role_words=ROLE_WORDS,
        scope_words=SCOPE_WORDS,
    )
