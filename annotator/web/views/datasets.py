"""Datasets: the releases there are, their files, and a new one."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from flask import (
    Blueprint,
    abort,
    flash,
    g,
    redirect,
    render_template,
    send_file,
    send_from_directory,
    url_for,
)
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from annotator.web.access import EDITORS, EVERYBODY, allowed
from annotator.web.current import desk
from annotator.web.storage import store
from exports.archive import write_archive
from exports.release import create_release, folder_of
from tasks.errors import InputError, ReleaseError
from tasks.store.releases import ReleaseRecord, list_releases

blueprint = Blueprint("datasets", __name__, url_prefix="/datasets")


class ReleaseForm(FlaskForm):  # type: ignore[misc]
    name = StringField("Name of the dataset", [InputRequired(), Length(max=60)])


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    path: str  # below the release's folder
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class ReleaseCard:
    """A release as the page shows it."""

    record: ReleaseRecord
    files: tuple[ReleaseFile, ...]


@blueprint.get("")
@allowed(EVERYBODY)
def datasets() -> str:
    return _page(None)


@blueprint.post("")
@allowed(EDITORS)
def create() -> Response | tuple[str, int]:
    form = ReleaseForm()
    if not form.validate_on_submit():
        return _page("Give the dataset a name."), 422
    try:
        release = create_release(
            store(),
            desk().settings.releases_dir,
            (form.name.data or "").strip(),
            secret=desk().credentials.pseudonym_key.encode(),
            created_by=g.person.person_id,
        )
    except (InputError, ReleaseError) as error:
        return _page(str(error)), 422
    flash(f"{release.name} {release.version} is released: {release.rows['claims']} claims.")
    return redirect(url_for("datasets.datasets"))


@blueprint.get("/<name>/<version>/<path:path>")
@allowed(EVERYBODY)
def download(name: str, version: str, path: str) -> Response:
    """A file of a release, as it lies in its folder; ranges are answered."""
    return send_from_directory(
        _folder(name, version), path, as_attachment=True, download_name=Path(path).name, conditional=True
    )


@blueprint.get("/<name>/<version>.zip")
@allowed(EVERYBODY)
def archive(name: str, version: str) -> Response:
    """All files of a release in one."""
    folder = _folder(name, version)
    packed = TemporaryFile()  # noqa: SIM115 - closed once it is sent
    write_archive(folder, packed)
    size = packed.tell()
    packed.seek(0)
    response = send_file(packed, "application/zip", as_attachment=True, download_name=f"{folder.name}.zip")
    response.content_length = size
    return response


def _folder(name: str, version: str) -> Path:
    """Where a release lies; what was not released is not found."""
    if (name, version) not in {(record.name, record.version) for record in list_releases(store())}:
        abort(404)
    return folder_of(desk().settings.releases_dir, name, version)


def _page(problem: str | None) -> str:
    cards = [_card(record) for record in reversed(list_releases(store()))]
    return render_template("datasets.html", cards=cards, form=ReleaseForm(), problem=problem)


def _card(record: ReleaseRecord) -> ReleaseCard:
    folder = folder_of(desk().settings.releases_dir, record.name, record.version)
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return ReleaseCard(
        record, tuple(ReleaseFile(str(path.relative_to(folder)), path.stat().st_size) for path in found)
    )
