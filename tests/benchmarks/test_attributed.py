"""The measure of attribution: what counts as the same, and what does not."""

import pytest

from benchmarks.attributed import Agreement, Document, agreement
from tasks.types import Attribution, Span

TEXT = 'Lind said that the dam leaks. "It does," said Holm.'
SENTENCES = (Span(0, 29), Span(30, 51))


def said(source: str, cue: str, content: str) -> Attribution:
    def spans(words: str) -> tuple[Span, ...]:
        return (Span(TEXT.index(words), TEXT.index(words) + len(words)),) if words else ()

    return Attribution(spans(source), spans(cue), spans(content))


GOLD = [said("Lind", "said", "that the dam leaks."), said("Holm", "said Holm", '"It does,"')]


def measured(found: list[Attribution]) -> Agreement:
    return agreement([Document(TEXT, "en", SENTENCES, tuple(GOLD))], [found])


def test_what_people_marked_agrees_with_itself() -> None:
    assert measured(GOLD) == Agreement(content=1, exact=1, source=1, sentence=1)


def test_nothing_agrees_with_nothing() -> None:
    assert measured([]) == Agreement(content=0, exact=0, source=0, sentence=0)


def test_marks_and_that_at_the_edges_make_no_difference() -> None:
    assert measured([said("Lind", "said", "the dam leaks"), GOLD[1]]).exact == 1


def test_half_a_content_is_the_same_but_not_exactly() -> None:
    found = measured([said("Lind", "said", "dam leaks"), GOLD[1]])
    assert (found.content, found.exact) == (1, 0.5)


def test_less_than_half_of_it_is_not() -> None:
    assert measured([said("Lind", "said", "leaks"), GOLD[1]]).content == 0.5


def test_a_wrong_source_counts_only_against_the_source() -> None:
    found = measured([said("Holm", "said", "the dam leaks"), GOLD[1]])
    assert (found.content, found.source) == (1, 0.5)


def test_a_sentence_too_many_costs_precision() -> None:
    assert measured([GOLD[0]]).sentence == pytest.approx(2 / 3)
