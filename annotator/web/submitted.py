"""What came with the form for a new article: a pasted text, a file, or an address to fetch."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename

from tasks.errors import ArticleError
from tasks.text.plain import check, take_date_field
from tasks.text.reading import FetchRules, RawArticle, Read, read_source


@dataclass(frozen=True, slots=True)
class Submitted:
    """The form's fields; what is empty was not said."""

    text: str
    file: FileStorage | None
    url: str

    def articles(self, rules: FetchRules) -> Iterator[Read]:
        """The articles in it, and why others cannot be read. A feed or a table holds several."""
        try:
            for read in self._read(rules):
                yield read if isinstance(read, ArticleError) else replace(read, url=read.url or self.url)
        except ArticleError as error:
            yield error

    def _read(self, rules: FetchRules) -> Iterator[Read]:
        if self.file and self.file.filename:
            with _kept(self.file) as path:
                yield from _named(read_source(str(path), io.BytesIO()), path)
        elif self.text.strip():
            plain = take_date_field(check(self.text, "The text"), "The text")
            yield RawArticle(source="form", text=plain.text, published_on=plain.published_on)
        elif self.url:
            if urlsplit(self.url).scheme not in ("http", "https"):  # else it would be a file of ours
                raise ArticleError(
                    "%(url)s is no web address. It begins with http:// or https://.", url=repr(self.url)
                )
            yield from read_source(self.url, io.BytesIO(), rules)
        else:
            raise ArticleError("Paste a text, choose a file, or give an address.")


@contextmanager
def _kept(upload: FileStorage) -> Iterator[Path]:
    """The upload as a file, for as long as it is read."""
    with TemporaryDirectory(prefix="annotator-") as folder:
        path = Path(folder) / (secure_filename(upload.filename or "") or "article.txt")
        upload.save(path)
        yield path


def _named(reads: Iterator[Read], path: Path) -> Iterator[Read]:
    """Errors that speak of the file by the name its owner knows."""
    for read in reads:
        if isinstance(read, ArticleError):
            yield ArticleError(read.message, **dict(_renamed(read.particulars, path)))
        else:
            yield read


def _renamed(particulars: Mapping[str, object], path: Path) -> Iterator[tuple[str, object]]:
    for name, value in particulars.items():
        yield name, value if isinstance(value, int) else str(value).replace(str(path), path.name)
