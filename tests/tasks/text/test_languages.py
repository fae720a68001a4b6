"""The word lists of the languages are what the rules take them for."""

import tomllib
from pathlib import Path

import pytest

import tasks.text.segmentation.languages as languages
from tasks.text.segmentation.languages import language_rules

FILES = sorted(Path(languages.__file__).parent.glob("*.toml"))
KINDS_OF_ABBREVIATIONS = ["never_final", "never_before_number", "seldom_final", "often_final", "clock"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_is_read(file: Path) -> None:
    rules = language_rules(file.stem)
    assert rules.abbreviations or rules.speech_verbs or rules.quotatives
    assert rules != language_rules("und") or file.stem == "und"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_abbreviations_are_listed_without_their_last_full_stop(file: Path) -> None:
    entries = tomllib.loads(file.read_text(encoding="utf-8"))
    listed = [word for kind in KINDS_OF_ABBREVIATIONS for word in entries.get(kind, "").split()]
    assert [word for word in listed if word.endswith(".")] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_abbreviation_either_never_or_sometimes_ends_a_sentence(file: Path) -> None:
    rules = language_rules(file.stem)
    assert rules.never_final & (rules.seldom_final | rules.often_final | rules.clock) == frozenset()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_starters_have_a_capital(file: Path) -> None:
    assert [word for word in language_rules(file.stem).starters if not word[0].isupper()] == []


def test_related_languages_share_rules() -> None:
    assert language_rules("nn") is language_rules("nb")
    assert language_rules("sr-Latn") is language_rules("hr")


def test_unknown_languages_share_the_common_rules() -> None:
    assert language_rules("tlh") is language_rules("und")
