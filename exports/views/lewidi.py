"""``formats/lewidi/SPLIT.json``, for learning with disagreements (LeWiDi 2025).

One object a split: items by number, each with every checker's label and the
soft label. Denials are among the labels, so that the soft label is the share of
all answers. Claims that only an editor judged are left out: nobody disagreed.

Source: E. Leonardelli et al., LeWiDi-2025 at NLPerspectives: third edition of
the learning with disagreements shared task, 2025.
"""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO

from msgspec import Struct, field
from msgspec.json import Encoder
from msgspec.json import format as format_json

from exports.formats.chunk import WRITE_BUFFER
from exports.tables import LABELS
from exports.views.view import ViewedClaim

TASK = "fact-checking"

_ENCODE = Encoder().encode


class _Other(Struct, gc=False):
    claim_id: str
    sentence: str
    claimant: str | None


class _Item(Struct, gc=False):
    text: str
    task: str
    number_of_annotations: int = field(name="number of annotations")
    number_of_annotators: int = field(name="number of annotators")
    annotators: str
    annotations: Mapping[str, str]  # labels by annotator
    soft_label: Mapping[str, float]
    split: str
    lang: str
    other_info: _Other


class LewidiView:
    """One file a split that has claims, and one about the annotators."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "lewidi"
        self._folder.mkdir()
        self._files: dict[str, IO[bytes]] = {}
        self._items = 0
        self._answers: Counter[str] = Counter()  # by annotator

    def write(self, viewed: ViewedClaim) -> None:
        if not viewed.annotations:
            return
        split = viewed.claim.split
        before = b",\n"
        if split not in self._files:
            self._files[split] = (self._folder / f"{split}.json").open("wb", WRITE_BUFFER)
            before = b"{\n"
        self._items += 1
        item = _item(viewed)
        for annotator in item.annotations:
            self._answers[annotator] += 1
        self._files[split].write(b'%b"%d":%b' % (before, self._items, _ENCODE(item)))

    def finish(self) -> None:
        for file in self._files.values():
            file.write(b"\n}\n")
        about = {annotator: {"annotations": count} for annotator, count in sorted(self._answers.items())}
        (self._folder / "annotators_meta.json").write_bytes(format_json(_ENCODE(about), indent=2) + b"\n")
        self.close()

    def close(self) -> None:
        for file in self._files.values():
            file.close()


def _item(viewed: ViewedClaim) -> _Item:
    claim = viewed.claim
    labels = {annotation.annotator_id: annotation.label for annotation in viewed.annotations}
    return _Item(
        claim.claim,  # text
        TASK,  # task
        len(labels),  # number_of_annotations
        len(labels),  # number_of_annotators
        ",".join(labels),  # annotators
        labels,  # annotations
        _shares(tuple(labels.values())),  # soft_label
        claim.split,
        claim.language,
        _Other(claim.claim_id, claim.sentence, claim.claimant),  # other_info
    )


@lru_cache(maxsize=10_000)
def _shares(given: tuple[str, ...]) -> Mapping[str, float]:
    return {label: given.count(label) / len(given) for label in LABELS}
