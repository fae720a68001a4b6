"""What is new about one task, before it is recorded."""

from dataclasses import dataclass, field

from tasks.store.annotations import LiveVersion
from tasks.store.tasks import Task
from tasks.types import AnnotationVersion, Quarantined


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """An annotation of ours that was put back and stands in Label Studio again."""

    live: LiveVersion
    found: AnnotationVersion


@dataclass(slots=True)
class TaskChanges:
    """What is new about one task."""

    task: Task
    changed_at: str | None = None  # by Label Studio's clock, as the store writes it
    touched_by: int | None = None  # Label Studio's id of who changed the task last, where it says
    new: list[AnnotationVersion] = field(default_factory=list)
    edited: list[AnnotationVersion] = field(default_factory=list)
    rebuilt: list[Rebuilt] = field(default_factory=list)
    deleted: list[LiveVersion] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)  # Label Studio's ids of copies of what stands
    quarantined: list[Quarantined] = field(default_factory=list)
    overtaken: bool = False  # the task changed once more after it was read
    ground_truths: list[str | None] = field(default_factory=list)  # results; None: no longer marked as such

    @property
    def versions(self) -> list[AnnotationVersion]:
        return [*self.new, *self.edited]
