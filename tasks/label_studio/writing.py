"""Judgements in the shape of an annotation's result: the reverse of `answers.read_answers`."""

from collections.abc import Iterator, Sequence
from typing import Any

from tasks.label_studio import controls
from tasks.types import Judgement, Span

Result = dict[str, Any]


def write_answers(judgements: Sequence[Judgement], sentence: str) -> list[Result]:
    """A result list that says this, and nothing else.

    A judgement of the whole sentence becomes a mark of all its words where
    others are about parts of it: Label Studio shows one or the other.

    :param judgements: at most one of each span; spans are offsets in ``sentence``
    """
    if len(judgements) == 1 and judgements[0].span is None:
        return list(_about_the_sentence(judgements[0]))
    return [item for judgement in judgements for item in _about_a_mark(judgement, sentence)]


def _about_the_sentence(judgement: Judgement) -> Iterator[Result]:
    yield _choice(controls.VERDICT, judgement.label, {}, "choices")
    if judgement.reason:
        yield _choice(controls.REASON, judgement.reason, {}, "choices")
    yield from _typed(judgement, controls.EVIDENCE, controls.NOTE, {})


def _about_a_mark(judgement: Judgement, sentence: str) -> Iterator[Result]:
    span = judgement.span or Span(0, len(sentence))
    place = {"start": span.start, "end": span.end, "text": span.of(sentence)}
    identity = f"settled-{span.start}-{span.end}"
    yield _choice(controls.CLAIM, judgement.label, place, "labels", identity)
    if judgement.reason:
        yield _choice(controls.CLAIM_REASON, judgement.reason, place, "choices", identity)
    yield from _typed(judgement, controls.CLAIM_EVIDENCE, controls.CLAIM_NOTE, place, identity)


def _typed(
    judgement: Judgement, evidence: str, note: str, place: Result, identity: str | None = None
) -> Iterator[Result]:
    if judgement.evidence:
        yield _item(evidence, "textarea", place | {"text": ["\n".join(judgement.evidence)]}, identity)
    if judgement.note:
        yield _item(note, "textarea", place | {"text": [judgement.note]}, identity)


def _choice(name: str, chosen: str, place: Result, kind: str, identity: str | None = None) -> Result:
    return _item(name, kind, place | {kind: [str(chosen)]}, identity)


def _item(name: str, kind: str, value: Result, identity: str | None) -> Result:
    return {
        "id": identity or f"settled-{name}",
        "from_name": name,
        "to_name": controls.TEXT,
        "type": kind,
        "value": value,
        "origin": "manual",
    }
