"""An attribution in positions of its passage."""

from dataclasses import dataclass

from tasks.text.attribution.passage import Range


@dataclass(frozen=True, slots=True)
class Finding:
    """Who, by which words, says what; the source is empty where nobody is named."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


def finding_of(source: Range | None, cue: Range, *content: Range) -> Finding | None:
    """Put a finding together; ``None`` if its content is empty."""
    kept = tuple(part for part in content if part[0] < part[1])
    return Finding((source,) if source else (), (cue,), kept) if kept else None
