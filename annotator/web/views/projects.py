"""Projects: what checkers label in, and how editors set it up."""

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext, lazy_pgettext
from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.wrappers import Response
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from annotator.web.access import CHECKERS, EDITORS, allowed
from annotator.web.current import desk
from annotator.web.error_words import error_words
from annotator.web.filters import public_label_studio_url
from annotator.web.label_stream import label_stream_path
from annotator.web.storage import store
from tasks.errors import InputError
from tasks.label_studio.guidelines import as_html
from tasks.label_studio.words import VERDICTS
from tasks.store import projects as project_store
from tasks.store.overview import project_sizes
from tasks.store.project_changes import (
    LONGEST_GUIDELINES,
    LONGEST_TITLE,
    SHORTEST_TITLE,
    Setup,
    archive_project,
    change_project,
    make_project,
)
from tasks.store.projects import Project
from tasks.types import MOST_CHECKERS

blueprint = Blueprint("projects", __name__, url_prefix="/projects")


class ProjectForm(FlaskForm):  # type: ignore[misc]
    title = StringField(
        lazy_pgettext("of a thing", "Name"), [InputRequired(), Length(SHORTEST_TITLE, LONGEST_TITLE)]
    )
    checkers_per_sentence = IntegerField(
        lazy_gettext("Checkers for each sentence"),
        [InputRequired(), NumberRange(1, MOST_CHECKERS)],
        default=1,
    )
    guidelines = TextAreaField(lazy_gettext("Your own guidelines"), [Length(max=LONGEST_GUIDELINES)])

    def setup(self) -> Setup:
        return Setup(
            (self.title.data or "").strip(),
            self.checkers_per_sentence.data or 1,
            (self.guidelines.data or "").strip(),
        )


@blueprint.get("")
@allowed(CHECKERS)
def projects() -> str:
    return render_template(
        "projects.html", projects=project_store.list_projects(store()), sizes=project_sizes(store())
    )


@blueprint.get("/<int:project_id>/label")
@allowed(CHECKERS)
def label(project_id: int) -> Response:
    """On to the project's label stream."""
    path = label_stream_path(_project(project_id))
    if path is None:
        flash(gettext("This project is on its way to Label Studio. Wait a moment and try once more."))
        return redirect(url_for("projects.projects"))
    return redirect(f"{public_label_studio_url()}{path}")


@blueprint.route("/new", methods=["GET", "POST"])
@allowed(EDITORS)
def new_project() -> Response | str | tuple[str, int]:
    form = ProjectForm()
    if not form.validate_on_submit():
        return _page(form, None)
    try:
        made = make_project(store(), form.setup(), g.person.person_id)
    except InputError as error:
        return _page(form, None, error_words(error))
    desk().hint()
    flash(gettext("The project is made. It will be in Label Studio in a moment."))
    return redirect(url_for("projects.project", project_id=made.project_id))


@blueprint.route("/<int:project_id>", methods=["GET", "POST"])
@allowed(EDITORS)
def project(project_id: int) -> Response | str | tuple[str, int]:
    found = _project(project_id)
    form = ProjectForm(obj=found)
    if not form.validate_on_submit():
        return _page(form, found)
    try:
        change_project(store(), project_id, form.setup(), g.person.person_id)
    except InputError as error:
        return _page(form, found, error_words(error))
    desk().hint()
    flash(gettext("The project is set up like this from now on. Label Studio will know in a moment."))
    return redirect(url_for("projects.project", project_id=project_id))


@blueprint.post("/<int:project_id>/archive")
@allowed(EDITORS)
def archive(project_id: int) -> Response:
    return _put_away(project_id, archived=True)


@blueprint.post("/<int:project_id>/take-up")
@allowed(EDITORS)
def take_up(project_id: int) -> Response:
    return _put_away(project_id, archived=False)


def _put_away(project_id: int, *, archived: bool) -> Response:
    _project(project_id)
    try:
        archive_project(store(), project_id, archived=archived, person_id=g.person.person_id)
    except InputError as error:
        flash(error_words(error))
    else:
        flash(gettext("The project is archived.") if archived else gettext("The project is taken up again."))
    return redirect(url_for("projects.projects"))


def _project(project_id: int) -> Project:
    found = project_store.get_project(store(), project_id)
    if found is None:
        abort(404)
    return found


def _page(form: ProjectForm, found: Project | None, problem: str | None = None) -> str | tuple[str, int]:
    page = render_template(
        "project.html",
        form=form,
        project=found,
        problem=problem,
        house_rules=Markup(as_html(form.guidelines.data or "")),  # noqa: S704 - HTML in it was made text
        verdicts=VERDICTS,
    )
    return (page, 422) if problem or form.is_submitted() else page
