"""However people mend the cuts, the sentences stay true to the text."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tasks.errors import InputError
from tasks.text.cuts import merge, split, split_places
from tasks.text.identity import words_of
from tasks.text.mends import apply_mends, find_mends, held_mends
from tasks.text.sentences import find_sentences
from tasks.types import Span

WORDS = [
    "Mr.",
    "Lind",
    "said.",
    '"No."',
    "Yes!",
    "cafe\u0301",
    "\U0001f6a2",
    "\u200b",
    "中文。",
    "\n\n",
    "5.",
    "He",
]
texts = st.one_of(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.text(max_size=60))
mendings = st.lists(st.tuples(st.booleans(), st.integers(0, 60)), max_size=12)


def mended(text: str, mendings: list[tuple[bool, int]]) -> list[Span]:
    """The machine's sentences after any sequence of merges and splits; impossible ones are refused."""
    spans = find_sentences(text)
    for is_merge, number in mendings:
        if is_merge and len(spans) > 1:
            spans = merge(spans, spans[1 + number % (len(spans) - 1)].start)
        elif not is_merge and text:
            try:
                spans = split(text, spans, number % len(text))
            except InputError:
                continue
    return spans


def visible(text: str) -> str:
    return "".join(text.split())


@given(texts, mendings)
def test_mended_sentences_are_in_order_and_cover_the_same_characters(
    text: str, mendings: list[tuple[bool, int]]
) -> None:
    spans = mended(text, mendings)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert visible("".join(span.of(text) for span in spans)) == visible(text)


@given(texts, mendings)
def test_mends_tell_all_that_people_changed(text: str, mendings: list[tuple[bool, int]]) -> None:
    spans, machine = mended(text, mendings), find_sentences(text)
    assume(all(words_of(span.of(text)) for span in machine))
    mends = find_mends(text, machine, spans)
    assert apply_mends(text, machine, mends) == spans
    assert held_mends(text, machine, mends) == mends
    assert not find_mends(text, machine, machine)


@given(texts, mendings, st.sampled_from(["", "A first sentence. ", "Later.\n\n"]))
def test_mends_survive_new_surroundings_and_another_layout(
    text: str, mendings: list[tuple[bool, int]], before: str
) -> None:
    """What is added in front cannot move a mend; what is not mended is the machine's."""
    machine = find_sentences(text)
    spans = mended(text, mendings)
    mends = find_mends(text, machine, spans)
    longer = before + text
    shifted = [*find_sentences(before), *(span.shifted(len(before)) for span in machine)]
    assume(not before or words_of(before) not in text)
    assert apply_mends(longer, shifted, mends) == [
        *find_sentences(before),
        *(span.shifted(len(before)) for span in spans),
    ]


@given(texts)
def test_places_offered_for_a_cut_are_places_to_cut(text: str) -> None:
    spans = find_sentences(text)
    for span in spans:
        for at in split_places(text, span):
            assert len(split(text, spans, at)) == len(spans) + 1


def test_a_merged_sentence_stays_merged_when_another_one_changes() -> None:
    old = "The vote was close. Dr. No. 5 was blamed. Nobody resigned."
    machine = find_sentences(old)
    mends = find_mends(old, machine, merge(machine, machine[-1].start))
    new = "The vote was   very close.\n\n" + old.removeprefix("The vote was close. ").replace(" ", "\n", 1)
    found = apply_mends(new, find_sentences(new), mends)
    assert words_of(found[-1].of(new)) == "Dr. No. 5 was blamed. Nobody resigned."
    assert found[0].of(new) == "The vote was   very close."


def test_where_the_words_changed_the_machine_cuts_again() -> None:
    old = "It rained. It poured."
    mends = find_mends(old, find_sentences(old), [Span(0, len(old))])
    new = "It rained. It hailed."
    assert apply_mends(new, find_sentences(new), mends) == find_sentences(new)


def test_only_the_repetition_that_was_mended_is_mended() -> None:
    text = "It rained. It poured. It rained. It poured."
    machine = find_sentences(text)
    mends = find_mends(text, machine, merge(machine, machine[3].start))
    assert [span.of(text) for span in apply_mends(text, machine, mends)] == [
        "It rained.",
        "It poured.",
        "It rained. It poured.",
    ]


def test_what_was_composed_otherwise_is_the_same() -> None:
    old = "The cafe\u0301 closed. It reopened."
    mends = find_mends(old, find_sentences(old), [Span(0, len(old))])
    new = "The caf\u00e9 closed. It reopened."
    assert apply_mends(new, find_sentences(new), mends) == [Span(0, len(new))]


def test_a_letter_is_not_parted_from_its_accent() -> None:
    with pytest.raises(InputError, match="between two words"):
        split("cafe\u0301 noir", [Span(0, 10)], 4)


def test_a_cut_that_is_gone_cannot_be_mended() -> None:
    with pytest.raises(InputError, match="no such cut"):
        merge([Span(0, 4)], 0)


def test_chinese_can_be_cut_between_any_two_characters() -> None:
    assert split_places("他说了。", Span(0, 4)) == [1, 2, 3]
