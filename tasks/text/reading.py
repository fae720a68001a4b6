"""From a source to articles: files, folders of files, standard input."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from tasks.errors import ArticleError
from tasks.text.plain import MAX_BYTES, check, decode, take_date_field

SUFFIXES = (".txt", ".jsonl")


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as its source gives it."""

    source: str  # path or address, for messages
    text: str
    given_id: str | None = None  # the source's own name for it
    title: str = ""
    publisher: str = ""
    byline: str = ""
    url: str = ""
    published_on: date | None = None
    language: str | None = None


def read_source(source: str, stdin: BinaryIO) -> Iterator[RawArticle | ArticleError]:
    """The articles in a source, one at a time.

    What cannot be read is handed on as the error that says why, so that the
    rest of a folder or file is still read.

    :param source: path of a file or folder, or ``-`` for standard input
    """
    if source == "-":
        yield _plain("standard input", stdin.read(MAX_BYTES + 1))
        return
    path = Path(source)
    if path.is_dir():
        for child in sorted(path.rglob("*")):
            if child.is_file() and child.suffix.lower() in SUFFIXES:
                yield from _file(child)
    else:
        yield from _file(path)


def _file(path: Path) -> Iterator[RawArticle | ArticleError]:
    try:
        if path.suffix.lower() == ".jsonl":
            yield from _json_lines(path)
        else:
            with path.open("rb") as file:
                yield _plain(str(path), file.read(MAX_BYTES + 1))
    except OSError as error:
        yield ArticleError(f"{path}: cannot be read ({error.strerror}).")
    except ArticleError as error:
        yield error


def _plain(name: str, data: bytes) -> RawArticle:
    plain = take_date_field(decode(data, name), name)
    return RawArticle(source=name, text=plain.text, published_on=plain.published_on)


def _json_lines(path: Path) -> Iterator[RawArticle | ArticleError]:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                try:
                    yield _json_line(f"{path} line {number}", line)
                except ArticleError as error:
                    yield error


def _json_line(name: str, line: bytes) -> RawArticle:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ArticleError(f"{name}: this is not JSON ({error}).") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ArticleError(f'{name}: there is no "text" in it.')
    language = row.get("lang", row.get("language"))
    return RawArticle(
        source=name,
        text=check(row["text"], name),
        given_id=None if row.get("id") is None else str(row["id"]),
        title=str(row.get("title") or ""),
        publisher=str(row.get("publisher") or ""),
        url=str(row.get("url") or ""),
        published_on=_iso_date(name, row.get("published_on")),
        language=language if isinstance(language, str) else None,
    )


def _iso_date(name: str, value: object) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise ArticleError(f'{name}: "published_on" is {value!r}, which is no date.') from error
