"""The guidelines name every answer with its key, in HTML that Label Studio leaves alone."""

from html.parser import HTMLParser

from tasks.label_studio import words
from tasks.label_studio.guidelines import guidelines

VOID = {"br", "meta"}


class Nesting(HTMLParser):
    """Whether every element that opens is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "style" not in dict(attrs), "Label Studio strips style attributes"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_answer_is_explained_with_its_key() -> None:
    for answer in words.VERDICTS.values():
        assert f"{answer.words}<kbd>{answer.key}</kbd></dt><dd>" in guidelines()
    for answer in [*words.REASONS.values(), *words.SAID.values()]:
        assert f"<kbd>{answer.key.upper()}</kbd> {answer.words.lower()}" in guidelines()


def test_the_html_is_whole() -> None:
    nesting = Nesting()
    nesting.feed(guidelines())
    assert nesting.open == []


def test_nothing_is_left_of_the_template() -> None:
    assert "$" not in guidelines()


def test_no_line_breaks_because_label_studio_shows_them() -> None:
    assert "\n" not in guidelines()
