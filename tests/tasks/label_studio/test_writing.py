"""What the desk writes into Label Studio is read back as what it meant."""

import json
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tasks.label_studio.answers import read_answers
from tasks.label_studio.writing import write_answers
from tasks.types import NOT_A_CLAIM, Judgement, Span, UnverifiableReason, Verdict

SENTENCE = "\U0001f6a2 The bridge opened in May, the mayor said,\nand it cost nine million."
SPANS = (Span(2, 26), Span(28, 42), Span(44, 69), Span(6, 12), Span(0, len(SENTENCE) - 1))

addresses = st.lists(
    st.sampled_from(["https://a.example.org/1", "www.b.example", "A book, p. 7"]), unique=True
)
notes = st.sampled_from(["", "ask the port", "two\nlines"])


@st.composite
def judgements(draw: st.DrawFn, span: Span | None) -> Judgement:
    label = draw(st.sampled_from([*map(str, Verdict), NOT_A_CLAIM]))
    reason = draw(st.none() | st.sampled_from(UnverifiableReason)) if label == Verdict.UNVERIFIABLE else None
    return Judgement(label, span, reason, evidence=tuple(draw(addresses)), note=draw(notes))


@given(judgements(None))
def test_a_word_about_the_sentence_is_read_back(judgement: Judgement) -> None:
    assert _read(write_answers([judgement], SENTENCE)) == [judgement]


@given(st.data(), st.lists(st.sampled_from(SPANS[:4]), min_size=1, unique=True))
def test_words_about_parts_are_read_back(data: st.DataObject, spans: list[Span]) -> None:
    words = [data.draw(judgements(span)) for span in spans]
    assert _read(write_answers(words, SENTENCE)) == sorted(words, key=lambda word: word.span or Span(0, 0))


@given(judgements(None), judgements(SPANS[0]))
def test_beside_parts_the_sentence_is_a_mark_of_all_its_words(whole: Judgement, part: Judgement) -> None:
    found = _read(write_answers([part, whole], SENTENCE))
    assert {word.label for word in found} == {whole.label, part.label}
    assert {word.span for word in found} == {part.span, Span(0, len(SENTENCE))}


def test_nothing_says_nothing() -> None:
    assert write_answers([], SENTENCE) == []


def _read(result: Sequence[object]) -> list[Judgement]:
    answers = read_answers(json.loads(json.dumps(result)), SENTENCE)
    assert not answers.repairs
    return list(answers.judgements)
