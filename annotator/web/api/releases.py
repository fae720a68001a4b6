"""Releases: the list, one with its files, and a new one."""

import json
from datetime import date
from typing import Self

from flask import abort, g, url_for
from pydantic import BaseModel, Field
from werkzeug.wrappers import Response

from annotator.web.access import EDITORS, EVERYBODY, for_scripts
from annotator.web.api.answers import answer, done
from annotator.web.api.particulars import DatasetParticulars
from annotator.web.api.resource import Taken, make_resource
from annotator.web.current import desk
from annotator.web.storage import store
from exports.crowd.aggregate import AggregationReport, reports_in
from exports.crowd.methods import Model
from exports.manifest import MANIFEST
from exports.particulars import particulars_of, set_particulars
from exports.release import create_release, folder_of
from exports.splits import ByDate
from exports.versions import LONGEST_NAME
from tasks.errors import InputError, ReleaseError
from tasks.store.audiences import Audience, audience_of, choose_audience
from tasks.store.releases import ReleaseRecord, get_release, list_releases
from tasks.store.times import end_of
from tasks.store.tokens import Scope

resource = make_resource("releases", "Datasets that were built once and never change.")


class Release(BaseModel):
    name: str
    version: str
    as_of: str = Field(description="Nothing recorded later is in it.")
    created_at: str
    manifest_sha256: str
    claims: int
    annotations: int
    audience: Audience = Field(description="Who may download it.")
    archive: str = Field(description="Where all its files are, as one zip.")


class Releases(BaseModel):
    items: list[Release]


class ReleaseFile(BaseModel):
    path: str = Field(description="Below the release's folder.")
    size: int = Field(description="Bytes.")
    url: str = Field(description="Where it is; ranges are answered, and the token opens it.")


class Aggregation(BaseModel):
    """What a model makes of the checkers' verdicts; the table `aggregations` has it claim by claim."""

    method: Model
    software: str
    claims: int = Field(description="With a verdict by a checker.")
    same: int = Field(description="Claims whose verdict is what the votes decide.")
    differs: int = Field(description="Claims whose verdict is another.")
    decided: int = Field(description="Claims with a verdict that the votes leave undecided.")
    undefined: str | None = Field(description="Why it says nothing.")

    @classmethod
    def of(cls, report: AggregationReport) -> Self:
        return cls(
            method=Model(report.method),
            software=report.software,
            claims=report.claims,
            same=report.same,
            differs=report.differs,
            decided=report.decided,
            undefined=report.undefined,
        )


class ReleaseWithFiles(Release):
    aggregations: list[Aggregation] = Field(description="By the models that were asked for.")
    files: list[ReleaseFile]


class ReleasePath(Taken):
    name: str = Field(max_length=100)
    version: str = Field(max_length=100)


class ChosenAudience(Taken):
    audience: Audience


class DatasetPath(Taken):
    name: str = Field(max_length=LONGEST_NAME, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")


class DividedByDate(Taken):
    """The newest articles are for testing; those without a date are for training."""

    validation_from: date
    test_from: date

    def rule(self) -> ByDate:
        """:raises InputError: what is for testing is older than what is for validation"""
        return ByDate(self.validation_from, self.test_from)


class NewRelease(Taken):
    name: str = Field(min_length=1, max_length=60)
    version: str | None = Field(None, max_length=60, description="null: the one that the changes call for.")
    with_text: bool = Field(False, description="Put in the articles' texts, where you may pass them on.")
    as_of: str | None = Field(
        None, max_length=40, description="A day or a time: only what was known then. null: everything."
    )
    by_date: DividedByDate | None = Field(
        None,
        description="How articles are divided; null: a tenth each for validation and testing, by a hash.",
    )
    aggregate: list[Model] = Field(
        [],
        max_length=len(Model),
        description="Models of the checkers to fit to their verdicts. They need the extra `crowd`; with a "
        "million claims each takes minutes and some 1.2 GB of memory.",
    )
    particulars: DatasetParticulars | None = Field(
        None, description="What this release says of itself; null: what was said of the dataset."
    )


@resource.get("/releases", responses={"200": Releases})
@for_scripts(EVERYBODY, Scope.READ)
def all_releases() -> Response:
    """Releases, newest first."""
    return answer(Releases(items=[_release(record) for record in reversed(list_releases(store()))]))


@resource.get("/releases/<name>/<version>", responses={"200": ReleaseWithFiles})
@for_scripts(EVERYBODY, Scope.READ)
def one_release(path: ReleasePath) -> Response:
    """One release with its files."""
    return answer(_with_files(path.name, path.version))


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
    if get_release(store(), path.name, path.version) is None:
        abort(404, "There is no such release.")
    choose_audience(store(), path.name, path.version, body.audience, g.person.person_id)
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
    response = answer(_with_files(made.name, made.version), 201)
    response.location = url_for("api_releases.one_release", name=made.name, version=made.version)
    return response


def _with_files(name: str, version: str) -> ReleaseWithFiles:
    record = get_release(store(), name, version)
    if record is None:
        abort(404, "There is no such release.")
    folder = folder_of(desk().settings.releases_dir, name, version)
    files = [
        ReleaseFile(
            path=file.relative_to(folder).as_posix(),
            size=file.stat().st_size,
            url=url_for(
                "datasets.download", name=name, version=version, path=file.relative_to(folder).as_posix()
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
