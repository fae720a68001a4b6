"""The people at the desk: how each works, what each may do, and the link that invites more."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from annotator.web.access import ADMINS, CHECKERS, allowed, may
from annotator.web.error_words import error_words
from annotator.web.filters import public_label_studio_url
from annotator.web.invitation import invitation_link
from annotator.web.storage import store
from annotator.web.wording import ROLE_WORDS
from exports.checkers import agreement_with_each, checker_figures
from tasks.errors import InputError
from tasks.store import people
from tasks.store.people import Person, Role

blueprint = Blueprint("people", __name__, url_prefix="/people")

MOST_SHOWN = 200


@blueprint.get("")
@allowed(CHECKERS)
def people_page() -> str:
    """Everybody for editors; for a checker, themselves."""
    sees_all = may("review.queue")
    everybody = people.list_people(store()) if sees_all else [g.person]
    return render_template(
        "people.html",
        figures=checker_figures(store(), everybody[:MOST_SHOWN]),
        number=len(everybody),
        sees_all=sees_all,
        invitation=invitation_link() if sees_all else None,
        is_for_this_machine=_is_this_machine(urlsplit(public_label_studio_url()).hostname or ""),
        role_words=ROLE_WORDS,
    )


@blueprint.get("/<int:person_id>")
@allowed(CHECKERS)
def person(person_id: int) -> str:
    return _page(_person(person_id))


@blueprint.post("/<int:person_id>/roles")
@allowed(ADMINS)
def change_role(person_id: int) -> Response | tuple[str, int]:
    """Give a role or take it."""
    found = _person(person_id)
    role, takes = request.form.get("role", ""), "take" in request.form
    change = people.revoke if takes else people.grant
    try:
        changed = change(store(), found.email, role, g.person.person_id)
    except InputError as error:
        return _page(found, error_words(error)), 422
    if changed:
        flash(gettext("The role is taken away.") if takes else gettext("The role is given."))
    return redirect(url_for("people.person", person_id=person_id))


def _is_this_machine(host: str) -> bool:
    """Whether a name or address means the machine of whoever opens it."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _person(person_id: int) -> Person:
    """Somebody whom whoever asks may see."""
    if not may("review.queue") and person_id != g.person.person_id:
        abort(404)
    found = people.get_person(store(), person_id)
    if found is None:
        abort(404)
    return found


def _page(found: Person, problem: str | None = None) -> str:
    sees_all = may("review.queue")
    names = {each.person_id: each.name for each in people.list_people(store())} if sees_all else {}
    [figures] = checker_figures(store(), [found])
    holdings = people.list_holdings(store(), found.person_id)
    with_each = agreement_with_each(store(), found) if sees_all else {}
    return render_template(
        "person.html",
        figures=figures,
        with_each=[(names.get(other, ""), agreement) for other, agreement in with_each.items()][:MOST_SHOWN],
        holdings=holdings,
        granted={holding.role for holding in holdings if holding.revoked_at is None},
        names=names,
        roles=list(Role),
        role_words=ROLE_WORDS,
        problem=problem,
    )
