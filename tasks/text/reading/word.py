"""Word documents (.docx)."""

import io
import zipfile
import zlib

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from tasks.errors import ArticleError
from tasks.text.reading.raw import RawArticle

MAX_UNPACKED = 100_000_000
"""Bytes of all parts together, pictures among them."""
XML_NAMES = (".xml", ".rels")
MAX_XML_PART = 20_000_000
"""Bytes of one XML part; a tree takes some ten times as much memory."""


def read_docx(data: bytes, name: str) -> RawArticle:
    """The paragraphs of a document, those in tables too, and its core properties.

    :raises ArticleError: not a Word document, or one that unpacks to too much
    """
    _refuse_bomb(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
    except (OpcError, KeyError, ValueError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError) as error:
        raise ArticleError(
            "%(name)s: this is no Word document (.docx), or a damaged one (%(error)s).",
            name=name,
            error=error,
        ) from error
    paragraphs = ("".join(node.itertext(qn("w:t"))) for node in document.element.body.iter(qn("w:p")))
    text = "\n\n".join(paragraph for paragraph in map(str.strip, paragraphs) if paragraph)
    if not text:
        raise ArticleError("%(name)s: there is no text in this document.", name=name)
    properties = document.core_properties
    return RawArticle(
        source=name,
        text=text,
        title=properties.title,
        byline=properties.author if properties.author != "python-docx" else "",
        language=properties.language or None,
    )


def _refuse_bomb(data: bytes, name: str) -> None:
    """Sizes are taken from the directory; unpacking stops there, so they cannot be too small."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ArticleError(
            "%(name)s: this is no Word document (.docx), or a damaged one (%(error)s).",
            name=name,
            error=error,
        ) from error
    unpacked = sum(part.file_size for part in parts)
    largest_xml = max((part.file_size for part in parts if part.filename.endswith(XML_NAMES)), default=0)
    if unpacked > MAX_UNPACKED or largest_xml > MAX_XML_PART:
        raise ArticleError(
            "%(name)s: this document unpacks to %(size)s bytes, more than any article has. It is not read.",
            name=name,
            size=unpacked,
        )
