"""From a source to its articles: files, folders, addresses, standard input."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tasks.errors import ArticleError
from tasks.text.plain import MAX_BYTES, check, decode, take_date_field
from tasks.text.reading.extraction import Extraction
from tasks.text.reading.formats import SUFFIXES, Format, by_content, by_media_type, by_name
from tasks.text.reading.lines import lines_of, read_csv, read_json_lines
from tasks.text.reading.raw import RawArticle, Read
from tasks.text.reading.rules import PUBLIC_ONLY, FetchRules

if TYPE_CHECKING:
    from tasks.text.reading.fetching import Fetcher, Page

MAX_DOCUMENT_BYTES = {Format.PDF: 50_000_000, Format.WORD: 50_000_000}
"""Where pictures take room; `MAX_BYTES` for everything else."""
LARGEST = max(MAX_BYTES, *MAX_DOCUMENT_BYTES.values())


def read_source(source: str, stdin: BinaryIO, rules: FetchRules = PUBLIC_ONLY) -> Iterator[Read]:
    """The articles in a source, one at a time; memory does not grow with the source.

    What cannot be read is handed on as the error that says why, so that the
    rest of a folder, feed or file is still read.

    :param source: path of a file or folder, address of a page or feed, or ``-`` for standard input
    :param rules: for fetching
    """
    with Extraction() as extraction:
        yield from _Reader(extraction, rules).read(source, stdin)


class _Reader:
    """Holds what outlives a single document: the process that takes them apart and the memory of hosts."""

    def __init__(self, extraction: Extraction, rules: FetchRules) -> None:
        self._extraction = extraction
        self._rules = rules

    @cached_property
    def _fetcher(self) -> "Fetcher":
        from tasks.text.reading.fetching import Fetcher  # a quarter of a second, not needed for files

        return Fetcher(self._rules)

    def read(self, source: str, stdin: BinaryIO) -> Iterator[Read]:
        try:
            if source == "-":
                yield from self._standard_input(stdin)
            elif "://" in source:
                yield from self._address(source)
            elif Path(source).is_dir():
                yield from self._folder(Path(source))
            else:
                yield from self._file(Path(source))
        except ArticleError as error:
            yield error

    def _standard_input(self, stdin: BinaryIO) -> Iterator[Read]:
        name = "standard input"
        first = stdin.readline(LARGEST)
        if first.lstrip().startswith(b"{"):
            yield from read_json_lines(chain([first], lines_of(stdin, name)), name)
            return
        data = first + stdin.read(LARGEST + 1 - len(first))
        yield from self._document(data, by_content(data) or Format.TEXT, name)

    def _folder(self, folder: Path) -> Iterator[Read]:
        files = sorted(
            path
            for path in folder.rglob("*")
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()
        )
        if not files:
            yield ArticleError(
                "%(name)s: there is no file to read; looked for %(suffixes)s.",
                name=folder,
                suffixes=", ".join(SUFFIXES),
            )
        for path in files:
            try:
                yield from self._file(path)
            except ArticleError as error:
                yield error

    def _file(self, path: Path) -> Iterator[Read]:
        form = by_name(path)
        try:
            with path.open("rb") as file:
                if form is Format.JSON_LINES:
                    yield from read_json_lines(lines_of(file, str(path)), str(path))
                elif form is Format.CSV:
                    yield from read_csv(lines_of(file, str(path)), str(path))
                else:
                    data = file.read(LARGEST + 1)
                    yield from self._document(data, by_content(data) or form, str(path))
        except OSError as error:
            raise ArticleError(
                "%(name)s: cannot be read (%(error)s).", name=path, error=error.strerror
            ) from error

    def _address(self, url: str) -> Iterator[Read]:
        page, form = self._fetch(url)
        yield from self._document(page.data, form, page.url, url=page.url, charset=page.charset)

    def _entry(self, entry: RawArticle) -> Read:
        """The article that an entry of a feed points to."""
        try:
            page, form = self._fetch(entry.url)
            if form is Format.FEED:
                return ArticleError(
                    "%(name)s: it points to %(url)s, which is a feed itself.",
                    name=entry.source,
                    url=entry.url,
                )
            found = next(self._document(page.data, form, page.url, url=page.url, charset=page.charset))
        except ArticleError as error:
            return error
        return found if isinstance(found, ArticleError) else _with_entry(found, entry)

    def _fetch(self, url: str) -> tuple["Page", Format]:
        page = self._fetcher.get(url)
        form = by_content(page.data) or by_media_type(page.media_type)
        if form is None:
            if not page.media_type:
                raise ArticleError("%(name)s: this is of no known kind, and no article.", name=url)
            raise ArticleError("%(name)s: this is %(type)s, and no article.", name=url, type=page.media_type)
        return page, form

    def _document(
        self, data: bytes, form: Format, name: str, *, url: str = "", charset: str = ""
    ) -> Iterator[Read]:
        if form is Format.TEXT:
            yield _plain(data, name, url, charset)
            return
        limit = MAX_DOCUMENT_BYTES.get(form, MAX_BYTES)
        if len(data) > limit:
            raise ArticleError(
                "%(name)s: too large for an article, which has at most %(most)s bytes.", name=name, most=limit
            )
        for read in self._extraction.read(data, form, name, url=url, charset=charset):
            yield self._entry(read) if isinstance(read, RawArticle) and not read.text else read


def _plain(data: bytes, name: str, url: str, charset: str) -> RawArticle:
    try:
        text = check(data.decode(charset), name) if charset else decode(data, name)
    except (LookupError, UnicodeDecodeError) as error:
        raise ArticleError(
            "%(name)s: this is not in %(charset)s, as the server says (%(error)s).",
            name=name,
            charset=charset,
            error=error,
        ) from error
    plain = take_date_field(text, name)
    return RawArticle(source=name, text=plain.text, url=url, published_on=plain.published_on)


def _with_entry(article: RawArticle, entry: RawArticle) -> RawArticle:
    """An article with what its feed says about it; of title and date the feed knows best."""
    return replace(
        article,
        given_id=entry.given_id,
        title=entry.title or article.title,
        publisher=article.publisher or entry.publisher,
        byline=article.byline or entry.byline,
        published_on=entry.published_on or article.published_on,
        language=article.language or entry.language,
    )
