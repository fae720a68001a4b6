"""Verdicts are told apart by everybody: enough contrast, colours for every eye, and symbols."""

from itertools import combinations

import pytest

from tasks.label_studio.words import INK_ON_DARK, INK_ON_LIGHT, LOOKS, REASONS, SAID, VERDICTS
from tasks.types import NOT_A_CLAIM, UnverifiableReason, Verdict, WasItSaid
from tests.tasks.label_studio.colours import AA, SIGHT, contrast, difference

CLEARLY_DIFFERENT = 25.0
LIGHT_PAGES = ("#fdfdfc", "#f9f8f6")  # Label Studio's background and surface
DARK_PAGES = ("#262522", "#1e1d1a")


@pytest.mark.parametrize("label", LOOKS)
def test_words_on_a_pressed_key_can_be_read(label: str) -> None:
    assert contrast(LOOKS[label].light, INK_ON_LIGHT) >= AA
    assert contrast(LOOKS[label].dark, INK_ON_DARK) >= AA


@pytest.mark.parametrize("label", LOOKS)
def test_the_symbol_stands_out_from_the_page(label: str) -> None:
    assert min(contrast(LOOKS[label].light, page) for page in LIGHT_PAGES) >= AA
    assert min(contrast(LOOKS[label].dark, page) for page in DARK_PAGES) >= AA


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("shade", ["light", "dark"])
def test_colours_differ_for_every_eye(sight: str, shade: str) -> None:
    colours = {label: getattr(look, shade) for label, look in LOOKS.items()}
    for one, other in combinations(colours, 2):
        assert difference(colours[one], colours[other], sight) >= CLEARLY_DIFFERENT, (one, other)


def test_symbols_differ_without_any_colour() -> None:
    assert len({look.symbol for look in LOOKS.values()}) == len(LOOKS)


def test_there_are_words_for_the_whole_vocabulary() -> None:
    assert list(VERDICTS) == list(LOOKS) == [*Verdict, NOT_A_CLAIM]
    assert list(REASONS) == list(UnverifiableReason)
    assert list(SAID) == list(WasItSaid)
