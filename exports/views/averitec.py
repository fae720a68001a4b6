"""``formats/averitec.json``, as AVeriTeC's baselines and scorer read it.

An array of claims with questions and answers. Our checkers answer one question,
whether the claim is so, from sources: each address is an answer, and a claim
without one has the answer that AVeriTeC gives to a question nobody could answer.
An undecided claim is there only if some found it verified and some disputed.

Source: M. Schlichtkrull, Z. Guo, A. Vlachos, AVeriTeC: a dataset for real-world
claim verification with evidence from the web, 2023.
"""

from pathlib import Path
from typing import Any

from msgspec.json import Encoder

from exports.formats.chunk import WRITE_BUFFER
from exports.particulars import LabelMapping
from exports.tables import EvidenceRow, Stance
from exports.views.view import ViewedClaim
from tasks.types import UNDECIDED

_ANSWERS = {
    Stance.SUPPORTS.value: ("Yes", "Boolean"),
    Stance.REFUTES.value: ("No", "Boolean"),
    Stance.NEITHER.value: ("This source does not settle it.", "Abstractive"),
}
_NO_ANSWER = {
    "answer": "No answer could be found.",
    "answer_type": "Unanswerable",
    "source_url": None,
    "source_medium": None,
    "cached_source_url": None,
}

_ENCODE = Encoder().encode


class AveritecView:
    """One file for all splits."""

    def __init__(self, folder: Path, mapping: LabelMapping) -> None:
        self._file = (folder / "averitec.json").open("wb", WRITE_BUFFER)
        self._mapping = mapping.averitec
        self._separator = b"[\n"

    def write(self, viewed: ViewedClaim) -> None:
        claim = viewed.claim
        label = self._mapping[claim.verdict or UNDECIDED]
        if label is None or (claim.verdict is None and not (claim.votes_verified and claim.votes_disputed)):
            return
        self._file.write(self._separator + _ENCODE(_record(viewed, label)))
        self._separator = b",\n"

    def finish(self) -> None:
        self._file.write(b"\n]\n" if self._separator == b",\n" else b"[]\n")
        self.close()

    def close(self) -> None:
        self._file.close()


def _record(viewed: ViewedClaim, label: str) -> dict[str, Any]:
    claim = viewed.claim
    return {
        "claim": claim.claim,
        "required_reannotation": False,
        "label": label,
        "justification": " ".join(a.comment for a in viewed.annotations if a.comment),
        "claim_date": _day(claim.claim_date),
        "speaker": claim.claimant,
        "original_claim_url": viewed.article.url,
        "cached_original_claim_url": None,
        "fact_checking_article": None,
        "reporting_source": viewed.article.publisher,
        "location_ISO_code": None,
        "claim_types": [],
        "fact_checking_strategies": [],
        "questions": [
            {
                "question": "Is this so?",
                "answers": [_answer(piece) for piece in viewed.evidence] or [_NO_ANSWER],
            }
        ],
        "claim_id": claim.claim_id,
        "split": claim.split,
    }


def _answer(piece: EvidenceRow) -> dict[str, str | None]:
    answer, kind = _ANSWERS[piece.stance]
    return {
        "answer": answer,
        "answer_type": kind,
        "source_url": piece.url,
        "source_medium": "Web text",
        "cached_source_url": piece.archived_url,
    }


def _day(day: str | None) -> str | None:
    """``2022-09-08`` as ``8-9-2022``."""
    if day is None:
        return None
    year, month, of_month = day.split("-")
    return f"{int(of_month)}-{int(month)}-{year}"
