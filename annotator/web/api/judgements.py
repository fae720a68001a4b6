"""What somebody said about a claim, as several resources show it."""

from typing import Self

from pydantic import BaseModel, Field

from tasks import types
from tasks.types import NOT_A_CLAIM, UnverifiableReason, WasItSaid


class Judgement(BaseModel):
    label: str = Field(description=f"A verdict, or {NOT_A_CLAIM}.")
    start: int | None = Field(description="In the sentence; null: the whole of it.")
    end: int | None
    reason: UnverifiableReason | None
    was_it_said: WasItSaid | None
    evidence: list[str] = Field(description="Addresses as they were typed.")
    note: str

    @classmethod
    def of(cls, judgement: types.Judgement) -> Self:
        return cls(
            label=judgement.label,
            start=judgement.span.start if judgement.span else None,
            end=judgement.span.end if judgement.span else None,
            reason=judgement.reason,
            was_it_said=judgement.was_it_said,
            evidence=list(judgement.evidence),
            note=judgement.note,
        )
