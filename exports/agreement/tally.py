"""The agreement among the checkers of a release, counted while its articles stream by.

A unit is a claim, or a sentence that was found to be none; its judgements are
the votes that count. The figures for verdicts alone leave denials out.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple, TypeAlias

import numpy as np

from exports.agreement.coefficients import alpha_of_label, krippendorff_alpha, observed
from exports.agreement.figures import (
    Estimate,
    Figures,
    cohen_estimate,
    rounded,
    sample_of_articles,
    sample_of_patterns,
)
from exports.agreement.patterns import Layout, Pattern, PatternCounts
from exports.verdicts import SentenceVerdict
from tasks.types import NOT_A_CLAIM, Verdict

VERDICTS: tuple[str, ...] = tuple(Verdict)
ANSWERS: tuple[str, ...] = (*VERDICTS, NOT_A_CLAIM)


Unit: TypeAlias = tuple[tuple[tuple[str, str], ...], str]
"""Who gave which answer (one or more checkers, each once), and the month of the last of them."""


class ArticleAgreement(NamedTuple):
    """How far checkers agree about one article; ``None`` where that is undefined."""

    paired_units: int  # claims and denied sentences that two or more judged
    observed: float | None  # share of agreeing pairs
    krippendorff_alpha: float | None


@dataclass(frozen=True, slots=True)
class PairFigures:
    """Two checkers on the claims that both judged."""

    one: str
    other: str
    units: int
    cohen_kappa: Estimate


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """How far checkers agree."""

    articles: int
    answers: Figures  # among all answers, not_a_claim included
    verdicts: Figures  # among verdicts
    by_answer: Mapping[str, Estimate]  # Krippendorff's α of each answer against the others
    by_month: Mapping[str, Figures]  # of the last judgement; without intervals
    by_checker: Mapping[str, Figures]  # on the claims that the checker judged; without intervals
    pairs: tuple[PairFigures, ...]
    confusion: Mapping[str, Mapping[str, int]]  # pairs of judgements of one claim, each way round


MOST_UNSETTLED = 20_000
"""Different units that wait to be counted: they bound the memory."""


@dataclass(slots=True)
class AgreementTally:
    """Memory grows with articles and checkers, not with claims.

    Who judged a unit how, and when, repeats itself: equal units are counted first,
    and taken apart by month, checker and pair once for all of them.
    """

    _answers: PatternCounts = field(default_factory=lambda: PatternCounts(len(ANSWERS)))
    _verdicts: PatternCounts = field(default_factory=lambda: PatternCounts(len(VERDICTS)))
    _months: defaultdict[str, Counter[Pattern]] = field(default_factory=lambda: defaultdict(Counter))
    _checkers: defaultdict[str, Counter[Pattern]] = field(default_factory=lambda: defaultdict(Counter))
    _pairs: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    _unsettled: Counter[Unit] = field(default_factory=Counter)

    def add_article(self, units: Iterable[Unit]) -> ArticleAgreement:
        """Count one article's claims and denied sentences."""
        return self.add_articles([units])[0]

    def add_articles(self, articles: Iterable[Iterable[Unit]]) -> list[ArticleAgreement]:
        """Count the claims and denied sentences of several articles; quicker than one by one."""
        counted = [self._count(units) for units in articles]
        if len(self._unsettled) > MOST_UNSETTLED:
            self._settle()
        return _of_articles(counted)

    def _count(self, units: Iterable[Unit]) -> Counter[Pattern]:
        patterns: Counter[Pattern] = Counter()
        for unit in units:
            self._unsettled[unit] += 1
            patterns[_pattern_of(tuple([label for _, label in unit[0]]))] += 1
        of_verdicts: Counter[Pattern] = Counter()
        for pattern, count in patterns.items():
            if any(pattern[: len(VERDICTS)]):
                of_verdicts[pattern[: len(VERDICTS)]] += count
        self._answers.add_article(patterns)
        self._verdicts.add_article(of_verdicts)
        return patterns

    def _settle(self) -> None:
        """Take apart what was counted."""
        for (judgements, month), count in self._unsettled.items():
            pattern = _pattern_of(tuple([label for _, label in judgements]))
            self._months[month][pattern] += count
            for checker, _ in judgements:
                self._checkers[checker][pattern] += count
            for (one, label), (other, other_label) in combinations(sorted(judgements), 2):
                self._pairs[one, other][label, other_label] += count
        self._unsettled.clear()

    def report(self, name_of: Callable[[str], str]) -> AgreementReport:
        """The figures so far.

        :param name_of: what a checker is called in the report
        """
        self._settle()
        answers = sample_of_articles(self._answers.by_article(), len(ANSWERS))
        verdicts = sample_of_articles(self._verdicts.by_article(), len(VERDICTS))
        return AgreementReport(
            articles=len(answers.by_article),
            answers=answers.figures(),
            verdicts=verdicts.figures(),
            by_answer={label: answers.estimate(alpha_of_label(k)) for k, label in enumerate(ANSWERS)},
            by_month=_by_group(self._months),
            by_checker=_by_group({name_of(who): counts for who, counts in self._checkers.items()}),
            pairs=_pairs(self._pairs, name_of),
            confusion=_confusion(self._pairs.values()),
        )


def units_of(outcome: SentenceVerdict) -> Iterator[Unit]:
    """Claims and denials with who judged them how."""
    for unit in (*outcome.claims, *((outcome.denial,) if outcome.denial else ())):
        if unit.votes:
            judgements = tuple([(vote.checker, vote.judgement.label) for vote in unit.votes])
            yield judgements, unit.decided_at[:7]


def _of_articles(articles: Sequence[Mapping[Pattern, int]]) -> list[ArticleAgreement]:
    """From how often each pattern occurs in each article."""
    at = Layout(len(ANSWERS))
    patterns = {pattern for counts in articles for pattern in counts if sum(pattern) > 1}
    ordered = sorted(patterns)  # so that sums are rounded alike every time
    counts = np.array([[counts.get(pattern, 0) for pattern in ordered] for counts in articles], dtype=float)
    sums = counts.reshape(len(articles), -1) @ np.array(list(map(sums_of, ordered))).reshape(-1, at.width)
    figures = zip(sums[:, at.paired_units], observed(sums, at), krippendorff_alpha(sums, at), strict=True)
    return [ArticleAgreement(int(units), _figure(share), _figure(alpha)) for units, share, alpha in figures]


def _figure(value: float) -> float | None:
    return None if np.isnan(value) else rounded(value)


@lru_cache(maxsize=10_000)
def _pattern_of(labels: tuple[str, ...]) -> Pattern:
    """How many checkers gave each of the `ANSWERS`."""
    return tuple(map(labels.count, ANSWERS))


@lru_cache(maxsize=10_000)
def sums_of(pattern: Pattern) -> list[float]:
    """See `Layout.sums`; few patterns occur, however many units."""
    return Layout(len(ANSWERS)).sums(pattern)


def _by_group(groups: Mapping[str, Counter[Pattern]]) -> dict[str, Figures]:
    return {
        group: sample_of_patterns(counts, len(ANSWERS)).figures() for group, counts in sorted(groups.items())
    }


def _pairs(
    pairs: Mapping[tuple[str, str], Counter[tuple[str, str]]], name_of: Callable[[str], str]
) -> tuple[PairFigures, ...]:
    found = []
    for pair, counts in pairs.items():
        one, other = sorted(map(name_of, pair))
        table = [[counts[row, column] for column in ANSWERS] for row in ANSWERS]
        found.append(PairFigures(one, other, counts.total(), cohen_estimate(table)))
    return tuple(sorted(found, key=lambda pair: (pair.one, pair.other)))


def _confusion(pairs: Iterable[Counter[tuple[str, str]]]) -> dict[str, dict[str, int]]:
    confusion = {label: dict.fromkeys(ANSWERS, 0) for label in ANSWERS}
    for counts in pairs:
        for (label, other), count in counts.items():
            confusion[label][other] += count
            confusion[other][label] += count
    return confusion
