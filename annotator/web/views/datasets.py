"""Datasets: the releases there are, what each holds, its files, and a new one.

A release is for everybody who is signed in, until an editor makes it public.
What somebody may not see is not there for them: 404.
"""

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, abort, flash, g, redirect, render_template, request, send_file, url_for
from flask import send_from_directory as send_from
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from annotator.archives import archive_of
from annotator.web.access import EDITORS, allowed, open_and_more_by_token, open_to_all, who_is_here
from annotator.web.current import desk
from annotator.web.error_words import error_words
from annotator.web.release_changes import changes_since, release_before
from annotator.web.release_folder import is_here, release_folder
from annotator.web.release_form import ReleaseForm
from annotator.web.release_page import ReleasePage, release_page
from annotator.web.storage import store
from annotator.web.wording import MODEL_NAMES, PLOT_WORDS, UNDEFINED_WORDS
from exports.crowd.models import crowdkit_version
from exports.particulars import particulars_of, set_particulars
from exports.release import create_release
from tasks.errors import InputError, ReleaseError
from tasks.store.audiences import Audience, audience_of, choose_audience, public_releases
from tasks.store.releases import ReleaseRecord, get_release, list_releases
from tasks.store.tokens import Scope

blueprint = Blueprint("datasets", __name__, url_prefix="/datasets")

SHOWN_IN_BROWSER = (".svg",)
"""What a page of ours shows as a picture; everything else is only ever downloaded."""


@dataclass(frozen=True, slots=True)
class ListedDataset:
    """All releases of one name, newest first."""

    name: str
    releases: tuple[ReleaseRecord, ...]
    page: ReleasePage  # of the newest
    public: frozenset[str]  # versions that everybody may download


@blueprint.get("")
@open_to_all
def datasets() -> str:
    person, public = who_is_here(), public_releases(store())
    seen = [
        record
        for record in reversed(list_releases(store()))
        if is_here(record) and (person or (record.name, record.version) in public)
    ]
    return render_template(
        "datasets.html",
        datasets=[
            ListedDataset(
                name,
                found := tuple(record for record in seen if record.name == name),
                release_page(release_folder(found[0])),
                frozenset(record.version for record in found if (name, record.version) in public),
            )
            for name in dict.fromkeys(record.name for record in seen)
        ],
    )


@blueprint.route("/new", methods=["GET", "POST"])
@allowed(EDITORS)
def new_release() -> Response | str | tuple[str, int]:
    form, problem = ReleaseForm(), None
    if form.validate_on_submit():
        name = (form.name.data or "").strip()
        said = form.particulars(particulars_of(store(), name))
        try:
            release = create_release(
                store(),
                desk().settings.releases_dir,
                name,
                secret=desk().credentials.pseudonym_key.encode(),
                version=form.version.data or None,
                with_text=bool(form.with_text.data),
                splits=form.splits(),
                particulars=said,
                as_of=form.as_of(),
                models=form.chosen_models(),
                created_by=g.person.person_id,
            )
        except (InputError, ReleaseError) as error:
            problem = error_words(error)
        else:
            if form.lay_down.data:
                set_particulars(store(), name, said, g.person.person_id)
            flash(ngettext("Released: %(num)d claim.", "Released: %(num)d claims.", release.rows["claims"]))
            return redirect(url_for("datasets.release", name=release.name, version=release.version))
    page = render_template(
        "new_release.html", form=form, problem=problem, can_fit_models=crowdkit_version() is not None
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/<name>/<version>/")
@open_to_all
def release(name: str, version: str) -> str:
    record = _release(name, version)
    earlier = release_before(record)
    return render_template(
        "release.html",
        record=record,
        page=release_page(release_folder(record)),
        audience=audience_of(store(), name, version),
        earlier=earlier,
        changes=changes_since(earlier, record) if earlier else None,
        undefined_words=UNDEFINED_WORDS,
        model_names=MODEL_NAMES,
        plot_words=PLOT_WORDS,
    )


@blueprint.post("/<name>/<version>/audience")
@allowed(EDITORS)
def audience(name: str, version: str) -> Response:
    record = _release(name, version)
    chosen = request.form.get("audience", "")
    if chosen not in set(Audience):
        abort(400)
    choose_audience(store(), record.name, record.version, Audience(chosen), g.person.person_id)
    flash(
        gettext("Everybody can download it now.")
        if chosen == Audience.PUBLIC
        else gettext("Only people who are signed in can download it now.")
    )
    return redirect(url_for("datasets.release", name=name, version=version))


@blueprint.get("/<name>/<version>/<path:path>")
@open_and_more_by_token(Scope.READ)
def download(name: str, version: str, path: str) -> Response:
    """A file of a release, as it lies in its folder; ranges are answered."""
    folder = release_folder(_release(name, version))
    as_picture = path.endswith(SHOWN_IN_BROWSER)
    return send_from(
        folder, path, as_attachment=not as_picture, download_name=Path(path).name, conditional=True
    )


@blueprint.get("/<name>/<version>.zip")
@open_and_more_by_token(Scope.READ)
def archive(name: str, version: str) -> Response:
    """All files of a release in one; ranges are answered."""
    packed = archive_of(desk().settings, release_folder(_release(name, version)))
    return send_file(packed, "application/zip", as_attachment=True, conditional=True)


def _release(name: str, version: str) -> ReleaseRecord:
    """The release, if it is there for whoever asks."""
    found = get_release(store(), name, version)
    if found is None:
        abort(404)
    if who_is_here() is None and audience_of(store(), name, version) is not Audience.PUBLIC:
        abort(404)
    return found
