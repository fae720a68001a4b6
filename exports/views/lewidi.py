"""``formats/lewidi/SPLIT.json``, for learning with disagreements (LeWiDi 2025).

One object a split: items by number, each with every checker's label and the
soft label. Denials are among the labels, so that the soft label is the share of
all answers. Claims that only an editor judged are left out: nobody disagreed.

Source: E. Leonardelli et al., LeWiDi-2025 at NLPerspectives: third edition of
the learning with disagreements shared task, 2025.
"""

from pathlib import Path
from typing import IO, Any

from msgspec.json import Encoder
from msgspec.json import format as format_json

from exports.formats.chunk import WRITE_BUFFER
from exports.tables import LABELS
from exports.views.view import ViewedClaim

TASK = "fact-checking"

_ENCODE = Encoder().encode


class LewidiView:
    """One file a split that has claims, and one about the annotators."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "lewidi"
        self._folder.mkdir()
        self._files: dict[str, IO[bytes]] = {}
        self._items = 0
        self._answers: dict[str, int] = {}  # by annotator

    def write(self, viewed: ViewedClaim) -> None:
        if not viewed.annotations:
            return
        split = viewed.claim.split
        if split in self._files:
            self._files[split].write(b",\n")
        else:
            self._files[split] = (self._folder / f"{split}.json").open("wb", WRITE_BUFFER)
            self._files[split].write(b"{\n")
        self._items += 1
        for annotation in viewed.annotations:
            self._answers[annotation.annotator_id] = self._answers.get(annotation.annotator_id, 0) + 1
        self._files[split].write(b'"%d":' % self._items + _ENCODE(_item(viewed)))

    def finish(self) -> None:
        for file in self._files.values():
            file.write(b"\n}\n")
        about = {annotator: {"annotations": count} for annotator, count in sorted(self._answers.items())}
        (self._folder / "annotators_meta.json").write_bytes(format_json(_ENCODE(about), indent=2) + b"\n")
        self.close()

    def close(self) -> None:
        for file in self._files.values():
            file.close()


def _item(viewed: ViewedClaim) -> dict[str, Any]:
    claim = viewed.claim
    labels = {annotation.annotator_id: annotation.label for annotation in viewed.annotations}
    given = list(labels.values())
    return {
        "text": claim.claim,
        "task": TASK,
        "number of annotations": len(given),
        "number of annotators": len(labels),
        "annotators": ",".join(labels),
        "annotations": labels,
        "soft_label": {label: given.count(label) / len(given) for label in LABELS},
        "split": claim.split,
        "lang": claim.language,
        "other_info": {"claim_id": claim.claim_id, "sentence": claim.sentence, "claimant": claim.claimant},
    }
