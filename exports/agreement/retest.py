"""How far a checker agrees with themselves where a sentence came twice."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from exports.agreement.figures import Figures, sample_of_patterns
from exports.agreement.patterns import Pattern
from exports.verdicts import SentenceVerdict
from tasks.types import NOT_A_CLAIM, Verdict

_ANSWERS = (*Verdict, NOT_A_CLAIM)


@dataclass(frozen=True, slots=True)
class RetestFigures:
    """Agreement between each earlier answer and the one that counts; pairs are the units."""

    overall: Figures
    by_checker: Mapping[str, Figures]


@dataclass(slots=True)
class RetestTally:
    """Counts repeated answers."""

    _checkers: defaultdict[str, Counter[Pattern]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, outcomes: Iterable[SentenceVerdict]) -> None:
        for outcome in outcomes:
            if all(opinion.counted for opinion in outcome.opinions):
                continue
            last = {(o.mark.checker, o.claim_id): o.mark for o in outcome.opinions if o.counted}
            for opinion in outcome.opinions:
                now = last.get((opinion.mark.checker, opinion.claim_id))
                if now and opinion.mark.round < now.round:
                    self.add_pairs([(now.checker, opinion.mark.judgement.label, now.judgement.label)])

    def add_pairs(self, pairs: Iterable[tuple[str, str, str]]) -> None:
        """Count checkers with an earlier answer and the one that counts."""
        for checker, *labels in pairs:
            self._checkers[checker][tuple(map(labels.count, _ANSWERS))] += 1

    def figures(self, name_of: Callable[[str], str]) -> RetestFigures:
        """:param name_of: what a checker is called in the figures"""
        every: Counter[Pattern] = Counter()
        for counts in self._checkers.values():
            every += counts
        return RetestFigures(
            overall=sample_of_patterns(every, len(_ANSWERS)).figures(),
            by_checker={
                name: sample_of_patterns(counts, len(_ANSWERS)).figures()
                for name, counts in sorted((name_of(who), counts) for who, counts in self._checkers.items())
            },
        )
