"""The catalogues: complete, compiled, and of the very messages that the code has."""

import re
from collections.abc import Mapping

import pytest
from babel.messages import Catalog, Message

from annotator.web import wording
from docs.translations import TRANSLATED, catalogue_path, compiled, extracted, read_catalogue
from tasks.label_studio.words import REASONS, SAID, VERDICTS, Answer

pytestmark = pytest.mark.slow  # reads all code for its messages

PLACEHOLDER = re.compile(r"%(?:%|\((\w+)\)[sd])")
ADVICE = "run `make translations`, and translate what is new"


@pytest.fixture(params=TRANSLATED)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def catalogue(language: str) -> Catalog:
    return read_catalogue(language)


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(words: object) -> tuple[str, ...]:
    """A message or its translation: one form, or those of its plural."""
    return (words,) if isinstance(words, str) else tuple(words)  # type: ignore[arg-type]


def placeholders(words: str) -> set[str]:
    return {found[0] for found in PLACEHOLDER.finditer(words)}


def test_the_compiled_catalogue_is_what_translators_wrote(language: str, catalogue: Catalog) -> None:
    assert catalogue_path(language).with_suffix(".mo").read_bytes() == compiled(catalogue), ADVICE


def test_it_has_the_messages_of_the_code_and_no_others(catalogue: Catalog) -> None:
    in_code = {(message.context, forms(message.id)) for message in messages(extracted())}
    assert len(in_code) > 500
    assert {(message.context, forms(message.id)) for message in messages(catalogue)} == in_code, ADVICE


def test_every_message_is_translated_with_its_placeholders(catalogue: Catalog) -> None:
    for message in messages(catalogue):
        assert not message.fuzzy, message.id
        translated = forms(message.string)
        assert len(translated) == (catalogue.num_plurals if message.pluralizable else 1), message.id
        assert all(translated), message.id
        wanted = placeholders(forms(message.id)[-1])
        assert all(placeholders(words) == wanted for words in translated), message.id


def test_a_percent_sign_is_doubled_only_where_it_is_halved_again() -> None:
    """Templates put values into every message; Python code only where there are some."""
    for message in messages(extracted()):
        in_template = any(path.startswith("templates/") for path, _ in message.locations)
        in_code = any(path.startswith("web/") for path, _ in message.locations)
        for words in forms(message.id):
            left = PLACEHOLDER.sub("", words)
            assert not (in_template and "%" in left), words
            assert not (in_code and "%%" in words), words


def test_a_new_message_would_be_noticed(catalogue: Catalog) -> None:
    fresh = extracted()
    fresh.add("Something nobody translated")
    catalogue.update(fresh, no_fuzzy_matching=True)
    assert [message.id for message in messages(catalogue) if not message.string] == [
        "Something nobody translated"
    ]


@pytest.mark.parametrize(
    ("shown", "on_the_labelling_page"),
    [
        (wording.VERDICT_WORDS, VERDICTS),
        (wording.REASON_WORDS, REASONS),
        (wording.SAID_WORDS, SAID),
    ],
    ids=["verdicts", "reasons", "said"],
)
def test_the_desk_says_what_the_labelling_page_says(
    shown: Mapping[str, object], on_the_labelling_page: Mapping[str, Answer]
) -> None:
    for value, answer in on_the_labelling_page.items():
        assert str(shown[value]) == answer.words
