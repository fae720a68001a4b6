"""The process that takes documents apart: ``python -m tasks.text.reading.worker``.

A request is a line of JSON and after it ``size`` bytes of document; the answer is
a line of JSON. The parsers of web pages, feeds, Word and PDF files are large, and
what they are given comes from anywhere. Here one that hangs, crashes or eats
memory takes nothing with it.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, BinaryIO

from tasks.errors import ArticleError
from tasks.text.plain import check
from tasks.text.reading.formats import Format
from tasks.text.reading.raw import RawArticle, Read

MAX_MEMORY = 2 << 30
"""Bytes of address space, where the system can limit that."""


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    for line in requests:
        request = json.loads(line)
        data = requests.read(request.pop("size"))
        answers.write(json.dumps([_as_json(read) for read in _take_apart(data, **request)]).encode() + b"\n")
        answers.flush()


def _take_apart(data: bytes, *, form: str, name: str, url: str, charset: str) -> Iterator[Read]:
    try:
        for read in _read(data, Format(form), name, url, charset):
            if isinstance(read, RawArticle) and read.text:
                check(read.text, name)
            yield read
    except ArticleError as error:
        yield error
    except MemoryError:
        yield ArticleError(
            "%(name)s: taking this document apart needs more memory than any article does.", name=name
        )


def _read(data: bytes, form: Format, name: str, url: str, charset: str) -> Iterator[Read]:
    # Each of these imports costs a good part of a second, and most runs need one of them.
    match form:
        case Format.HTML:
            from tasks.text.reading.html import read_html

            yield read_html(data, name, url=url, charset=charset)
        case Format.FEED:
            from tasks.text.reading.feed import read_feed

            yield from read_feed(data, name, url=url)
        case Format.WORD:
            from tasks.text.reading.word import read_docx

            yield read_docx(data, name)
        case Format.PDF:
            from tasks.text.reading.pdf import read_pdf

            yield read_pdf(data, name)


def _as_json(read: Read) -> dict[str, Any]:
    if isinstance(read, ArticleError):
        particulars = {
            name: one if isinstance(one, int) else str(one) for name, one in read.particulars.items()
        }
        return {"error": read.message, "particulars": particulars}
    return {**asdict(read), "published_on": read.published_on and read.published_on.isoformat()}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    _limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)
