"""The labelling page: complete, accepted by Label Studio's own checks, and keys that do not clash."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from tasks.label_studio import controls
from tasks.label_studio.interface import labelling_interface
from tasks.types import NOT_A_CLAIM, UnverifiableReason, Verdict, WasItSaid

DATA_FIELDS = {
    "sentence",
    "before",
    "after",
    "title",
    "publisher",
    "published_on",
    "url",
    "claimant",
}
LABEL_STUDIO_KEYS = {"u", "enter", "escape", "backspace", "delete"}


@pytest.fixture(scope="module")
def page() -> Element:
    return fromstring(labelling_interface())  # noqa: S314 - our own XML


@pytest.fixture(scope="module")
def checker() -> Any:
    from label_studio_sdk.label_interface.interface import LabelInterface

    return LabelInterface(labelling_interface())


def control(page: Element, name: str) -> Element:
    [found] = page.iterfind(f".//*[@name='{name}']")
    return found


def aliases(page: Element, name: str) -> list[str | None]:
    return [answer.get("alias") for answer in control(page, name).iter() if "alias" in answer.attrib]


def keys(element: Element) -> list[str]:
    return [answer.attrib["hotkey"] for answer in element.iter() if "hotkey" in answer.attrib]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (controls.VERDICT, [*Verdict, NOT_A_CLAIM]),
        (controls.CLAIM, [*Verdict, NOT_A_CLAIM, controls.UNJUDGED]),
        (controls.REASON, [*UnverifiableReason]),
        (controls.CLAIM_REASON, [*UnverifiableReason]),
        (controls.SAID, [*WasItSaid]),
        (controls.CLAIM_SAID, [*WasItSaid]),
    ],
)
def test_every_answer_of_the_vocabulary_can_be_given(page: Element, name: str, expected: list[str]) -> None:
    assert aliases(page, name) == expected


def test_the_verdicts_have_their_promised_keys(page: Element) -> None:
    given = {a.attrib["alias"]: a.attrib["hotkey"] for a in control(page, controls.VERDICT)}
    assert given == {"verified": "1", "disputed": "2", "unverifiable": "3", "not_a_claim": "0"}


@pytest.mark.parametrize(
    "names",
    [
        (controls.VERDICT, controls.REASON, controls.SAID),
        (controls.CLAIM, controls.CLAIM_REASON, controls.CLAIM_SAID),
    ],
)
def test_no_key_does_two_things_at_once(page: Element, names: tuple[str, ...]) -> None:
    pressed = [key for name in names for key in keys(control(page, name))]
    assert len(pressed) == len(set(pressed))
    assert not set(pressed) & LABEL_STUDIO_KEYS


def test_every_key_is_written_on_its_face(page: Element) -> None:
    for answer in page.iter():
        if "hotkey" in answer.attrib:
            assert f"<kbd>{answer.attrib['hotkey'].upper()}</kbd>" in answer.attrib["html"]


def test_the_claims_controls_say_so(page: Element) -> None:
    for name in (controls.CLAIM_REASON, controls.CLAIM_SAID, controls.CLAIM_EVIDENCE, controls.CLAIM_NOTE):
        assert control(page, name).get("perRegion") == "true"


def referred_to(page: Element) -> Iterator[str]:
    for element in page.iter():
        for field in DATA_FIELDS | {"sentence_id", "article_id", "position"}:
            if f"${field}" in {element.get("value"), *element.get("value", "").split('"')}:
                yield field


def test_the_page_shows_the_fields_that_a_task_has(page: Element) -> None:
    assert set(referred_to(page)) == DATA_FIELDS


def test_only_an_address_gets_into_html(page: Element) -> None:
    """Headers and texts escape what they show. Markdown does not: only the cleaned address goes there."""
    for element in page.iter():
        assert element.tag != "HyperText"
        if element.tag == "Markdown":
            assert element.attrib["value"].replace("$url", "").count("$") == 0


def test_the_style_survives_cleaning_as_html(page: Element) -> None:
    style = page.findtext("Style") or ""
    assert "JUDGED" not in style
    assert not set("<>&") & set(style)


def test_label_studio_takes_the_configuration(checker: Any) -> None:
    checker.validate()


def test_label_studio_takes_a_task_a_prediction_and_an_annotation(checker: Any) -> None:
    text = "Rain fell. Nobody minded."
    mark = {"start": 11, "end": 24, "text": "Nobody minded"}

    def about_the_sentence(name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
        return {"id": name, "from_name": name, "to_name": "sentence", "type": kind, "value": value}

    def about_the_mark(name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
        return {**about_the_sentence(name, kind, {**mark, **value}), "id": "mark"}

    data = dict.fromkeys(DATA_FIELDS | {"sentence_id", "article_id"}, "") | {"sentence": text, "position": 0}
    assert checker.validate_task({"data": data})
    prediction = [about_the_mark(controls.CLAIM, "labels", {"labels": [controls.UNJUDGED]})]
    assert checker.validate_prediction({"result": prediction, "score": 0.5, "model_version": "1"})
    annotation = [
        about_the_sentence(controls.VERDICT, "choices", {"choices": [Verdict.UNVERIFIABLE]}),
        about_the_sentence(controls.REASON, "choices", {"choices": [UnverifiableReason.NO_ACCESS]}),
        about_the_sentence(controls.SAID, "choices", {"choices": [WasItSaid.SAID]}),
        about_the_sentence(controls.EVIDENCE, "textarea", {"text": ["https://example.org"]}),
        about_the_sentence(controls.NOTE, "textarea", {"text": ["note"]}),
        about_the_mark(controls.CLAIM, "labels", {"labels": [NOT_A_CLAIM]}),
        about_the_mark(controls.CLAIM_NOTE, "textarea", {"text": ["note"]}),
    ]
    assert checker.validate_annotation({"result": annotation})


def test_label_studios_check_would_notice(checker: Any) -> None:
    wrong = {"id": "x", "from_name": controls.VERDICT, "to_name": "sentence", "type": "choices"}
    assert not checker.validate_annotation({"result": [{**wrong, "value": {"choices": ["true"]}}]})
