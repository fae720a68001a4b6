"""PDF files with a text layer."""

import io
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tasks.errors import ArticleError
from tasks.text.reading.raw import RawArticle

MAX_PAGES = 1000

_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[^\W\d_])(?=[a-zß-öø-ÿа-я])")


def read_pdf(data: bytes, name: str) -> RawArticle:
    """The text of all pages. Lines stay as they are set; words cut at a line's end are joined.

    :raises ArticleError: encrypted, damaged, too many pages, or scanned
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise ArticleError(
                "%(name)s: this PDF is encrypted. Save a copy without a password, then add that.", name=name
            )
        if len(reader.pages) > MAX_PAGES:
            raise ArticleError(
                "%(name)s: %(pages)s pages; at most %(most)s are read.",
                name=name,
                pages=len(reader.pages),
                most=MAX_PAGES,
            )
        text = "\n".join(page.extract_text() for page in reader.pages)
        about = reader.metadata
        title, byline = (about.title, about.author) if about else (None, None)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as error:
        raise ArticleError("%(name)s: this PDF is damaged (%(error)s).", name=name, error=error) from error
    text = _HYPHENATED.sub("", text.replace("\r\n", "\n")).strip()
    if not text:
        raise ArticleError(
            "%(name)s: this PDF has no text layer; it may be scanned. Run text recognition over it first.",
            name=name,
        )
    return RawArticle(source=name, text=text, title=title or "", byline=byline or "")
