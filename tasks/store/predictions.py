"""What the machine suggests about sentences: the newest suggestion stands, earlier ones are kept."""

import json
from collections.abc import Sequence
from typing import Any

from tasks.store.connection import Store
from tasks.store.times import now
from tasks.types import Attribution, ReadSentence, SentenceId, Span


def keep_predictions(
    store: Store, ids: Sequence[SentenceId], sentences: Sequence[ReadSentence], model_version: str
) -> None:
    """Record what a model suggests about each sentence; nothing where that model has spoken.

    Belongs into a transaction.
    """
    moment = now()
    for sentence_id, sentence in zip(ids, sentences, strict=True):
        result = prediction_json(sentence)
        live = store.row(
            "select result, score, model_version from predictions"
            " where sentence_id = ? and superseded_at is null",
            [sentence_id],
        )
        if live and live["model_version"] == model_version:
            continue
        store.execute(
            "update predictions set superseded_at = ? where sentence_id = ? and superseded_at is null",
            [moment, sentence_id],
        )
        store.execute(
            "insert into predictions (sentence_id, model_version, score, claimant, result, recorded_at)"
            " values (?, ?, ?, ?, ?, ?)",
            [sentence_id, model_version, sentence.score, sentence.claimant, result, moment],
        )


def prediction_json(sentence: ReadSentence) -> str:
    """Claims and attributions as JSON, offsets counted from the sentence's start.

    An attribution may reach outside of its sentence (the speaker named before):
    such offsets are negative or beyond the sentence's length, and still true.
    """
    start = sentence.span.start

    def pairs(spans: Sequence[Span]) -> list[list[int]]:
        return [[span.start - start, span.end - start] for span in spans]

    def attribution(found: Attribution) -> dict[str, Any]:
        return {
            "source": pairs(found.source),
            "cue": pairs(found.cue),
            "content": pairs(found.content),
            "claimant": found.claimant,
        }

    return json.dumps(
        {
            "claims": pairs(sentence.claims),
            "attributions": [attribution(found) for found in sentence.attributions],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
