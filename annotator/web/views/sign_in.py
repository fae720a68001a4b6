"""Signing in and out, with the Label Studio account."""

from urllib.parse import urlsplit

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length

from annotator.web.current import desk
from annotator.web.signed_in import forget_session, open_to_all
from tasks.label_studio.sessions import SESSION_COOKIE

blueprint = Blueprint("sign_in", __name__)

SESSION_SECONDS = 14 * 24 * 3600  # Label Studio ends them by then


class SignInForm(FlaskForm):  # type: ignore[misc]
    email = EmailField("E-mail address", [InputRequired(), Length(max=254)])
    password = PasswordField("Password", [InputRequired(), Length(max=1000)])


@blueprint.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in() -> Response:
    form = SignInForm()
    refused = False
    if form.validate_on_submit():
        session = desk().door.sign_in((form.email.data or "").strip(), form.password.data or "")
        if session:
            answer = redirect(local_path(request.args.get("next")))
            answer.set_cookie(
                SESSION_COOKIE,
                session,
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
def sign_out() -> Response:
    forget_session(request.cookies.get(SESSION_COOKIE, ""))
    answer = redirect(url_for("sign_in.sign_in"))
    answer.delete_cookie(SESSION_COOKIE)
    return answer


def local_path(target: str | None) -> str:
    """Where to go after signing in: a path of ours and nowhere else."""
    home = url_for("front.desk_page")
    if not target or "\\" in target or any(ord(char) < 33 for char in target):
        return home
    parts = urlsplit(target)
    is_ours = not parts.scheme and not parts.netloc and target.startswith("/") and not target.startswith("//")
    return target if is_ours else home
