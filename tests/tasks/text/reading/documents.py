"""Documents of our own writing, in every format that is read."""

import io
import zipfile
from collections.abc import Mapping

import docx
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

PARAGRAPHS = (
    "The mayor of Thistleford said on Monday that forty houses were lost in the flood near the river.",
    "According to the water board, the river rose by 2.3 metres within six hours, more than in 1998.",
    "“Nobody warned us before midnight,” said one of the residents who spent the night in the school.",
)


def page(*, head: str = "", body: str | None = None, lang: str = "en-GB") -> str:
    """A web page with an article in it and things around it that are none."""
    article = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) if body is None else body
    return (
        f'<!doctype html><html lang="{lang}"><head><title>Flood takes forty houses</title>{head}</head><body>'
        f"<nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><article><h1>Flood takes forty houses</h1>"
        f"{article}</article><footer>All rights reserved. Imprint.</footer></body></html>"
    )


def word(*paragraphs: str, title: str = "", author: str = "") -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title, document.core_properties.author = title, author
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def repacked(document: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same archive with some parts replaced or added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return target.getvalue()


def pdf(*lines: str, title: str = "", password: str = "") -> bytes:
    """One page with these lines set in Helvetica."""
    writer = PdfWriter()
    sheet = writer.add_blank_page(595, 842)
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
         NameObject("/BaseFont"): NameObject("/Helvetica")}
    )  # fmt: skip
    sheet[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
    )
    content = DecodedStreamObject()
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    content.set_data(f"BT /F1 11 Tf 14 TL 60 780 Td {shown} ET".encode("latin-1"))
    sheet[NameObject("/Contents")] = writer._add_object(content)
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
