"""``formats/webannotation.jsonl``: verdicts as W3C Web Annotations on the articles.

Each claim is found by its position and by its words with what stands around
them, so that it can be shown on the publisher's own page. Positions count code
points. Evidence is linked where it has an address, and else described in words.

Source: W3C Recommendation Web Annotation Data Model, 2017, sections 3.2 and 4.2.
"""

import re
from pathlib import Path

from msgspec import Struct, field
from msgspec.json import Encoder

from exports.formats.chunk import WRITE_BUFFER
from exports.views.view import ViewedClaim
from tasks.types import UNDECIDED

_ENCODE = Encoder().encode

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`]+")


class _Words(Struct, gc=False):
    type: str
    value: str
    purpose: str


class _Link(Struct, gc=False):
    type: str
    source: str
    purpose: str


class _Position(Struct, gc=False):
    type: str
    start: int
    end: int


class _Quote(Struct, gc=False):
    type: str
    exact: str
    prefix: str
    suffix: str


class _Target(Struct, gc=False):
    source: str
    selector: tuple[_Position, _Quote]


class _Annotation(Struct, gc=False):
    context: str = field(name="@context")
    id: str
    type: str
    motivation: str
    modified: str
    body: list[_Words | _Link]
    target: _Target


class WebAnnotationView:
    """One file for all splits."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "webannotation.jsonl").open("wb", WRITE_BUFFER)

    def write(self, viewed: ViewedClaim) -> None:
        self._file.write(_ENCODE(_annotation(viewed)) + b"\n")

    def finish(self) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()


def _annotation(viewed: ViewedClaim) -> _Annotation:
    claim = viewed.claim
    body: list[_Words | _Link] = [_Words("TextualBody", claim.verdict or UNDECIDED, "classifying")]
    body += [_evidence(piece.url) for piece in viewed.evidence]
    position = _Position("TextPositionSelector", claim.char_start, claim.char_end)
    quote = _Quote("TextQuoteSelector", claim.claim, claim.prefix or "", claim.suffix or "")
    return _Annotation(
        "http://www.w3.org/ns/anno.jsonld",  # context
        f"urn:annotator:{claim.claim_id}",
        "Annotation",  # type
        "assessing",  # motivation
        claim.verdict_as_of,  # modified
        body,
        _Target(viewed.article.url or f"urn:annotator:{claim.article_id}", (position, quote)),  # target
    )


def _evidence(source: str) -> _Words | _Link:
    if _IRI.fullmatch(source):
        return _Link("SpecificResource", source, "linking")
    return _Words("TextualBody", source, "describing")
