"""``formats/averitec.json``, as AVeriTeC's baselines and scorer read it.

An array of claims with questions and answers. Our checkers answer one question,
whether the claim is so, from sources: each address is an answer, and a claim
without one has the answer that AVeriTeC gives to a question nobody could answer.
The scorer wants an explanation with *Yes* and *No*: the checker's note. It compares
ten answers, so there are no more.
An undecided claim is there only if some found it verified and some disputed.

Source: M. Schlichtkrull, Z. Guo, A. Vlachos, AVeriTeC: a dataset for real-world
claim verification with evidence from the web, 2023.
"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path

from msgspec import UNSET, Struct, UnsetType
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

_MOST_ANSWERS = 10

_ENCODE = Encoder().encode


class _Answer(Struct, gc=False):
    answer: str
    answer_type: str
    source_url: str | None
    source_medium: str | None
    cached_source_url: str | None
    boolean_explanation: str | UnsetType = UNSET  # with Boolean answers alone


class _Question(Struct, gc=False):
    question: str
    answers: list[_Answer]


class _Claim(Struct, gc=False):
    claim: str
    required_reannotation: bool
    label: str
    justification: str
    claim_date: str | None
    speaker: str | None
    original_claim_url: str | None
    cached_original_claim_url: None
    fact_checking_article: None
    reporting_source: str | None
    location_ISO_code: None
    claim_types: tuple[str, ...]
    fact_checking_strategies: tuple[str, ...]
    questions: tuple[_Question]
    claim_id: str
    split: str


_NO_ANSWER = _Answer("No answer could be found.", "Unanswerable", None, None, None)


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
        self._file.write(self._separator + _ENCODE(_averitec(viewed, label)))
        self._separator = b",\n"

    def finish(self) -> None:
        self._file.write(b"\n]\n" if self._separator == b",\n" else b"[]\n")
        self.close()

    def close(self) -> None:
        self._file.close()


def _averitec(viewed: ViewedClaim, label: str) -> _Claim:
    claim = viewed.claim
    notes = {annotation.annotation_id: annotation.comment for annotation in viewed.annotations}
    answers = [_answer(piece, notes) for piece in islice(viewed.evidence, _MOST_ANSWERS)]
    return _Claim(
        claim.claim,
        False,  # required_reannotation
        label,
        " ".join([a.comment for a in viewed.annotations if a.comment]),  # justification
        _day(claim.claim_date),
        claim.claimant,  # speaker
        viewed.article.url,  # original_claim_url
        None,  # cached_original_claim_url
        None,  # fact_checking_article
        viewed.article.publisher,  # reporting_source
        None,  # location_ISO_code
        (),  # claim_types
        (),  # fact_checking_strategies
        (_Question("Is this so?", answers or [_NO_ANSWER]),),  # questions
        claim.claim_id,
        claim.split,
    )


def _answer(piece: EvidenceRow, notes: Mapping[str, str | None]) -> _Answer:
    answer, kind = _ANSWERS[piece.stance]
    explanation: str | UnsetType = UNSET
    if kind == "Boolean":
        explanation = (notes.get(piece.annotation_id) if piece.annotation_id else None) or ""
    return _Answer(answer, kind, piece.url, "Web text", piece.archived_url, explanation)


@lru_cache(maxsize=10_000)
def _day(day: str | None) -> str | None:
    """``2022-09-08`` as ``8-9-2022``."""
    if day is None:
        return None
    year, month, of_month = day.split("-")
    return f"{int(of_month)}-{int(month)}-{year}"
