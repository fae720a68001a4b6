"""From votes to what a model says of each claim, and how that compares with the desk's own rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from exports.agreement.patterns import Floats
from exports.crowd.ballots import Ballots
from exports.crowd.methods import Model
from exports.crowd.models import FITTING, Fitting, fit, require_crowdkit
from exports.tables import VERDICTS, AggregationRow


@dataclass(frozen=True, slots=True)
class AggregationReport:
    """Which model it was, how it was fitted, and how its verdicts differ from what the votes decide."""

    method: str
    software: str
    fitting: Fitting
    claims: int  # with a verdict by a checker
    paired_claims: int  # with verdicts by two or more
    checkers: int
    votes: int
    same: int  # claims whose verdict is what the votes decide
    differs: int  # claims whose verdict is another
    decided: int  # claims with a verdict that the votes leave undecided
    undefined: str | None  # why it says nothing


def reports_in(described: Mapping[str, Any]) -> tuple[AggregationReport, ...]:
    """What a release says of the models that it was asked for.

    :param described: its manifest
    """
    return msgspec.convert(described.get("aggregations", ()), tuple[AggregationReport, ...])


@dataclass(frozen=True, slots=True)
class Aggregated:
    """What a model says of the claims."""

    report: AggregationReport
    ballots: Ballots
    chances: Floats | None  # (claims, verdicts)

    def rows(self) -> Iterator[tuple[str, AggregationRow]]:
        """Each claim's row with the claim's split, in the order of the claims."""
        if self.chances is None:
            return
        for claim, split, chances in zip(
            self.ballots.claims, self.ballots.splits, self.chances.tolist(), strict=True
        ):
            yield split, AggregationRow(claim, self.report.method, likeliest(chances), *chances)


def aggregate(model: Model, ballots: Ballots) -> Aggregated:
    """Fit a model to the votes.

    :raises ReleaseError: crowd-kit is not installed
    """
    software = f"crowd-kit {require_crowdkit()}"
    undefined = ballots.why_nothing_to_learn()
    chances = None
    if undefined is None:
        votes = ballots.table()
        order = np.array(sorted(range(len(ballots.claims)), key=ballots.claims.__getitem__))
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        votes[:, 0] = place[votes[:, 0]]
        chances = fit(model, votes, len(VERDICTS))[place]
    verdicts = [] if chances is None else [likeliest(row) for row in chances.tolist()]
    same, differs, decided = compared(zip(verdicts, ballots.by_votes, strict=False))
    report = AggregationReport(
        method=model.value,
        software=software,
        fitting=FITTING[model],
        claims=len(ballots.claims),
        paired_claims=ballots.paired_claims,
        checkers=ballots.checkers,
        votes=ballots.votes,
        same=same,
        differs=differs,
        decided=decided,
        undefined=undefined,
    )
    return Aggregated(report, ballots, chances)


def likeliest(chances: list[float]) -> str | None:
    """The verdict with the highest chance; ``None`` where several have it."""
    most = max(chances)
    return VERDICTS[chances.index(most)] if chances.count(most) == 1 else None


def compared(verdicts: Iterator[tuple[str | None, str | None]]) -> tuple[int, int, int]:
    """How many verdicts are what votes decide, how many another, and how many decide what votes do not.

    :param verdicts: by the model and by the votes
    """
    same = differs = decided = 0
    for by_model, by_votes in verdicts:
        if by_model is None:
            continue
        same += by_model == by_votes
        differs += by_votes is not None and by_model != by_votes
        decided += by_votes is None
    return same, differs, decided
