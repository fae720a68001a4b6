"""``formats/fever.jsonl``, as FEVER's baselines and scorer read it.

``{"id", "verifiable", "label", "claim", "evidence": [[[annotation_id,
evidence_id, page, sentence_id]]]}``: the outer list holds alternatives, each of
which is enough alone. Our evidence is addresses, so a page is an address and
the sentence always 0. A claim that is supported or refuted must have evidence
there; one for which checkers gave none is left out.

Source: J. Thorne et al., FEVER: a large-scale dataset for fact extraction and
verification, 2018.
"""

from pathlib import Path
from typing import TypeAlias

from msgspec import Struct
from msgspec.json import Encoder

from exports.formats.chunk import WRITE_BUFFER
from exports.particulars import LabelMapping
from exports.tables import EvidenceRow, Stance
from exports.views.view import ViewedClaim
from tasks.types import UNDECIDED

_NOT_ENOUGH = "NOT ENOUGH INFO"
_SPEAKS_FOR = {"SUPPORTS": Stance.SUPPORTS.value, "REFUTES": Stance.REFUTES.value}

_ENCODE = Encoder().encode

_Piece: TypeAlias = tuple[int, int | None, str | None, int | None]


class _Claim(Struct, gc=False):
    id: int
    verifiable: str
    label: str
    claim: str
    evidence: list[list[_Piece]]
    claim_id: str
    split: str


class FeverView:
    """One file for all splits."""

    def __init__(self, folder: Path, mapping: LabelMapping) -> None:
        self._file = (folder / "fever.jsonl").open("wb", WRITE_BUFFER)
        self._mapping = mapping.fever
        self._claims = 0
        self._pieces = 0

    def write(self, viewed: ViewedClaim) -> None:
        label = self._mapping[viewed.claim.verdict or UNDECIDED]
        if label is None:
            return
        telling = [piece for piece in viewed.evidence if piece.stance == _SPEAKS_FOR.get(label)]
        if label != _NOT_ENOUGH and not telling:
            return
        self._claims += 1
        evidence = [[self._piece(piece)] for piece in telling] or [[(self._claims, None, None, None)]]
        record = _Claim(
            self._claims,  # id
            "NOT VERIFIABLE" if label == _NOT_ENOUGH else "VERIFIABLE",  # verifiable
            label,
            viewed.claim.claim,
            evidence,
            viewed.claim.claim_id,
            viewed.claim.split,
        )
        self._file.write(_ENCODE(record) + b"\n")

    def finish(self) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()

    def _piece(self, piece: EvidenceRow) -> _Piece:
        self._pieces += 1
        return self._claims, self._pieces, piece.url, 0
