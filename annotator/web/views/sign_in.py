"""Signing in and out, with the Label Studio account."""

import logging

from flask import Blueprint, make_response, redirect, render_template, request, session, url_for
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length

from annotator.web.access import EVERYBODY, allowed, open_to_all
from annotator.web.current import desk
from annotator.web.destinations import inside
from annotator.web.limits import (
    FOR_ONE_ACCOUNT,
    FROM_ONE_ADDRESS,
    account_asked_for,
    limiter,
    was_refused,
)
from annotator.web.signed_in import end_session
from tasks.errors import LabelStudioError
from tasks.label_studio.sessions import SESSION_COOKIE

blueprint = Blueprint("sign_in", __name__)

log = logging.getLogger(__name__)

SESSION_SECONDS = 14 * 24 * 3600  # Label Studio ends them by then


class SignInForm(FlaskForm):  # type: ignore[misc]
    email = EmailField(lazy_gettext("E-mail address"), [InputRequired(), Length(max=254)])
    password = PasswordField(lazy_gettext("Password"), [InputRequired(), Length(max=1000)])


@blueprint.route("/sign-in", methods=["GET", "POST"])
@open_to_all
@limiter.limit(FROM_ONE_ADDRESS, methods=["POST"], deduct_when=was_refused)
@limiter.limit(FOR_ONE_ACCOUNT, key_func=account_asked_for, methods=["POST"], deduct_when=was_refused)
def sign_in() -> Response:
    form = SignInForm()
    refused = False
    if form.validate_on_submit():
        label_studio_session = desk().door.sign_in((form.email.data or "").strip(), form.password.data or "")
        if label_studio_session:
            session.clear()  # whatever this browser was given before belongs to nobody now
            answer = redirect(inside(request.args.get("next")))
            answer.set_cookie(
                SESSION_COOKIE,
                label_studio_session,
                max_age=SESSION_SECONDS,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure,
            )
            return answer
        refused = True
    page = render_template("sign_in.html", form=form, refused=refused)
    return make_response(page, 401 if refused else 200)


@blueprint.post("/sign-out")
@allowed(EVERYBODY)
def sign_out() -> Response:
    """End the session, here and in Label Studio: whoever copied the cookie is signed out as well."""
    session.clear()
    try:
        end_session(request.cookies.get(SESSION_COOKIE, ""))
    except LabelStudioError as error:
        log.warning("a session goes on in Label Studio, and its browser forgets it: %s", error)
    answer = redirect(url_for("sign_in.sign_in"))
    answer.delete_cookie(SESSION_COOKIE)
    return answer
