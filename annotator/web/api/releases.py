"""Releases: the list, one with its files, and a new one."""

import json
from dataclasses import asdict

from flask import abort, g, url_for
from werkzeug.wrappers import Response

from annotator.web.access import EDITORS, EVERYBODY, for_scripts
from annotator.web.api.answers import answer, done
from annotator.web.api.particulars import DatasetParticulars
from annotator.web.api.release_shapes import (
    Aggregation,
    ChosenAudience,
    DatasetPath,
    NewRelease,
    Release,
    ReleaseChanges,
    ReleaseFile,
    ReleasePath,
    Releases,
    ReleaseWithFiles,
)
from annotator.web.api.resource import make_resource
from annotator.web.current import desk
from annotator.web.release_changes import changes_since, release_before
from annotator.web.release_folder import release_folder
from annotator.web.storage import store
from exports.crowd.aggregate import reports_in
from exports.manifest import MANIFEST
from exports.particulars import particulars_of, set_particulars
from exports.release import Release as MadeRelease
from exports.release import create_release
from tasks.errors import InputError, ReleaseError
from tasks.store.audiences import audience_of, choose_audience
from tasks.store.releases import ReleaseRecord, get_release, list_releases
from tasks.store.times import end_of
from tasks.store.tokens import Scope

resource = make_resource("releases", "Datasets that were built once and never change.")


@resource.get("/releases", responses={"200": Releases})
@for_scripts(EVERYBODY, Scope.READ)
def all_releases() -> Response:
    """Releases, newest first."""
    return answer(Releases(items=[_release(record) for record in reversed(list_releases(store()))]))


@resource.get("/releases/<name>/<version>", responses={"200": ReleaseWithFiles})
@for_scripts(EVERYBODY, Scope.READ)
def one_release(path: ReleasePath) -> Response:
    """One release with its files."""
    return answer(_with_files(_known(path)))


@resource.get("/releases/<name>/<version>/changes", responses={"200": ReleaseChanges})
@for_scripts(EVERYBODY, Scope.READ)
def changes(path: ReleasePath) -> Response:
    """What changed since the release of the same name before."""
    record = _known(path)
    earlier = release_before(record)
    if earlier is None:
        return answer(ReleaseChanges(since=None, added=record.claims, removed=0, changed=0, moved=0))
    difference = changes_since(earlier, record)
    return answer(ReleaseChanges(since=earlier.version, **asdict(difference)))


@resource.get("/datasets/<name>/particulars", responses={"200": DatasetParticulars})
@for_scripts(EVERYBODY, Scope.READ)
def read_particulars(path: DatasetPath) -> Response:
    """What the next release of a name will say of the dataset; empty where nobody said anything."""
    return answer(DatasetParticulars.of(particulars_of(store(), path.name)))


@resource.put("/datasets/<name>/particulars", responses={"204": None})
@for_scripts(EDITORS, Scope.WRITE)
def say(path: DatasetPath, body: DatasetParticulars) -> Response:
    """Say this of a dataset from now on: all later releases of the name will. What is not named is empty."""
    set_particulars(store(), path.name, body.particulars(), g.person.person_id)
    return done()


@resource.put("/releases/<name>/<version>/audience", responses={"204": None})
@for_scripts(EDITORS, Scope.WRITE)
def choose(path: ReleasePath, body: ChosenAudience) -> Response:
    """Choose who may download a release."""
    record = _known(path)
    choose_audience(store(), record.name, record.version, body.audience, g.person.person_id)
    return done()


@resource.post("/releases", responses={"201": ReleaseWithFiles})
@for_scripts(EDITORS, Scope.WRITE)
def create(body: NewRelease) -> Response:
    """Build a release of everything decided so far. Takes as long as it takes."""
    try:
        made = create_release(
            store(),
            desk().settings.releases_dir,
            body.name,
            secret=desk().credentials.pseudonym_key.encode(),
            version=body.version,
            with_text=body.with_text,
            splits=body.by_date.rule() if body.by_date else None,
            particulars=body.particulars.particulars() if body.particulars else None,
            as_of=end_of(body.as_of) if body.as_of is not None else None,
            models=body.aggregate,
            created_by=g.person.person_id,
        )
    except ReleaseError as error:
        raise InputError(str(error)) from error
    response = answer(_with_files(_known(made)), 201)
    response.location = url_for("api_releases.one_release", name=made.name, version=made.version)
    return response


def _known(named: ReleasePath | MadeRelease) -> ReleaseRecord:
    record = get_release(store(), named.name, named.version)
    if record is None:
        abort(404, "There is no such release.")
    return record


def _with_files(record: ReleaseRecord) -> ReleaseWithFiles:
    folder = release_folder(record)
    files = [
        ReleaseFile(
            path=file.relative_to(folder).as_posix(),
            size=file.stat().st_size,
            url=url_for(
                "datasets.download",
                name=record.name,
                version=record.version,
                path=file.relative_to(folder).as_posix(),
            ),
        )
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]
    described = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    aggregations = [Aggregation.of(report) for report in reports_in(described)]
    return ReleaseWithFiles(**_release(record).model_dump(), aggregations=aggregations, files=files)


def _release(record: ReleaseRecord) -> Release:
    return Release(
        name=record.name,
        version=record.version,
        as_of=record.as_of,
        created_at=record.created_at,
        manifest_sha256=record.manifest_sha256,
        claims=record.claims,
        annotations=record.annotations,
        audience=audience_of(store(), record.name, record.version),
        archive=url_for("datasets.archive", name=record.name, version=record.version),
    )
