"""A checker's answer, as the deciding code sees it."""

from msgspec import Struct

from tasks.types import Judgement


class Answer(Struct, frozen=True):
    """One version of an annotation with what it says.

    The judgements' spans are offsets in the sentence as it stands now. Times
    are texts in which text order is time order (`tasks.store.times`).
    """

    annotation_id: int
    version: int
    person_id: int | None
    state: str  # answered, skipped or deleted
    created_at: str  # Label Studio's clock
    updated_at: str
    recorded_at: str  # the desk's clock
    superseded_at: str | None  # None: it stands
    lead_time: float | None  # seconds
    judgements: tuple[Judgement, ...]

    @property
    def says_something(self) -> bool:
        return self.state == "answered" and bool(self.judgements)

    @property
    def checker(self) -> str:
        """Who answered; an answer without a name is by somebody of its own."""
        return f"annotation {self.annotation_id}" if self.person_id is None else str(self.person_id)
