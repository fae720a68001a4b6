"""What a sentence claims, as spans a checker can mark as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.attribution import find_attributions
from tasks.text.claims import find_claims
from tests.tasks.text.marked import cut

CLAIMS = [
    ("The dam was closed in May.", ["The dam was closed in May"]),
    ("OSTBY, May 4 (Newswire) - The dam was closed.", ["The dam was closed"]),
    ("- The dam was closed.", ["The dam was closed"]),
    (
        "Ministers have been accused by the union of ignoring warnings.",
        ["Ministers have been accused by the union of ignoring warnings"],
    ),
    ("Lind said that the dam was closed.", ["the dam was closed"]),
    ('Lind said, "The dam was closed in May."', ["The dam was closed in May"]),
    (
        'Lind said, "The dam has a crack" and "nobody has been warned so far".',
        ["The dam has a crack", "nobody has been warned so far"],
    ),
    ('Lind said the "old" dam and the "new" one are safe.', ['the "old" dam and the "new" one are safe']),
    (
        "The dam was closed, and the ferry has stopped running.",
        ["The dam was closed", "the ferry has stopped running"],
    ),
    (
        "The dam was closed; the ferry has stopped running.",
        ["The dam was closed", "the ferry has stopped running"],
    ),
    (
        "If it rains, the dam will break, and the town will flood.",
        ["If it rains, the dam will break, and the town will flood"],
    ),
    ("The dam, the ferry, and the road were closed.", ["The dam, the ferry, and the road were closed"]),
    (
        '"The dam is safe today," Lind said. "It was checked in May."',
        ["The dam is safe today", "It was checked in May"],
    ),
    ('"The dam," Lind said, "is safe."', ['"The dam," Lind said, "is safe."']),
    ("Lind said the dam was old, but Holm said it was new.", ["the dam was old", "it was new"]),
    (
        "The dam, which Lind says is old, has been closed by the town.",
        ["The dam, which Lind says is old, has been closed by the town"],
    ),
    ("", []),
    ("—", []),
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_claims_are_what_is_said_or_the_sentence(text: str, expected: list[str]) -> None:
    text, (sentence,) = cut(text)
    found = find_claims(text, sentence, find_attributions(text, [sentence]))
    assert [claim.of(text) for claim in found] == expected


def test_the_parts_of_a_long_quotation_lose_the_marks_left_over() -> None:
    text, sentences = cut('Lind said, "The dam leaks. | Nobody was told."')
    attributions = find_attributions(text, sentences)
    found = [claim.of(text) for each in sentences for claim in find_claims(text, each, attributions)]
    assert found == ["The dam leaks", "Nobody was told"]


def test_a_sentence_that_only_names_a_speaker_claims_nothing() -> None:
    text, sentences = cut('"Who was told?" | Lind asked.')
    assert find_claims(text, sentences[1], find_attributions(text, sentences)) == ()


@given(st.text(alphabet='ab I said that, "“”.;\n', max_size=60))
def test_claims_of_any_sentence_lie_in_it_apart_and_in_order(text: str) -> None:
    text, (sentence,) = cut(text.replace("|", ""))
    found = find_claims(text, sentence, find_attributions(text, [sentence]))
    edges = [sentence.start, *(edge for claim in found for edge in (claim.start, claim.end)), sentence.end]
    assert edges == sorted(edges)
    assert all(claim.of(text).strip() for claim in found)
