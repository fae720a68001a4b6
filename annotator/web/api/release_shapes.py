"""Releases as scripts read them, and what a new one takes."""

from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from annotator.web.api.particulars import DatasetParticulars
from annotator.web.api.resource import Taken
from exports.crowd.aggregate import AggregationReport
from exports.crowd.methods import Model
from exports.splits import ByDate
from exports.versions import LONGEST_NAME
from tasks.store.audiences import Audience


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


class ReleaseChanges(BaseModel):
    """How the claims differ from those of the release of the same name before."""

    since: str | None = Field(description="That release's version; null: there is none, and all is new.")
    added: int
    removed: int
    changed: int = Field(description="Those with another verdict.")
    moved: int = Field(description="Those in another part.")


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
