"""What a script hands in to be read as articles, and what it says about them."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from flask_openapi3.models import RawModel
from pydantic import Field, model_validator
from werkzeug.datastructures import FileStorage

from annotator.web.api.resource import Taken
from annotator.web.current import desk
from annotator.web.storage import store
from annotator.web.submitted import Submitted
from tasks.store.projects import Project, open_project
from tasks.text.reading import RawArticle, Read
from tasks.text.selection import Order, Selection

MOST_CHARS = 10_000_000


class Particulars(Taken):
    """What is known of an article beside its text; what is empty is taken from the source."""

    title: str = Field("", max_length=1000)
    publisher: str = Field("", max_length=1000)
    url: str = Field("", max_length=4000, description="Where it was published.")
    published_on: date | None = None


class Source(Particulars):
    """A text, or an address to fetch: a page, or a feed with several articles."""

    text: str = Field("", max_length=MOST_CHARS)

    @model_validator(mode="after")
    def _is_something(self) -> "Source":
        if not self.text.strip() and not self.url:
            raise ValueError("send a text, or an url to fetch")
        return self


class Wanted(Taken):
    """Where an article goes, and how much of it is labelled."""

    project_id: int | None = Field(
        None, ge=1, le=2**62, description="Of a new article; null: the desk's first. A known one stays."
    )
    order: Order = Field(Order.READING, description="What checkers meet first.")
    top: int | None = Field(None, ge=1, le=2**31, description="Label only so many, the most check-worthy.")

    def selection(self) -> Selection:
        return Selection(self.order, self.top)

    def project(self) -> Project | None:
        """:raises InputError: there is none such, or it is archived"""
        return None if self.project_id is None else open_project(store(), self.project_id)


class WantedSource(Source, Wanted):
    """A text, or an address to fetch: a page, or a feed with several articles."""


class FileQuery(Particulars, Wanted):
    name: str = Field(
        min_length=1, max_length=200, description="The file's name; its ending tells the format."
    )


class FileBody(RawModel):
    """The file as it is: text, HTML, Word, PDF, JSON Lines or CSV."""

    mimetypes: list[str] = ["application/octet-stream"]  # noqa: RUF012 - the library reads it so


def read(source: Source) -> Iterator[Read]:
    """The articles of a source; what was said about them prevails over what they say themselves."""
    return _read(source, source.text, None)


def read_file(query: FileQuery, raw: FileBody) -> Iterator[Read]:
    """The articles in a file."""
    return _read(query, "", FileStorage(io.BytesIO(raw.get_data()), query.name))


def _read(said: Particulars, text: str, file: FileStorage | None) -> Iterator[Read]:
    for found in Submitted(text, file, said.url.strip()).articles(desk().settings.fetch_rules):
        yield _corrected(found, said) if isinstance(found, RawArticle) else found


def _corrected(raw: RawArticle, said: Particulars) -> RawArticle:
    return replace(
        raw,
        title=said.title.strip() or raw.title,
        publisher=said.publisher.strip() or raw.publisher,
        published_on=said.published_on or raw.published_on,
    )
