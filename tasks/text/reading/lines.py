"""Files with one article a line: JSON Lines and CSV. Read line by line, however long the file."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from tasks.errors import ArticleError
from tasks.text.plain import MAX_BYTES, check
from tasks.text.reading.raw import RawArticle, Read, iso_date

FIELDS = {
    "text": ("text", "body", "content", "article", "sentence", "claim"),
    "id": ("id", "article_id", "guid"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "site"),
    "byline": ("byline", "author"),
    "url": ("url", "link"),
    "published_on": ("published_on", "published", "date"),
    "language": ("language", "lang"),
}
"""What columns may be called, the best name first."""

MAX_LINE = 3 * MAX_BYTES
"""JSON may need several bytes for one letter of the article."""

_DELIMITERS = ",;\t|"

csv.field_size_limit(MAX_BYTES)  # its default is smaller than a long article


def lines_of(file: BinaryIO, name: str) -> Iterator[bytes]:
    """The lines of a file.

    :raises ArticleError: one of them is longer than any article
    """
    while line := file.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            raise ArticleError(
                "%(name)s: there is a line longer than %(most)s bytes; no article is.",
                name=name,
                most=MAX_LINE,
            )
        yield line


def read_json_lines(lines: Iterable[bytes], name: str) -> Iterator[Read]:
    """One article a line that is a JSON object; lines that are none are handed on as errors."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _from_json(line, f"{name} line {number}")
            except ArticleError as error:
                yield error


def read_csv(lines: Iterable[bytes], name: str) -> Iterator[Read]:
    """One article a row under a header line; commas, semicolons, tabs or bars between the columns.

    :raises ArticleError: not UTF-8, not CSV, or no column with text in it
    """
    texts = _decoded(lines, name)
    header = next(texts, "")
    delimiter = max(_DELIMITERS, key=header.count)
    columns = [column.strip().lower() for column in next(csv.reader([header], delimiter=delimiter), [])]
    if not set(columns) & set(FIELDS["text"]):
        raise ArticleError(
            "%(name)s: the first line names no column with the text. Call one of them “%(wanted)s”; "
            "there are: %(columns)s.",
            name=name,
            wanted=FIELDS["text"][0],
            columns=", ".join(columns) or "—",
        )
    rows = csv.reader(texts, delimiter=delimiter)
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _from_row(dict(zip(columns, row, strict=False)), f"{name} line {rows.line_num + 1}")
    except csv.Error as error:
        raise ArticleError(
            "%(name)s: this is not CSV (%(error)s).", name=f"{name} line {rows.line_num + 1}", error=error
        ) from error


def _decoded(lines: Iterable[bytes], name: str) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise ArticleError(
                "%(name)s: this is not UTF-8. Save the file as UTF-8.", name=f"{name} line {number}"
            ) from error


def _from_json(line: bytes, name: str) -> RawArticle:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ArticleError("%(name)s: this is not JSON (%(error)s).", name=name, error=error) from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ArticleError('%(name)s: there is no "text" in it.', name=name)
    return _article(row, row["text"], name)


def _from_row(row: Mapping[str, str], name: str) -> Read:
    try:
        return _article(row, str(_field(row, "text") or ""), name)
    except ArticleError as error:
        return error


def _article(row: Mapping[str, object], text: str, name: str) -> RawArticle:
    try:
        published_on = iso_date(_field(row, "published_on"))
    except ValueError as error:
        raise ArticleError(
            "%(name)s: the date is %(date)s. Write it as YYYY-MM-DD.",
            name=name,
            date=repr(_field(row, "published_on")),
        ) from error
    given_id = _field(row, "id")
    return RawArticle(
        source=name,
        text=check(text, name),
        given_id=None if given_id is None else str(given_id),
        title=_string(row, "title"),
        publisher=_string(row, "publisher"),
        byline=_string(row, "byline"),
        url=_string(row, "url"),
        published_on=published_on,
        language=_string(row, "language") or None,
    )


def _field(row: Mapping[str, object], field: str) -> object:
    return next((row[column] for column in FIELDS[field] if row.get(column) is not None), None)


def _string(row: Mapping[str, object], field: str) -> str:
    value = _field(row, field)
    return value.strip() if isinstance(value, str) else ""
