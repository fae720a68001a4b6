"""Whether a row of a release makes sense by itself. Pure."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from exports.agreement.figures import DIGITS
from exports.columns import Column, Table
from exports.crowd.aggregate import likeliest
from exports.majority import ANSWERS, Method, decide_counts
from exports.tables import VERDICTS
from tasks.types import Verdict

Record = Mapping[str, Any]

_ROUNDING = 1e-9


def check_row(table: Table, record: Record) -> Iterator[str]:
    """What is wrong with a row, in words for people."""
    where = f"{table.name} {' '.join(str(record[column]) for column in table.key)}"
    problems = [f"{c.name} {wrong}" for c in table.columns if (wrong := _wrong_value(c, record[c.name]))]
    if not problems and table.name in _SPECIAL:
        problems = list(_SPECIAL[table.name](record))
    for problem in problems:
        yield f"{where}: {problem}."


def _wrong_value(column: Column, value: object) -> str | None:
    if value is None:
        return None if column.nullable else "is empty"
    if not isinstance(value, column.type) or (column.type is int and isinstance(value, bool)):
        return f"is {value!r}, which is not of its type"
    if value == "":
        return "is empty text"
    if column.means.values and value not in column.means.values:
        return f"is {value!r}, which is none of {', '.join(column.means.values)}"
    return None


def _check_claim(claim: Record) -> Iterator[str]:
    yield from _check_place(claim, claim["claim"])
    if claim["claim"] not in claim["sentence"]:
        yield "it is not part of its sentence"
    counts = tuple(claim[f"votes_{answer}"] for answer in ANSWERS)
    if sum(counts) != claim["n_annotations"]:
        yield "its votes are not as many as its annotations"
    judged = sum(counts[:-1])
    for verdict, count in zip(Verdict, counts, strict=False):
        share, expected = claim[f"p_{verdict}"], count / judged if judged else None
        if (share is None) != (expected is None) or abs((share or 0) - (expected or 0)) > _ROUNDING:
            yield f"p_{verdict} does not follow from its votes"
    if claim["verdict_method"] != Method.ADJUDICATED:
        if not judged:
            yield "nobody judged it"
        elif decide_counts(counts) != (False, claim["verdict"], claim["verdict_method"]):
            yield "its verdict does not follow from its votes"
    elif claim["verdict"] is None:
        yield "it is adjudicated and has no verdict"


def _check_place(record: Record, text: str) -> Iterator[str]:
    if record["char_start"] < 0 or record["char_end"] - record["char_start"] != len(text):
        yield "its offsets do not span its text"


def _check_not_claim(sentence: Record) -> Iterator[str]:
    yield from _check_place(sentence, sentence["sentence"])
    checkers, denials = sentence["n_annotations"], sentence["votes_not_a_claim"]
    follows = {
        Method.SINGLE: checkers == denials == 1,
        Method.UNANIMOUS: checkers == denials > 1,
        Method.MAJORITY: checkers > 1 and checkers >= denials,  # each claim that some saw was denied by more
        Method.ADJUDICATED: checkers >= denials,
    }
    if not follows.get(sentence["method"], False):
        yield "how it was found to be no claim does not follow from its votes"


def _check_annotation(annotation: Record) -> Iterator[str]:
    if not 0 <= annotation["char_start"] < annotation["char_end"]:
        yield "its mark is empty"


def _check_adjudication(adjudication: Record) -> Iterator[str]:
    if not 0 <= adjudication["char_start"] < adjudication["char_end"]:
        yield "its mark is empty"
    if adjudication["reason"] is not None and adjudication["verdict"] != Verdict.UNVERIFIABLE:
        yield "it has a reason for unverifiable and another verdict"
    if (adjudication["superseded_at"] or adjudication["decided_at"]) < adjudication["decided_at"]:
        yield "it was superseded before it was decided"


def _check_aggregation(aggregation: Record) -> Iterator[str]:
    chances = [aggregation[f"p_{verdict}"] for verdict in VERDICTS]
    if min(chances) < 0 or abs(sum(chances) - 1) > len(VERDICTS) * 10**-DIGITS:
        yield "its chances do not add up to 1"
    if aggregation["verdict"] != likeliest(chances):
        yield "its verdict is not the likeliest"


def _check_article(article: Record) -> Iterator[str]:
    if article["text"] is not None and sha256(article["text"].encode()).hexdigest() != article["text_sha256"]:
        yield "its text does not have its SHA-256"


_SPECIAL: Mapping[str, Callable[[Record], Iterator[str]]] = {
    "claims": _check_claim,
    "annotations": _check_annotation,
    "adjudications": _check_adjudication,
    "not_claims": _check_not_claim,
    "aggregations": _check_aggregation,
    "articles": _check_article,
}
