"""The labelling page, as the XML that Label Studio builds it from.

There are two sets of controls, one for the sentence as a whole and one for the
marked claim that is selected. They take turns in the same place and share
their keys. Label Studio cannot silence the sentence's keys while a claim is
selected: both sets hear them. So what the sentence's keys say counts only as
long as no marked claim has a verdict of its own (`results` reads it that way),
and from then on the page hides them.
"""

from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tasks.label_studio import controls, words
from tasks.label_studio.style_sheet import style_sheet
from tasks.label_studio.words import Answer
from tasks.types import Verdict

_ARTICLE_LINK: Final = '<a href="$url" target="_blank" rel="noopener noreferrer">Read the article</a>'
_CYCLE: Final = "<span><kbd>Alt</kbd> <kbd>.</kbd> claim by claim</span>"
_CAPTIONS: Final = {
    "of-sentence": f"<b>The whole sentence</b>{_CYCLE}",
    "of-claim": f"<b>The selected claim</b>{_CYCLE}<span><kbd>Esc</kbd> whole sentence</span>",
    "of-claims": f"<b>Each marked claim has its own verdict</b>{_CYCLE}",
}


@cache
def labelling_interface() -> str:
    """The labelling configuration of every project."""
    page = Element("View", className="annotator")
    SubElement(page, "Style").text = style_sheet()
    _masthead(page)
    _passage(page)
    _captions(page)
    _verdicts_of_claims(page)
    _whole_sentence(page)
    _selected_claim(page)
    indent(page)
    return tostring(page, encoding="unicode")


def _masthead(page: Element) -> None:
    masthead = _view(page, "masthead")
    _header(masthead, "publisher", "$publisher")
    _header(masthead, "date", "$published_on")
    SubElement(masthead, "Markdown", className="link", value=_ARTICLE_LINK)
    _header(masthead, "title", "$title")


def _passage(page: Element) -> None:
    passage = _view(page, "passage")
    _header(passage, "neighbour", "$before")
    SubElement(
        passage,
        "Text",
        name=controls.TEXT,
        value=f"${controls.TEXT}",
        granularity="word",
        showLabels="true",
    )
    _header(passage, "neighbour", "$after")
    _header(page, "claimant", "$claimant")


def _captions(page: Element) -> None:
    """Once claims are marked: what the keys below apply to."""
    for name, html in _CAPTIONS.items():
        SubElement(page, "Markdown", className=f"caption {name}", value=html)


def _verdicts_of_claims(page: Element) -> None:
    """Marking a claim and judging it are one control, so that a mark has its verdict's colour."""
    marks = SubElement(page, "Labels", name=controls.CLAIM, toName=controls.TEXT)
    keypad = _view(_view(marks, "part", visibleWhen="region-selected"), "keypad")
    for label, answer in words.VERDICTS.items():
        _mark(keypad, label, answer, words.LOOKS[label].light)
    several = _question(marks, "several", "Several claims?")
    _mark(several, controls.UNJUDGED, words.MARK, words.MARK_COLOUR)


def _whole_sentence(page: Element) -> None:
    # Not by visibleWhen: Label Studio would drop a reason that is hidden when the checker submits.
    whole = _view(page, "whole")
    _choices(_view(whole, "keypad"), controls.VERDICT, words.VERDICTS)
    _choices(
        _question(whole, "reason", "Why?"),
        controls.REASON,
        words.REASONS,
        visibleWhen="choice-selected",
        whenTagName=controls.VERDICT,
        whenChoiceValue=Verdict.UNVERIFIABLE,
    )
    _choices(_question(whole, "said", "Was it said?"), controls.SAID, words.SAID)
    _fields(whole, controls.EVIDENCE, controls.NOTE)


def _selected_claim(page: Element) -> None:
    part = _view(page, "part", visibleWhen="region-selected")
    _choices(
        _question(part, "reason", "Why?"),
        controls.CLAIM_REASON,
        words.REASONS,
        perRegion="true",
        whenLabelValue=Verdict.UNVERIFIABLE,
    )
    _choices(_question(part, "said", "Was it said?"), controls.CLAIM_SAID, words.SAID, perRegion="true")
    _fields(part, controls.CLAIM_EVIDENCE, controls.CLAIM_NOTE, perRegion="true")


def _mark(parent: Element, label: str, answer: Answer, colour: str) -> None:
    SubElement(
        parent,
        "Label",
        value=answer.words,
        alias=label,
        hotkey=answer.key,
        background=colour,
        html=_face(label, answer),
    )


def _choices(parent: Element, name: str, answers: Mapping[str, Answer], **attributes: str) -> None:
    attributes = {"name": name, "toName": controls.TEXT, "choice": "single", **attributes}
    choices = SubElement(parent, "Choices", attributes)
    for value, answer in answers.items():
        SubElement(
            choices,
            "Choice",
            value=answer.words,
            alias=value,
            hotkey=answer.key,
            html=_face(value, answer),
        )


def _face(value: str, answer: Answer) -> str:
    """What a key shows, as HTML."""
    look = words.LOOKS.get(value)
    symbol = f"<i>{look.symbol}</i>" if look else ""
    meaning = f"<small>{escape(answer.meaning)}</small>" if answer.meaning else ""
    return (
        f'<span class="face answer-{value}">{symbol}<b>{escape(answer.invitation or answer.words)}</b>'
        f"<kbd>{answer.key.upper()}</kbd>{meaning}</span>"
    )


def _fields(parent: Element, evidence: str, note: str, **attributes: str) -> None:
    fields = _view(parent, "fields")
    for name, placeholder in ((evidence, "Evidence: one address a line"), (note, "Note")):
        field = {
            "name": name,
            "toName": controls.TEXT,
            "placeholder": placeholder,
            "rows": "2",
            "maxSubmissions": "1",
            "editable": "true",
            "showSubmitButton": "false",
        }
        SubElement(fields, "TextArea", {**field, **attributes})


def _question(parent: Element, name: str, words: str) -> Element:
    question = _view(parent, f"question {name}")
    _header(question, "asked", words)
    return question


def _view(parent: Element, name: str, **attributes: str) -> Element:
    return SubElement(parent, "View", {"className": name, **attributes})


def _header(parent: Element, name: str, value: str) -> None:
    # Label Studio shows a header's value as text, whatever it contains.
    SubElement(_view(parent, name), "Header", value=value, style="margin: 0")
