"""Whether the figures that a release gives follow from its tables."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter
from typing import Any

from exports.agreement.retest import RetestTally
from exports.agreement.spans import Marked, SpanFigures, SpanTally
from exports.agreement.tally import AgreementTally, Unit
from tasks.store.dataset_reading import ClaimMark, Vote
from tasks.types import Span


def contradicted_figures(
    votes: Iterable[Vote],
    marks: Iterable[ClaimMark],
    stated: Mapping[str, Any],
    of_articles: Mapping[str, tuple[int, float | None, float | None]],
) -> Iterator[str]:
    """Work out the agreement anew and name what is stated otherwise, in words for people.

    :param votes: by article and unit
    :param marks: where checkers saw claims, by article and sentence
    :param stated: the content of ``agreement.json``
    :param of_articles: what is stated of each article, by its id, as in `ArticleAgreement`
    """
    agreement, retest = AgreementTally(), RetestTally()
    for article_id, of_article in groupby(votes, key=attrgetter("article_id")):
        units = [list(unit) for _, unit in groupby(of_article, key=attrgetter("unit"))]
        figures = agreement.add_article(unit for votes in units if (unit := _unit(votes))[0])
        if of_articles.get(article_id) != figures:
            yield f"articles {article_id}: its agreement does not follow from the annotations."
        for repeated in units:
            retest.add_pairs(_repeats(repeated))
    found = {
        "agreement": asdict(agreement.report(str)),
        "spans": asdict(_spans(marks)),
        "retest": asdict(retest.figures(str)),
    }
    for part, worked_out in found.items():
        for name, value in json.loads(json.dumps(worked_out)).items():
            if stated.get(part, {}).get(name) != value:
                figure = name.replace("_", " ")
                yield f"agreement.json: {part}, {figure} does not follow from the annotations."


def _spans(marks: Iterable[ClaimMark]) -> SpanFigures:
    spans = SpanTally()
    for _, of_article in groupby(marks, key=attrgetter("article_id")):
        spans.add_article(_marked(of_sentence) for _, of_sentence in groupby(of_article, key=_sentence))
    return spans.figures()


_sentence = attrgetter("sentence_id", "length")


def _marked(marks: Iterator[ClaimMark]) -> Marked:
    """A mark as long as its sentence is a judgement of the whole: a part leaves out a word."""
    extents: dict[str, dict[str, Span]] = {}
    length, parts = 0, False
    for mark in marks:
        length = mark.length
        parts = parts or mark.char_end - mark.char_start < length
        extents.setdefault(mark.annotator, {})[mark.claim_id] = Span(mark.char_start, mark.char_end)
    return Marked(length, extents, parts)


def _unit(votes: Sequence[Vote]) -> Unit:
    return tuple([(vote.annotator, vote.label) for vote in votes if vote.counted]), votes[0].month


def _repeats(votes: Sequence[Vote]) -> Iterator[tuple[str, str, str]]:
    """Of a claim: checkers with an earlier answer and the one that counts."""
    last = {vote.annotator: vote for vote in votes if vote.counted}
    for vote in votes:
        now = last.get(vote.annotator)
        if not vote.counted and now and vote.round < now.round:
            yield vote.annotator, vote.label, now.label
