"""The instructions that checkers read before they label, as HTML for Label Studio's own window."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Final

from tasks.label_studio import words
from tasks.label_studio.words import Answer
from tasks.types import NOT_A_CLAIM, Verdict

_EXAMPLES: Final = {
    Verdict.VERIFIED: (
        "Evidence that does not come from the claimant supports it.",
        "The bridge reopened on 3 May.",
        "The road authority’s log says so, and photographs of that day show cars on it.",
    ),
    Verdict.DISPUTED: (
        "Credible evidence or a credible party contradicts it. It need not be refuted.",
        "The fair drew 40,000 visitors.",
        "The organisers say so; the ticket office counted 22,000.",
    ),
    Verdict.UNVERIFIABLE: (
        "With what can be known today it can be neither supported nor contradicted. Say why.",
        "The new line will carry twice as many passengers.",
        "It has not opened yet: not yet happened.",
    ),
    NOT_A_CLAIM: (
        "Nothing in the sentence can be checked: an opinion, a question, a publisher’s disclaimer.",
        "What comes next is anybody’s guess.",
        "",
    ),
}


@lru_cache(maxsize=64)
def guidelines(house_rules: str = "") -> str:
    """The project instructions; without line breaks, because Label Studio shows those as they are.

    :param house_rules: what a desk tells its checkers first, in Markdown
    """
    page = Template(files(__package__).joinpath("guidelines.html").read_text(encoding="utf-8"))
    filled = page.substitute(
        colours=" ".join(_colour(label) for label in words.LOOKS),
        verdicts="".join(_verdict(label) for label in words.VERDICTS),
        reasons=_keys(words.REASONS.values()),
        said=_keys(words.SAID.values()),
        mark=words.MARK.key.upper(),
        house_rules=as_html(house_rules),
    )
    return " ".join(line.strip() for line in filled.splitlines())


def as_html(markdown: str) -> str:
    """Markdown as HTML. What is HTML in it is shown as text, and pictures as links: nothing is fetched."""
    from markdown_it import MarkdownIt  # only projects with house rules need it

    reader = MarkdownIt("commonmark", {"html": False}).disable("image")
    return str(reader.render(markdown))


def _colour(label: str) -> str:
    # In a rule, not in the element: Label Studio strips style attributes.
    return f".guidelines .{label} {{ background: {words.LOOKS[label].light}; color: {words.INK_ON_LIGHT}; }}"


def _verdict(label: str) -> str:
    answer, look = words.VERDICTS[label], words.LOOKS[label]
    meaning, example, why = _EXAMPLES[label]
    return (
        f'<dt class="{label}"><i>{look.symbol}</i> {escape(answer.words)}<kbd>{answer.key}</kbd></dt>'
        f"<dd>{escape(meaning)}<q>{escape(example)}</q> {escape(why)}</dd>"
    )


def _keys(answers: Iterable[Answer]) -> str:
    return ", ".join(f"<kbd>{answer.key.upper()}</kbd> {escape(answer.words.lower())}" for answer in answers)
