"""The annotated sentences, and how to hold some of them out fairly."""

import json
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from benchmarks.checkworthiness.lookalikes import find_lookalikes


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentences with labels and with the group that must stay on one side of any split."""

    sentences: list[str]
    labels: list[int]
    groups: list[int]

    def part(self, rows: list[int]) -> "Corpus":
        return Corpus(
            [self.sentences[row] for row in rows],
            [self.labels[row] for row in rows],
            [self.groups[row] for row in rows],
        )

    def split(self, held_out: Container[int]) -> tuple[list[int], list[int]]:
        """Row numbers outside and inside the groups held out."""
        inside = [row for row, group in enumerate(self.groups) if group in held_out]
        return [row for row, group in enumerate(self.groups) if group not in held_out], inside


def read_corpus(path: Path, blocks: int) -> Corpus:
    """Read ``{"id", "text", "label"}`` lines and put them into ``blocks`` groups.

    The file names neither debates nor speakers, but its ids number the
    transcripts from end to end: neighbouring ids are one debate. So each block
    of neighbours is a few whole debates (cut at most twice). Sentences that
    read alike join the block of one of them, wherever they were said.
    """
    lines = path.read_text("utf-8").splitlines()
    rows = sorted((json.loads(line) for line in lines), key=lambda row: int(row["id"]))
    block_of = {row["id"]: place * blocks // len(rows) for place, row in enumerate(rows)}
    first_of = find_lookalikes({row["id"]: row["text"] for row in rows})
    return Corpus(
        sentences=[row["text"] for row in rows],
        labels=[row["label"] for row in rows],
        groups=[block_of[first_of[row["id"]]] for row in rows],
    )
