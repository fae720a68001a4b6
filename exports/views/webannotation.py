"""``formats/webannotation.jsonl``: verdicts as W3C Web Annotations on the articles.

Each claim is found by its position and by its words with what stands around
them, so that it can be shown on the publisher's own page. Positions count code
points.

Source: W3C Recommendation Web Annotation Data Model, 2017, sections 3.2 and 4.2.
"""

from pathlib import Path
from typing import Any

from msgspec.json import Encoder

from exports.formats.chunk import WRITE_BUFFER
from exports.views.view import ViewedClaim
from tasks.types import UNDECIDED

_ENCODE = Encoder().encode


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


def _annotation(viewed: ViewedClaim) -> dict[str, Any]:
    claim = viewed.claim
    verdict = {"type": "TextualBody", "value": claim.verdict or UNDECIDED, "purpose": "classifying"}
    links = [
        {"type": "SpecificResource", "source": piece.url, "purpose": "linking"} for piece in viewed.evidence
    ]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:annotator:{claim.claim_id}",
        "type": "Annotation",
        "motivation": "assessing",
        "modified": claim.verdict_as_of,
        "body": [verdict, *links],
        "target": {
            "source": viewed.article.url or f"urn:annotator:{claim.article_id}",
            "selector": [
                {"type": "TextPositionSelector", "start": claim.char_start, "end": claim.char_end},
                {
                    "type": "TextQuoteSelector",
                    "exact": claim.claim,
                    "prefix": claim.prefix or "",
                    "suffix": claim.suffix or "",
                },
            ],
        },
    }
