"""What the machine suggests about sentences, for pages that show it. Never a label."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.store.connection import Store
from tasks.types import Span


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The machine's suggestion for one sentence."""

    text: str  # the sentence as the spans count in it
    claims: tuple[Span, ...]  # those that lie in the sentence, in reading order
    claimant: str | None
    score: float | None  # check-worthiness, 0..1


def list_suggestions(store: Store, sentence_ids: Sequence[str]) -> dict[str, Suggestion]:
    """The suggestions that hold, by sentence."""
    rows = store.rows(
        "select m.sentence_id, s.text, m.claimant, m.score, m.result"
        " from json_each(?) asked join predictions m on m.sentence_id = asked.value"
        " join sentences s on s.sentence_id = m.sentence_id where m.superseded_at is null",
        [json.dumps(sentence_ids)],
    )
    return {
        row["sentence_id"]: Suggestion(
            row["text"], _claims(row["result"], len(row["text"])), row["claimant"], row["score"]
        )
        for row in rows
    }


def _claims(result: str, length: int) -> tuple[Span, ...]:
    claims = {Span(start, end) for start, end in json.loads(result)["claims"]}
    return tuple(sorted(claim for claim in claims if 0 <= claim.start < claim.end <= length))
