"""The votes that models learn from, gathered while a release goes by.

They are held in memory: 9 bytes a vote, and some 100 bytes a claim for its id.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from exports.majority import ANSWERS, decide_counts
from exports.tables import VERDICTS, AnnotationRow, ClaimRow

Codes: TypeAlias = npt.NDArray[np.int32]

_CODES = {verdict: code for code, verdict in enumerate(VERDICTS)}


@dataclass(slots=True)
class Ballots:
    """Who gave which verdict on which claim. That somebody denies a claim is no verdict on it."""

    claims: list[str] = field(default_factory=list)  # with a verdict by a checker
    splits: list[str] = field(default_factory=list)  # of those claims
    by_votes: list[str | None] = field(default_factory=list)  # what the desk's rule makes of the votes alone
    _numbers: dict[str, int] = field(default_factory=dict)  # of the checkers
    _claim: "array[int]" = field(default_factory=lambda: array("i"))
    _checker: "array[int]" = field(default_factory=lambda: array("i"))
    _label: "array[int]" = field(default_factory=lambda: array("b"))

    def add_article(self, claims: Iterable[ClaimRow], annotations: Iterable[AnnotationRow]) -> None:
        numbers: dict[str | None, int] = {}
        for claim in claims:
            counts = tuple(getattr(claim, f"votes_{answer}") for answer in ANSWERS)
            if any(counts[: len(VERDICTS)]):
                numbers[claim.claim_id] = self.add_claim(claim.claim_id, claim.split, counts)
        for annotation in annotations:
            if annotation.counted and annotation.label in _CODES and annotation.claim_id in numbers:
                self.add_vote(numbers[annotation.claim_id], annotation.annotator_id, annotation.label)

    def add_claim(self, claim_id: str, split: str, counts: Sequence[int]) -> int:
        """Add a claim on which a checker gave a verdict.

        :param counts: votes by `ANSWERS`
        :return: its number
        """
        self.claims.append(claim_id)
        self.splits.append(split)
        self.by_votes.append(decide_counts(tuple(counts))[1])
        return len(self.claims) - 1

    def add_vote(self, claim: int, checker: str, verdict: str) -> None:
        self._claim.append(claim)
        self._checker.append(self._numbers.setdefault(checker, len(self._numbers)))
        self._label.append(_CODES[verdict])

    @property
    def votes(self) -> int:
        return len(self._label)

    @property
    def checkers(self) -> int:
        return len(self._numbers)

    @property
    def paired_claims(self) -> int:
        """Claims on which two checkers or more gave a verdict."""
        return int((np.bincount(np.asarray(self._claim, dtype=np.intp)) > 1).sum()) if self._claim else 0

    def table(self) -> Codes:
        """The votes as rows of claim, checker and verdict (by `VERDICTS`); claims by their numbers."""
        columns = (self._claim, self._checker, self._label)
        return np.stack([np.asarray(column, dtype=np.int32) for column in columns], axis=1)

    def why_nothing_to_learn(self) -> str | None:
        """Why no model can tell anything about these checkers, in words for people."""
        if not self.votes:
            return "no checker gave a verdict"
        if self.checkers == 1:
            return "one checker gave all verdicts, and there is nobody to compare with"
        if not self.paired_claims:
            return "no claim was given verdicts by two checkers"
        return None
