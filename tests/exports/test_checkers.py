"""How checkers work and agree: kept counts say what counting everything anew would."""

import statistics
from collections import Counter
from datetime import date
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.agreement.coefficients import cohen_kappa
from exports.checkers import ANSWERS, agreement, agreement_with_each, checker_figures, median
from exports.reading import iter_articles, read_said
from exports.standings import refresh
from exports.verdicts import decide
from tasks import review
from tasks.store import people, votes
from tasks.store.connection import Store
from tasks.store.votes import EDITOR, Pair
from tasks.types import NOT_A_CLAIM, Judgement, Span, Verdict
from tests.exports.desks import Desk, labelled_desk
from tests.new_store import new_store
from tests.tasks.store import builders

DAY = date(2026, 3, 12)


def test_figures_of_a_small_desk(store: Store) -> None:
    desk = labelled_desk(store)
    review.settle(store, desk.sentence("\U0001f6a2"), Judgement(Verdict.VERIFIED), desk.people[1])
    refresh(store)
    ana, bo = checker_figures(store, people.list_people(store), DAY)
    assert (ana.work.answered, ana.work.skipped, ana.work.days, ana.work.recently) == (3, 1, 1, 4)
    assert (ana.a_day, ana.skipped, ana.lead_time) == (4, 0.25, 4.0)
    assert bo.with_others is not None
    assert (bo.with_others.comparisons, bo.with_others.share) == (2, 0.5)
    [with_ana] = agreement_with_each(store, bo.person).items()
    assert with_ana == (ana.person.person_id, bo.with_others)
    assert ana.with_editors is not None
    assert (ana.with_editors.comparisons, ana.with_editors.share) == (1, 1.0)


def test_somebody_who_did_nothing_has_no_figures(store: Store) -> None:
    builders.checker(store, 1, "ana")
    [ana] = checker_figures(store, people.list_people(store))
    assert (ana.a_day, ana.skipped, ana.lead_time, ana.with_others, ana.with_editors) == (None,) * 5


@given(st.lists(st.integers(0, 500)))
def test_the_median_is_the_median(values: list[int]) -> None:
    counted = sorted(Counter(values).items())
    assert median(counted) == (statistics.median(values) if values else None)


pairs = st.builds(Pair, st.just(1), st.integers(2, 4), *[st.sampled_from(ANSWERS)] * 2, st.integers(1, 9))


@given(st.lists(pairs, min_size=1))
def test_agreement_is_a_share_and_counts_each_claim(given_pairs: list[Pair]) -> None:
    found = agreement(given_pairs)
    assert found is not None
    assert 0 <= found.share <= 1
    assert found.comparisons == sum(pair.claims for pair in given_pairs)
    assert found.kappa is None or found.kappa <= 1


def test_agreement_with_nobody_is_none() -> None:
    assert agreement([]) is None
    assert cohen_kappa([[2, 0], [0, 0]]) is None  # as where both always said the same one thing


WORDS = ("\U0001f6a2", "Repairs", "Will", "The caf", "Nobody")
spans = st.sampled_from([None, Span(0, 12), Span(13, 25)])
answers = st.tuples(
    st.sampled_from(WORDS),
    st.integers(0, 2) | st.none(),
    st.lists(st.builds(Judgement, st.sampled_from([*Verdict, NOT_A_CLAIM]), spans), max_size=2),
)
words = st.tuples(
    st.sampled_from(WORDS), st.builds(Judgement, st.sampled_from([*Verdict, NOT_A_CLAIM]), spans)
)


@pytest.mark.slow
@given(st.lists(answers, max_size=8), st.lists(words, max_size=3), st.integers(0, 10))
@settings(max_examples=40)
def test_counts_that_are_kept_are_those_counted_anew(
    said: list[tuple[str, int | None, list[Judgement]]], settled: list[tuple[str, Judgement]], pause: int
) -> None:
    with TemporaryDirectory() as folder:
        store = new_store(Path(folder) / "annotator.db")
        desk = labelled_desk(store)
        desk.people.append(builders.checker(store, 3, "cy"))
        for number, (words, person, judgements) in enumerate(said):
            if number == pause:
                refresh(store)
            desk.say(words, person, *judgements, skipped=not judgements)
        for words, word in settled:
            review.settle(store, desk.sentence(words), word, desk.people[0])
        refresh(store)
        assert _kept(store) == _counted(desk)
        store.close()


def _kept(store: Store) -> Counter[Pair]:
    everybody = [EDITOR, *(person.person_id for person in people.list_people(store))]
    found = (pair for person in everybody for pair in votes.pairs_with_each(store, person))
    return Counter({pair._replace(claims=0): pair.claims for pair in found})


def _counted(desk: Desk) -> Counter[Pair]:
    found: Counter[Pair] = Counter()
    for record in iter_articles(desk.store):
        for lines in record.sentences:
            one = read_said(desk.store, record, lines)
            outcome = decide(one.sentence.sentence_id, one.text, one.answers, one.adjudications)
            units = [(claim.votes, claim.verdict if claim.adjudication else None) for claim in outcome.claims]
            if outcome.denial:
                is_settled = outcome.denial.method == "adjudicated"
                units.append((outcome.denial.votes, NOT_A_CLAIM if is_settled else None))  # type: ignore[arg-type]
            for marks, word in units:
                given = [
                    (m.answer.person_id, m.judgement.label) for m in marks if m.answer.person_id is not None
                ]
                given += [(EDITOR, str(word))] if word else []
                for (person, label), (other, other_label) in permutations(given, 2):
                    found[Pair(person, other, str(label), str(other_label), 0)] += 1
    return found
