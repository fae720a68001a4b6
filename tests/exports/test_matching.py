"""Overlap, and ids that last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.matching import claim_id, overlap, whole_or_part
from tasks.types import Span


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (Span(0, 10), Span(0, 10), 1.0),
        (Span(0, 10), Span(5, 15), 1 / 3),
        (Span(0, 10), Span(2, 10), 0.8),
        (Span(0, 10), Span(10, 20), 0.0),
        (Span(0, 10), Span(30, 40), 0.0),
    ],
)
def test_overlap_is_intersection_over_union(one: Span, other: Span, share: float) -> None:
    assert overlap(one, other) == overlap(other, one) == pytest.approx(share)


@pytest.mark.parametrize(
    ("span", "whole"), [(Span(0, 12), True), (Span(1, 11), True), (Span(1, 9), False), (Span(5, 12), False)]
)
def test_a_mark_without_the_quotation_marks_is_still_the_sentence(span: Span, whole: bool) -> None:
    assert (whole_or_part(span, "“It closed.”") is None) is whole


@given(st.integers(0, 500), st.integers(1, 500))
def test_ids_differ_by_place(start: int, length: int) -> None:
    span = Span(start, start + length)
    assert claim_id("s-abc", span) == claim_id("s-abc", span)
    others = {claim_id("s-abc", None), claim_id("s-abc", span.shifted(1)), claim_id("s-abd", span)}
    assert claim_id("s-abc", span) not in others
