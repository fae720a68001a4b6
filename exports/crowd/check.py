"""Whether what a release says of its models follows from its votes."""

from collections.abc import Iterator, Mapping
from typing import Any

from exports.crowd.aggregate import aggregate, compared
from exports.crowd.ballots import Ballots
from exports.crowd.methods import Model
from exports.crowd.models import crowdkit_version
from exports.tables import AGGREGATIONS, MODELS, VERDICTS
from tasks.store.dataset_reading import DatasetReader

Rows = Mapping[str, tuple[str | None, tuple[float, ...]]]
"""Verdict and chances by claim."""

CLOSE = 1e-4
"""Chances may differ by this much: processors differ in the last digit of a logarithm, and that adds up."""


def contradicted_models(database: DatasetReader, described: Mapping[str, Any]) -> Iterator[str]:
    """Compare what is stated with the votes, in words for people.

    The models are fitted anew where the stated version of crowd-kit is installed.

    :param described: the release's manifest
    """
    reports = described.get("aggregations", [])
    if AGGREGATIONS.name not in described["rows"]:
        yield from ("manifest.json: aggregations are described, and there are none." for _ in reports[:1])
        return
    ballots = _ballots(database)
    stated = {report.get("method"): report for report in reports}
    for unknown in database.aggregation_methods() - stated.keys():
        yield f"aggregations: the manifest says nothing of {unknown}."
    for method, report in stated.items():
        if method not in MODELS:
            yield f"manifest.json: aggregations, {method} is no model we know."
            continue
        rows = {claim: (verdict, tuple(p)) for claim, verdict, *p in database.aggregations(method)}
        yield from _contradicted_report(report, rows, ballots)
        if report.get("software") == f"crowd-kit {crowdkit_version()}":
            yield from _contradicted_rows(Model(method), rows, ballots)


def _ballots(database: DatasetReader) -> Ballots:
    ballots = Ballots()
    numbers: dict[str, int] = {}
    for claim_id, *counts in database.claim_votes():
        if any(counts[: len(VERDICTS)]):
            numbers[claim_id] = ballots.add_claim(claim_id, "", counts)
    for claim_id, checker, verdict in database.verdict_votes():
        ballots.add_vote(numbers[claim_id], checker, verdict)
    return ballots


def _contradicted_report(report: Mapping[str, Any], rows: Rows, ballots: Ballots) -> Iterator[str]:
    undefined = ballots.why_nothing_to_learn()
    if rows.keys() != (set() if undefined else set(ballots.claims)):
        yield f"aggregations: {report['method']} is not about the claims that checkers gave verdicts on."
        return
    by_model = (rows[claim][0] for claim in ballots.claims if claim in rows)
    same, differs, decided = compared(zip(by_model, ballots.by_votes, strict=False))
    found = {
        "claims": len(ballots.claims),
        "paired_claims": ballots.paired_claims,
        "checkers": ballots.checkers,
        "votes": ballots.votes,
        "same": same,
        "differs": differs,
        "decided": decided,
        "undefined": undefined,
    }
    for name, value in found.items():
        if report.get(name) != value:
            yield f"manifest.json: aggregations, {name.replace('_', ' ')} of {report['method']} is {value}."


def _contradicted_rows(model: Model, rows: Rows, ballots: Ballots) -> Iterator[str]:
    for _, row in aggregate(model, ballots).rows():
        _, chances = rows.get(row.claim_id, (None, ()))
        fitted = (row.p_verified, row.p_disputed, row.p_unverifiable)
        if len(chances) != len(fitted) or max(map(_apart, chances, fitted)) > CLOSE:
            yield f"aggregations {row.claim_id} {model}: its chances are not those that the model finds."


def _apart(one: float, other: float) -> float:
    return abs(one - other)
