import pytest

from benchmarks.boundaries import Agreement, Document, agreement
from benchmarks.layouts import LAYOUTS, wrapped
from tasks.types import Span

TEXT = "One. Two.\n\nThree. Four."
SENTENCES = (Span(0, 4), Span(5, 9), Span(11, 17), Span(18, 23))
DOCUMENT = Document(TEXT, "en", SENTENCES)


def test_perfect_agreement() -> None:
    assert agreement([DOCUMENT], [SENTENCES]) == Agreement(all=1.0, inner=1.0, exact=1.0)


def test_white_space_around_a_sentence_does_not_matter() -> None:
    untrimmed = [Span(0, 5), Span(5, 11), Span(11, 18), Span(18, 23)]
    assert agreement([DOCUMENT], [untrimmed]) == Agreement(all=1.0, inner=1.0, exact=1.0)


def test_a_missed_boundary_costs_recall_and_two_sentences() -> None:
    found = agreement([DOCUMENT], [[Span(0, 9), Span(11, 17), Span(18, 23)]])
    assert found.all == pytest.approx(2 * 2 / (3 + 2))  # the document's own end is not counted
    assert found.inner == pytest.approx(2 * 1 / (2 + 1))
    assert found.exact == pytest.approx(2 * 2 / (4 + 3))


def test_documents_are_averaged_by_their_boundaries() -> None:
    whole = Document("Just one.", "en", (Span(0, 9),))
    assert agreement([DOCUMENT, whole], [[Span(0, 23)], [Span(0, 9)]]).all == 0.0


def test_wrapping_keeps_every_offset() -> None:
    prose = "A long sentence that goes on and on. " * 8
    document = Document(f"{prose.strip()}\n\n{prose.strip()}", "en", ())
    text = wrapped(document).text
    assert "\n" in text.replace("\n\n", "")
    assert [
        (a, b) for a, b in zip(document.text, text, strict=True) if a != b and (a, b) != (" ", "\n")
    ] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sentences_keep_their_words_in_every_layout(layout: str) -> None:
    laid_out = LAYOUTS[layout](DOCUMENT)
    words = [span.of(laid_out.text).replace("😀", "").split() for span in laid_out.sentences]
    assert words == [["One."], ["Two."], ["Three."], ["Four."]]
    assert laid_out.text != DOCUMENT.text or layout == "wrapped at 72 columns"
