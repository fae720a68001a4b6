"""From a sentence to a Label Studio task: what the page shows, and what the machine suggests."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from tasks.label_studio import controls
from tasks.types import Span

if TYPE_CHECKING:
    from tasks.store.waiting import WaitingSentence

_SEVERAL: Final = 2
_HARMLESS_IN_AN_ADDRESS: Final = "%/:?#[]@!$&()*+,;=~"


def task_payload(sentence: "WaitingSentence") -> dict[str, Any]:
    """A task as Label Studio imports it, with what the machine suggests.

    The suggestion always carries the score, by which Label Studio can sort; it
    marks claims only where the sentence makes several.
    """
    payload: dict[str, Any] = {"data": task_data(sentence)}
    if sentence.model_version:
        claims = _claims_within(sentence.prediction, len(sentence.sentence))
        payload["predictions"] = [
            prediction_payload(
                sentence.sentence_id,
                sentence.sentence,
                claims if len(claims) >= _SEVERAL else [],
                model_version=sentence.model_version,
                score=sentence.score,
            )
        ]
    return payload


def task_data(sentence: "WaitingSentence") -> dict[str, Any]:
    """The task's data: ``position`` is a number, all else are strings, empty where unknown."""
    return {
        "sentence_id": sentence.sentence_id,
        "article_id": sentence.article_id,
        "position": sentence.position,
        controls.TEXT: sentence.sentence,
        "before": sentence.before,
        "after": sentence.after,
        "title": sentence.title,
        "publisher": sentence.publisher,
        "published_on": sentence.published_on.isoformat() if sentence.published_on else "",
        "url": link_address(sentence.url),
        "claimant": sentence.claimant or "",
    }


def prediction_payload(
    sentence_id: str, text: str, claims: Iterable[Span], *, model_version: str, score: float | None
) -> dict[str, Any]:
    """Claims as marks without a verdict, for the checker to judge, change or leave alone.

    :param claims: spans in offsets of ``text``
    :param score: check-worthiness of the sentence, 0..1
    """
    return {
        "model_version": model_version,
        "score": score,
        "result": [_mark(sentence_id, text, claim) for claim in claims],
    }


def link_address(url: str) -> str:
    """The address as it may stand in a link: http or https, nothing in it that could end the link.

    Anything else, such as ``javascript:``, becomes an empty string, which the page shows as no link.
    """
    address = url.strip()
    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    if not usable or not address.isprintable():
        return ""
    return "".join(c if c > "\x7f" else quote(c, safe=_HARMLESS_IN_AN_ADDRESS) for c in address)


def _mark(sentence_id: str, text: str, claim: Span) -> dict[str, Any]:
    return {
        "id": _mark_id(sentence_id, claim),
        "from_name": controls.CLAIM,
        "to_name": controls.TEXT,
        "type": "labels",
        "value": {
            "start": claim.start,
            "end": claim.end,
            "text": claim.of(text),
            "labels": [controls.UNJUDGED],
        },
    }


def _mark_id(sentence_id: str, claim: Span) -> str:
    """The same claim of the same sentence always gets the same mark."""
    return sha256(f"{sentence_id}:{claim.start}:{claim.end}".encode()).hexdigest()[:10]


def _claims_within(prediction: str | None, length: int) -> list[Span]:
    """The distinct claims of a stored prediction that lie in the sentence, in reading order."""
    if not prediction:
        return []
    claims = {Span(start, end) for start, end in json.loads(prediction)["claims"]}
    return sorted(claim for claim in claims if 0 <= claim.start < claim.end <= length)
