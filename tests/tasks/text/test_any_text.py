"""Whatever the text, it is read without an error, in bounds, and in time that grows with it evenly."""

from collections.abc import Callable
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.attribution import find_attributions
from tasks.text.claims import find_claims
from tasks.text.kinds import find_kinds
from tasks.types import Span

pytestmark = pytest.mark.slow

WORDS = [
    *["said", "says", "told", "that", "he", "I", "think", "according to", "as per", "Mara Lind", "the mayor"],
    *[
        "was",
        "quoted as saying",
        "claim",
        "who",
        "if",
        "and",
        "but",
        "not",
        "to",
        "of",
        "'s",
        "group",
        "report",
    ],
    *[
        '"',
        "“",
        "”",
        "'",
        "‘",
        "’",
        "«",
        "»",
        "„",
        ",",
        ".",
        ":",
        ";",
        "(",
        ")",
        "—",
        "?",
        "\n\n",
        "\n",
        "dass",
        "zufolge",
    ],
    *[
        "called",
        "promised",
        "told",
        "like",
        "in",
        "view",
        "his",
        "at",
        "least",
        "Reports",
        "voters",
        "said to",
    ],
    *[
        "accused",
        "put",
        "by",
        "a claim",
        "Sept.",
        "- ",
        "OSTBY,",
        "(Newswire)",
        "Without",
        "it is understood",
    ],
    *["Про це", "повідомив", "За", "словами", "його", "Як", "що", "Орленка", "Об этом", "сообщил", "в"],
    *["Lind:", "Courier:", "d’", "é", "🙂", "\u200b", "٣", "中文", "n't", "1,000", "U.S."],
]
prose = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
languages = st.sampled_from(["en", "de", "es", "fr", "uk", "ru", ""])


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """Any text, and spans of it in order without overlap."""
    text = draw(st.one_of(prose, st.text(max_size=60)))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edges = [0, *cuts, len(text)]
    return text, [Span(start, end) for start, end in pairwise(edges) if start < end]


@given(cut_texts(), languages)
def test_any_text_is_read_in_bounds_and_in_order(cut_text: tuple[str, list[Span]], language: str) -> None:
    text, sentences = cut_text
    found = find_attributions(text, sentences, language)
    starts = []
    for each in found:
        spans = (*each.source, *each.cue, *each.content)
        assert each.content
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        starts.append(min(span.start for span in spans))
        for part in each.content:
            assert sum(s.start <= part.start and part.end <= s.end for s in sentences) == 1
    assert starts == sorted(starts)


@given(cut_texts())
def test_every_sentence_of_any_text_has_a_kind_and_claims_inside_it(cut_text: tuple[str, list[Span]]) -> None:
    text, sentences = cut_text
    attributions = find_attributions(text, sentences)
    assert len(find_kinds(text, sentences, attributions)) == len(sentences)
    for sentence in sentences:
        for claim in find_claims(text, sentence, attributions):
            assert sentence.start <= claim.start < claim.end <= sentence.end


HOSTILE = [
    *[
        "he said ",
        ", he said",
        "said X, ",
        '"a b c," said X. ',
        'said "a b" and ',
        "that he said ",
        "I think, ",
    ],
    *[
        '"',
        '" ',
        "“",
        "”",
        "'a ",
        "(",
        ")",
        "—",
        "; ",
        "? ",
        "\n\n“",
        "A.",
        "Aa ",
        "A-",
        "'s ",
        "to want to ",
        "and ",
    ],
    *[
        "according to the X, ",
        "the man who ",
        ", saying that ",
        "very ",
        "Aa: b\nBb: c\n",
        " ",
        "a",
        "views expressed ",
    ],
    *[
        "he said, a claim X denies, ",
        "accused X of ",
        "put the number at ",
        "claim by X that ",
        "logs seen by X and ",
        "close to the ",
        "A Without B ",
        "A, A, ",
        "X's ",
        "said that it is and ",
        "die „A B“ berichtet, ",
        "Sept. ",
    ],
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_evenly_with_the_text(piece: str) -> None:
    def read(length: int) -> Callable[[], None]:
        text = (piece * (length // len(piece) + 1))[:length]
        whole = Span(0, length)

        def run() -> None:
            attributions = find_attributions(text, [whole])
            find_kinds(text, [whole], attributions)
            find_claims(text, whole, attributions)

        return run

    short, long = (min(_seconds(read(length)) for _ in range(2)) for length in (2_000, 16_000))
    assert long < 8 * 3 * max(short, 0.001)


def _seconds(work: Callable[[], None]) -> float:
    start = process_time()
    work()
    return process_time() - start
